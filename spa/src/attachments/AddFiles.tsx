import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import type { AttachmentKeeper } from './keeper.ts';
import { sizeInWords } from './size.ts';

type Props = {
  keeper: AttachmentKeeper;
  button: RefObject<HTMLButtonElement>;
  /** What stands beside the button. */
  children?: ComponentChildren;
};

/** The one way in for files; a phone offers its camera here by itself. What goes is said before one chooses. */
export function AddFiles({ keeper, button, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const { files, fileBytes, bytes, accept } = keeper.limits.value;
  const over = useDropped((dropped) => keeper.add(dropped));
  return (
    <div class="add-files">
      <button
        ref={button}
        type="button"
        class="ds-button"
        data-variant="tertiary"
        aria-describedby={hint}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" />
        {t('files.add')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={['image/*', ...accept].join(',')}
        onChange={(event) => {
          const { currentTarget } = event;
          keeper.add([...(currentTarget.files ?? [])]);
          // The same file chosen once more is a change too.
          currentTarget.value = '';
        }}
      />
      {children}
      <p id={hint} class="quiet add-files-hint">
        {t('files.limits', { Count: files, Size: sizeInWords(fileBytes), Together: sizeInWords(bytes) })}
      </p>
      {over && (
        <p class="drop-here" aria-hidden="true">
          {t('files.drop')}
        </p>
      )}
    </div>
  );
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Files that are dropped anywhere on the page; true while some are held over it. Beside it they would replace the page. */
function useDropped(onDropped: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onDropped);
  latest.current = onDropped;
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return over;
}

/** Files in what is pasted, unless there is text too: then it is the text that was meant. */
export function pastedFiles(event: ClipboardEvent): File[] {
  const { clipboardData } = event;
  if (!clipboardData || clipboardData.types.includes('text/plain')) return [];
  return [...clipboardData.files];
}
