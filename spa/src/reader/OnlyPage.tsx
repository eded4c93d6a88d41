import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ErrorBoundary, useLocation } from 'preact-iso';
import { fetchOnlyPart } from '../api/actions.ts';
import type { OnlyDocument } from '../api/client.ts';
import { failureCode } from '../api/failure.ts';
import { onlyQuery } from '../api/queries.ts';
import { sessionEnded } from '../api/sessionState.ts';
import { LeftOut } from '../blocks/LeftOut.tsx';
import { readableOf } from '../blocks/readable.ts';
import { ChangedNote } from '../documents/ChangedNote.tsx';
import { DeadlineCard, rightOf } from '../documents/DeadlineCard.tsx';
import { PairedText } from '../documents/PairedText.tsx';
import { languagesOfOnly, TextLanguage, useTextLanguage } from '../documents/TextLanguage.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import '../documents/reader.css';
import { t } from '../i18n/catalogue.ts';
import { LogIn } from '../login/LogIn.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { DocumentGone } from '../pdf/PdfTrouble.tsx';
import { SessionEnding } from '../shell/SessionEnding.tsx';
import { OpenShell } from '../shell/Shell.tsx';
import { LogOut } from '../sorry/LogOut.tsx';
import { Sorry } from '../sorry/Sorry.tsx';

// Most documents are read as text.
const PdfFile = lazily(() => import('../pdf/PdfView.tsx').then((m) => m.PdfFile));

/** One document for somebody who reads it beside one: no names, no badges, and no way to anything else. */
export function OnlyPage() {
  const ended = sessionEnded.value;
  const reading = useTextLanguage();
  // In another language it is the same document: what stands round its text stays.
  const only = useQuery({ ...onlyQuery(reading.wanted, ended), placeholderData: keepPreviousData });
  const client = useQueryClient();
  const { route } = useLocation();
  const code = only.error ? failureCode(only.error) : null;
  // What is withdrawn while it is read goes from the screen, in whichever language it is read, and one is told why.
  const read = useRef(false);
  read.current ||= !!only.data;
  const gone = code === 'not-found' && read.current;
  // Whoever is logged in for everything has no such page.
  useEffect(() => {
    if (code === 'not-found' && !gone) route('/', true);
  }, [code, gone, route]);
  useEffect(() => {
    if (ended) client.clear();
  }, [ended, client]);
  if (ended) return <Sorry reason="session-ended" />;
  if (code === 'session-ended') return <LogIn />;
  return (
    <OpenShell>
      {gone ? (
        <article class="reader">
          <DocumentGone />
          <LogOut />
        </article>
      ) : only.data ? (
        <>
          <Alone shown={only.data} reading={reading} waiting={only.isPlaceholderData} />
          <SessionEnding />
        </>
      ) : code && code !== 'not-found' ? (
        <FailureNote error={only.error} retry={() => void only.refetch()} />
      ) : (
        <Loading lines={[3, 1.5, 9, 9]} />
      )}
    </OpenShell>
  );
}

type AloneProps = {
  shown: OnlyDocument;
  reading: ReturnType<typeof useTextLanguage>;
  /** Its text in the language that is wanted isn't there yet. */
  waiting: boolean;
};

function Alone({ shown, reading, waiting }: AloneProps) {
  const readable = readableOf(shown.text);
  const right = rightOf(shown.remedy, shown.complaintDeadline);
  const [wanted, setWanted] = useState(false);
  const shownIn = useRef(reading.wanted);
  if (!waiting) shownIn.current = reading.wanted;
  return (
    <article class="reader">
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <p class="quiet small">
          {t(`type.${shown.type}`)} · <When at={shown.date} as="long" />
        </p>
        <h1>
          <bdi lang={shown.titleLanguage}>{shown.title}</bdi>
        </h1>
        <TitleMade of={shown.titleTranslation} />
      </header>
      {right && <DeadlineCard remedy={right} />}
      <section class="document" aria-label={shown.title}>
        <TextLanguage {...languagesOfOnly(shown)} chosen={reading.chosen} onChoose={reading.choose} />
        <ChangedNote text={shown.text} asked={shownIn.current} />
        {waiting ? (
          <Loading lines={[9, 9]} />
        ) : (
          <>
            <LeftOut original={shown.text.original} translation={shown.text.translation} hasPdf={shown.hasPdf} />
            {readable && <PairedText key={reading.wanted} text={readable} />}
          </>
        )}
        {shown.hasPdf &&
          (wanted || !readable ? (
            <ErrorBoundary>
              <PdfFile ask={fetchOnlyPart} title={shown.title} />
            </ErrorBoundary>
          ) : (
            <p class="original">
              <button type="button" class="ds-button" data-variant="secondary" onClick={() => setWanted(true)}>
                <Icon name="paper" />
                {t('reader.original')}
              </button>
            </p>
          ))}
      </section>
      <footer class="only-end">
        <p class="quiet">{t('reader.onlyNow')}</p>
        <LogOut />
      </footer>
    </article>
  );
}
