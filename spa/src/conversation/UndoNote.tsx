import { t } from '../i18n/catalogue.ts';
import type { Undoing } from './undoing.ts';

/** What became of taking a message back, where it isn't seen in the field. */
export function UndoNote({ undoing }: { undoing: Undoing }) {
  const state = undoing.state.value;
  return (
    <>
      <p class="ds-sr-only" role="status">
        {state === 'undone' && t('state.undone')}
      </p>
      {(state === 'waits' || state === 'too-late') && (
        <p class="note" data-color="neutral" role="alert">
          {t(state === 'waits' ? 'state.undoWaits' : 'state.undoTooLate')}
        </p>
      )}
    </>
  );
}
