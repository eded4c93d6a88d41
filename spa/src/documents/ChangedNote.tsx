import { useRef } from 'preact/hooks';
import type { Block, DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

// Which language it is read beside, and what has been found wrong in it, changes nothing of what it says.
const beside = new Set(['id', 'ownId', 'unpaired', 'wrong']);

/** What a text says by itself. */
const says = (blocks: Block[]) => JSON.stringify(blocks, (name, value) => (beside.has(name) ? undefined : value));

/** Tells whoever reads on that the text isn't the one they began with. */
export function ChangedNote({ text }: { text: DocumentText }) {
  const { blocks } = text.original;
  const last = useRef(blocks);
  const changed = useRef(false);
  if (last.current !== blocks) {
    changed.current ||= says(last.current) !== says(blocks);
    last.current = blocks;
  }
  return (
    <div role="status" class="closed-note">
      {changed.current && (
        <p class="note" data-color="wait">
          <Icon name="info" />
          <span>
            <strong>{t('pdf.changedTitle')}</strong> {t('pdf.changed')}
          </span>
        </p>
      )}
    </div>
  );
}
