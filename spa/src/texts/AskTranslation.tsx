import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { caseQuery } from '../api/queries.ts';
import { Interpreter } from '../asking/Interpreter.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { useActing } from '../shell/caseCopy.tsx';
import type { DocumentPlace } from './textRequests.ts';
import { useAsking } from './useAsking.ts';

/** Why there is something to ask for: nothing is there, or what came can't be used, is outdated, or is a machine's. */
export type Why = 'MISSING' | 'IN_VAIN' | 'OUTDATED' | 'MACHINE';
const says = {
  MISSING: 'texts.missing',
  IN_VAIN: 'texts.unusable',
  OUTDATED: null,
  MACHINE: 'texts.byMachine',
} as const;
const asks = {
  MISSING: 'texts.ask',
  IN_VAIN: 'texts.askAnew',
  OUTDATED: 'texts.askAnew',
  MACHINE: 'texts.askPerson',
} as const;

/** One tap, and one that says yes to where it goes. */
export function AskTranslation({ language: wanted, why, ...place }: DocumentPlace & { language: string; why: Why }) {
  const { may } = useActing().caseCopy;
  const data = useQuery(caseQuery(place.caseCopyId)).data;
  const contactName = nameOfReader(data?.contactPerson);
  const [sure, setSure] = useState(false);
  const { state, send, anew } = useAsking(place);
  const sending = state.is === 'sending';
  const name = languageName(wanted);
  const said = says[why];
  return (
    <div class="ask-translation">
      {said && <p>{t(said, { Language: name })}</p>}
      {!sure ? (
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => setSure(true)}>
          <Icon name="globe" />
          {t(asks[why])}
        </button>
      ) : (
        <>
          <p>{t('texts.askWhat', { Name: contactName, Language: name })}</p>
          <div class="row">
            <button
              type="button"
              class="ds-button"
              aria-busy={sending || undefined}
              disabled={sending}
              onClick={() => void send(wanted)}
            >
              {sending ? t('talk.sending') : t('texts.askDo')}
            </button>
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              onClick={() => {
                anew();
                setSure(false);
              }}
            >
              {t('texts.askNot')}
            </button>
          </div>
        </>
      )}
      <SendFault state={state} tapped told={['case-closed']} />
      {why === 'IN_VAIN' && may.conversation && <Interpreter contactName={contactName} variant="tertiary" />}
    </div>
  );
}
