import { onDraftNews } from '../api/draftNews.ts';
import { keepTrack } from '../parts/written.ts';
import { DraftKeeper } from './draft.ts';
import type { DraftPort } from './port.ts';

/** Drafts that were left before their last words were saved: whoever comes back finds them, also without a line. */
const left = new Map<string, DraftKeeper>();

/** The draft of a place, with what isn't saved of it yet. `renamed` gives a text that has a name in it another one. */
export function draftFor(place: string, port: DraftPort, renamed?: (text: string) => string): DraftKeeper {
  return left.get(place) ?? new DraftKeeper(port, renamed);
}

/**
 * Loads a draft and sees to it that its last words are saved whichever way the page goes; what was written elsewhere comes as
 * it is saved there, and when somebody comes back to the page. Gives what ends that; until the last words are saved, the page
 * still knows of them.
 */
export function keepDraft(draft: DraftKeeper, place: string, lineIsBack: () => void = () => undefined): () => void {
  if (draft.status.peek() === 'loading') void draft.load();
  else void draft.flush();
  const release = keepTrack(draft.written);
  const deaf = onDraftNews(() => draft.heard());
  const hide = () => {
    if (document.hidden) draft.lastWords();
    else void draft.refresh();
  };
  const gone = () => draft.lastWords();
  const back = () => {
    void draft.flush();
    lineIsBack();
  };
  document.addEventListener('visibilitychange', hide);
  addEventListener('pagehide', gone);
  addEventListener('online', back);
  return () => {
    deaf();
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', gone);
    removeEventListener('online', back);
    left.set(place, draft);
    void draft.flush();
    const stop = draft.written.state.subscribe((standing) => {
      if (standing !== 'nothing' && standing !== 'saved') return;
      release();
      if (left.get(place) === draft) left.delete(place);
      queueMicrotask(() => stop());
    });
  };
}
