import { keepTrack } from '../parts/written.ts';
import type { DraftKeeper } from './draft.ts';

/**
 * Loads a draft and sees to it that its last words are saved whichever way the page goes, and what was written elsewhere comes when
 * somebody comes back to it. Gives what ends that; until the last words are saved, the page still knows of them.
 */
export function keepDraft(draft: DraftKeeper, lineIsBack: () => void = () => undefined): () => void {
  void draft.load();
  const release = keepTrack(draft.written);
  const hide = () => {
    if (document.hidden) draft.lastWords();
    else void draft.refresh();
  };
  const left = () => draft.lastWords();
  const back = () => {
    void draft.flush();
    lineIsBack();
  };
  document.addEventListener('visibilitychange', hide);
  addEventListener('pagehide', left);
  addEventListener('online', back);
  return () => {
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', left);
    removeEventListener('online', back);
    void draft.flush().finally(release);
  };
}
