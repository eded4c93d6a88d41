import { useQuery } from '@tanstack/preact-query';
import { ErrorBoundary } from 'preact-iso';
import { markOpened } from '../api/actions.ts';
import type { EntryDocument } from '../api/client.ts';
import { isAnswer } from '../documents/translationsOf.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { inLanguage, languageName, readAlike } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { type DocumentPlace, type TranslationRequest, textRequestsQuery } from './textRequests.ts';
import './texts.css';

const Ask = lazily(() => import('./asks.ts').then((m) => m.AskTranslation));
const AskOther = lazily(() => import('./asks.ts').then((m) => m.AskOther));

type Props = DocumentPlace & {
  document: EntryDocument;
  /** The language that one reads it in, beside its original. */
  wanted: string;
  /** Its translation into that stands there to be read. */
  isHere: boolean;
  /** To read it in another one. */
  onChoose: (language: string) => void;
};

/** What became of the translations that one has asked for of a document, and how one asks for one. */
export function TranslationState({ document, wanted, isHere, onChoose, ...place }: Props) {
  const { closed } = useActing().caseCopy;
  const asked = useQuery(textRequestsQuery(place.caseCopyId)).data;
  const ofIt = asked?.translations.filter((one) => one.documentId === place.documentId) ?? [];
  const request = inLanguage(ofIt, wanted);
  const mayAsk = !closed && !!asked;
  return (
    <ErrorBoundary>
      <Wanted {...{ place, document, wanted, isHere, request, mayAsk }} />
      {ofIt.map(
        (one) =>
          one !== request && <Other key={one.language} {...{ place, document, onChoose, mayAsk }} request={one} />,
      )}
      {mayAsk && <AskOther place={place} document={document} />}
    </ErrorBoundary>
  );
}

type OneProps = { place: DocumentPlace; document: EntryDocument; mayAsk: boolean };
type WantedProps = OneProps & { wanted: string; isHere: boolean; request: TranslationRequest | undefined };

/** Of the language one reads in. */
function Wanted({ place, document, wanted, isHere, request, mayAsk }: WantedProps) {
  const inIt = inLanguage(document.texts, wanted);
  const holds = !!inIt && !inIt.outdated;
  if (readAlike(wanted, document.originalLanguage)) return null;
  const came = isHere && request?.state === 'AVAILABLE' && inIt && isAnswer(inIt, request) && <Here {...place} />;
  if (holds && inIt.provenance.kind !== 'MACHINE') return came || null;
  if (request && request.state !== 'AVAILABLE') return <Asked request={request} caseCopyId={place.caseCopyId} />;
  const why = holds ? 'MACHINE' : inIt ? 'OUTDATED' : request ? 'IN_VAIN' : 'MISSING';
  return (
    <>
      {came}
      {mayAsk && <Ask {...place} language={wanted} why={why} />}
    </>
  );
}

type OtherProps = OneProps & { request: TranslationRequest; onChoose: Props['onChoose'] };

/** Of another one that one has asked for. */
function Other({ place, document, request, onChoose, mayAsk }: OtherProps) {
  const inIt = inLanguage(document.texts, request.language);
  if (inIt && isAnswer(inIt, request))
    return <HereToo language={inIt.language} onChoose={() => onChoose(inIt.language)} />;
  if (request.state !== 'AVAILABLE') return <Asked request={request} caseCopyId={place.caseCopyId} />;
  // Of a machine's that is there one asks where one reads it.
  if (!mayAsk || (inIt && !inIt.outdated)) return null;
  return <Ask {...place} language={request.language} why={inIt ? 'OUTDATED' : 'IN_VAIN'} />;
}

function HereToo({ language: tag, onChoose }: { language: string; onChoose: () => void }) {
  return (
    <div class="note" role="status">
      <Icon name="check" />
      <div class="words">
        <p>{t('texts.state.AVAILABLE')}</p>
        <button type="button" class="ds-button" data-variant="secondary" lang={tag} onClick={onChoose}>
          {languageName(tag)}
        </button>
      </div>
    </div>
  );
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
