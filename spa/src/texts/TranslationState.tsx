import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { markOpened } from '../api/actions.ts';
import type { EntryDocument } from '../api/client.ts';
import { failureSaid } from '../api/failure.ts';
import { caseQuery, keys } from '../api/queries.ts';
import { Interpreter } from '../asking/Interpreter.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { language, t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { inLanguage, languageName, readAlike } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { nameOfReader } from '../reading/reader.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { askForTranslation, type DocumentPlace, type TranslationRequest, textRequestsQuery } from './textRequests.ts';
import './texts.css';

type Props = DocumentPlace & {
  document: EntryDocument;
  /** Its translation stands there to be read. */
  isHere: boolean;
};

/** Of a document that isn't in one's language: how one asks for that, and what became of it. */
export function TranslationState({ document, isHere, ...place }: Props) {
  const { closed } = useActing().caseCopy;
  const wanted = language.value;
  const asked = useQuery(textRequestsQuery(place.caseCopyId));
  const inIt = inLanguage(document.texts, wanted);
  const ofIt = asked.data?.translations.filter((one) => one.documentId === place.documentId);
  const request = inLanguage(ofIt ?? [], wanted);
  if (readAlike(wanted, document.originalLanguage)) return null;
  if (inIt && !inIt.outdated) return isHere && request?.state === 'AVAILABLE' ? <Here {...place} /> : null;
  if (request && request.state !== 'AVAILABLE') return <Asked request={request} caseCopyId={place.caseCopyId} />;
  if (closed || !asked.data) return null;
  return <Ask {...place} language={wanted} anew={!!inIt} inVain={!inIt && !!request} />;
}

function Here({ caseCopyId, entryId }: DocumentPlace) {
  // Whoever sees it needn't be told on their telephone.
  const seen = useSeen(() => markOpened(caseCopyId, entryId));
  return (
    <p class="note" ref={seen} role="status">
      <Icon name="check" />
      <span>{t('texts.state.AVAILABLE')}</span>
    </p>
  );
}

function Asked({ request, caseCopyId }: { request: TranslationRequest; caseCopyId: string }) {
  const { may } = useActing().caseCopy;
  const { state, expectedOn, reason } = request;
  return (
    <div class="note" data-color={state === 'PARKED' ? 'wait' : 'neutral'} role="status">
      <Icon name={state === 'PARKED' ? 'warn' : 'globe'} />
      <div class="words">
        <p>{t(`texts.state.${state}`, { Language: languageName(request.language) })}</p>
        {expectedOn && <p>{t('texts.expected', { Date: formatDate(expectedOn, 'long') })}</p>}
        {state === 'SENT' && reason && <p class="small">{t('texts.late')}</p>}
        {state === 'INTERPRETER' && may.callMe && (
          <a class="ds-button" data-variant="secondary" data-color="accent" href={casePath(caseCopyId, 'call-me')}>
            <Icon name="phone" />
            {t('ask.CALL_ME')}
          </a>
        )}
      </div>
    </div>
  );
}

type AskProps = DocumentPlace & {
  language: string;
  /** One is there, and is outdated. */
  anew: boolean;
  /** One came that can't be shown. */
  inVain: boolean;
};

/** One tap, and one that says yes to where it goes. */
function Ask({ language: wanted, anew, inVain, ...place }: AskProps) {
  const { may } = useActing().caseCopy;
  const client = useQueryClient();
  const data = useQuery(caseQuery(place.caseCopyId)).data;
  const contactName = nameOfReader(data?.contactPerson);
  const [sure, setSure] = useState(false);
  const [state, setState] = useState<HandInState>({ is: 'writing' });
  const sending = state.is === 'sending';
  const name = languageName(wanted);
  const send = async () => {
    setState({ is: 'sending' });
    try {
      await askForTranslation(place, wanted);
      await client.invalidateQueries({ queryKey: keys.textRequests(place.caseCopyId) });
    } catch (error) {
      setState({ is: 'failed', ...failureSaid(error) });
    }
  };
  return (
    <div class="ask-translation">
      {!anew && <p>{t(inVain ? 'texts.unusable' : 'texts.missing', { Language: name })}</p>}
      {!sure ? (
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => setSure(true)}>
          <Icon name="globe" />
          {t(anew || inVain ? 'texts.askAnew' : 'texts.ask')}
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
              onClick={() => void send()}
            >
              {sending ? t('talk.sending') : t('texts.askDo')}
            </button>
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              onClick={() => {
                setState({ is: 'writing' });
                setSure(false);
              }}
            >
              {t('texts.askNot')}
            </button>
          </div>
        </>
      )}
      <SendFault state={state} tapped told={['case-closed']} />
      {inVain && may.conversation && <Interpreter contactName={contactName} variant="tertiary" />}
    </div>
  );
}
