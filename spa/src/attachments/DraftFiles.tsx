import type { RefObject } from 'preact';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import type { AttachmentKeeper, DraftFile } from './keeper.ts';
import { sizeInWords } from './size.ts';
import { useChanges } from './useChanges.ts';
import { draftFileWords } from './words.ts';

type Props = { keeper: AttachmentKeeper; addButton: RefObject<HTMLButtonElement> };

/** The files that go with what is being written: how far each has come, and what one can do about it. */
export function DraftFiles({ keeper, addButton }: Props) {
  const files = keeper.files.value;
  const limits = keeper.limits.value;
  const changed = useChanges(files, ({ attachmentId }) => attachmentId, standing);
  const taken = files.filter(({ state }) => state.is !== 'over' && state.is !== 'refused');
  return (
    <div class="files" data-some={files.length > 0 || undefined}>
      <p class="ds-sr-only" role="status">
        {changed.map((file) => `${file.name}: ${draftFileWords(file, limits)}`).join('. ')}
      </p>
      {files.length > 0 && (
        <>
          <p class="small quiet" id="files-sum">
            {t('files.sum', {
              Count: taken.length,
              Most: limits.files,
              Size: sizeInWords(taken.reduce((sum, { size }) => sum + size, 0)),
              Together: sizeInWords(limits.bytes),
            })}
          </p>
          <ul aria-label={t('files.yours')} aria-describedby="files-sum">
            {files.map((file) => (
              <Row
                key={file.attachmentId}
                file={file}
                words={draftFileWords(file, limits)}
                onRetry={() => keeper.retry(file.attachmentId)}
                onRemove={() => {
                  keeper.remove(file.attachmentId);
                  addButton.current?.focus();
                }}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What is said aloud when it becomes something else; not every percent. */
const standing = ({ state }: DraftFile) =>
  state.is === 'kept' ? (state.over ? 'over' : state.attachment.state) : state.is;

function Row({
  file,
  words,
  onRetry,
  onRemove,
}: {
  file: DraftFile;
  words: string;
  onRetry: () => void;
  onRemove: () => void;
}) {
  const { state } = file;
  const is = standing(file);
  const bad = is === 'over' || is === 'refused' || is === 'INFECTED' || is === 'REFUSED';
  const retries = is === 'interrupted' || (state.is === 'refused' && state.again);
  const moving = is === 'queued' || is === 'uploading' || is === 'interrupted';
  return (
    <li class="file" data-bad={bad || undefined} data-retries={retries || undefined}>
      <Icon name={bad ? 'warn' : is === 'READY' ? 'check' : is === 'interrupted' ? 'clock' : 'file'} />
      <div class="file-words">
        <bdi class="file-name" dir="auto">
          {file.name}
        </bdi>
        <span class="small file-state">
          <bdi>{sizeInWords(file.size)}</bdi> · {words}
        </span>
        {moving && (
          <progress
            aria-label={t('files.progress', { Name: file.name })}
            max={100}
            value={state.is === 'uploading' ? Math.floor(state.part * 100) : 0}
          />
        )}
      </div>
      <div class="file-actions">
        {retries && (
          <button
            type="button"
            class="in-message"
            onClick={(event) => {
              (event.currentTarget.nextElementSibling as HTMLElement | null)?.focus();
              onRetry();
            }}
          >
            {t('common.tryAgain')}
            <span class="ds-sr-only"> {file.name}</span>
          </button>
        )}
        {is !== 'removing' && (
          <button type="button" class="in-message" onClick={onRemove}>
            {t(moving ? 'files.cancel' : 'files.remove')}
            <span class="ds-sr-only"> {file.name}</span>
          </button>
        )}
      </div>
    </li>
  );
}
