import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { consentPort, sendConsentAnswer } from '../api/actions.ts';
import type { Consent, ConsentReply } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { serverTime } from '../api/serverClock.ts';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language } from '../i18n/catalogue.ts';
import { answered, asAnswer, chosen, emptyForm, fromDraft, toDraft } from './form.ts';

/** Answering one consent: what is chosen and written is kept on the server, and handed in once with a fresh log-in. */
export function useAnswering(caseCopyId: string, consent: Consent, freshUntil: string, onSent: () => void) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const stale = () => void client.invalidateQueries({ queryKey: keys.consents(caseCopyId) });
  const reply = (form: ReturnType<typeof emptyForm>) => chosen(form, consent);
  const kept = useKeptForm({
    place: ['case', caseCopyId, 'consents', consent.consentId].join('/'),
    port: consentPort(caseCopyId, consent.consentId),
    empty: emptyForm,
    toDraft,
    fromDraft,
    send: async (form, draft) => {
      const said = reply(form);
      if (!said) throw new Error('nothing is chosen');
      try {
        return await sendConsentAnswer(caseCopyId, consent.consentId, form.id, {
          ...asAnswer(form, said, consent, language.peek()),
          draft,
        });
      } catch (error) {
        // What holds now may be other than what is on the screen.
        stale();
        throw error;
      }
    },
    onSent: () => {
      stale();
      void client.invalidateQueries({ queryKey: keys.caseCopy(caseCopyId), exact: true });
      onSent();
    },
    wasSent: (id) => answered(consent).has(id),
  });
  const refused = kept.state.is === 'failed' && kept.state.code === 'log-in-again';
  return {
    ...kept,
    reply: reply(kept.form),
    /** One is to log in again first. */
    again: asked || refused,
    choose: (to: ConsentReply) => kept.change({ reply: to, version: consent.textVersion }),
    explain: (reason: string) => kept.change({ reason }),
    send: async () => {
      const said = reply(kept.form);
      if (!said) return;
      if (serverTime() < Date.parse(freshUntil)) return kept.send();
      // What was meant is kept over the log-in, also where the button alone said it.
      kept.change({ reply: said, version: consent.textVersion });
      setAsked(true);
    },
  };
}
