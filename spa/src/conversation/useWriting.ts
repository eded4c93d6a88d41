import { useEffect, useMemo, useRef } from 'preact/hooks';
import { language } from '../i18n/catalogue.ts';
import { keepTrack } from '../parts/written.ts';
import { DraftKeeper } from './draft.ts';
import type { ConversationPort } from './port.ts';
import { Sending } from './sending.ts';

/** The draft and the sending of one conversation; what is unsaved is saved when the page is left or hidden. */
export function useWriting(portOf: (caseCopyId: string) => ConversationPort, caseCopyId: string, onSent: () => void) {
  const sent = useRef(onSent);
  sent.current = onSent;
  const writing = useMemo(() => {
    const port = portOf(caseCopyId);
    const draft = new DraftKeeper(port);
    const sending = new Sending({
      send: (id, text) => port.send(id, text, language.peek()),
      onSent: () => {
        draft.sent();
        sent.current();
      },
    });
    return { port, draft, sending };
  }, [portOf, caseCopyId]);
  useEffect(() => {
    const { draft } = writing;
    void draft.load();
    const release = keepTrack(draft.written);
    const hide = () => {
      if (document.hidden) void draft.flush();
    };
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      // Until the last words are saved, the page still knows of them.
      void draft.flush().finally(release);
    };
  }, [writing]);
  return writing;
}
