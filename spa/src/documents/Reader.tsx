import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { ErrorBoundary, useRoute } from 'preact-iso';
import { markOpened } from '../api/actions.ts';
import type { Entry, EntryDocument } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { entryQuery, textQuery } from '../api/queries.ts';
import { LeftOut } from '../blocks/LeftOut.tsx';
import { readableOf } from '../blocks/readable.ts';
import { t, withWords } from '../i18n/catalogue.ts';
import { isAskedAbout } from '../inshort/asked.ts';
import { InShort } from '../inshort/InShort.tsx';
import { BackLink } from '../parts/BackLink.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { useSeen } from '../parts/useSeen.ts';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { DocumentGone } from '../pdf/PdfTrouble.tsx';
import { ShowOnly } from '../reader/ShowOnly.tsx';
import { casePath, entryPath, onEntryPath, useActing } from '../shell/caseCopy.tsx';
import { useMarking } from '../texts/Marking.tsx';
import { TranslationState } from '../texts/TranslationState.tsx';
import { AboutEntry } from './AboutEntry.tsx';
import { AllSeen } from './AllSeen.tsx';
import { ChangedNote } from './ChangedNote.tsx';
import { DeadlineCard, rightOf } from './DeadlineCard.tsx';
import { DraftNote, whereToSay } from './DraftNote.tsx';
import { GoneNote } from './GoneNote.tsx';
import { PairedText } from './PairedText.tsx';
import { Related } from './Related.tsx';
import { languagesOf, TextLanguage, useTextLanguage } from './TextLanguage.tsx';
import { TitleMade } from './TitleMade.tsx';
import './reader.css';

// What most documents don't have, or one comes to last, isn't waited for.
const TitleOnly = lazily(
  withWords(['access'], () => import('../accessRequests/TitleOnly.tsx').then((m) => m.TitleOnly)),
);
const PdfView = lazily(() => import('../pdf/PdfView.tsx').then((m) => m.PdfView));
const Understood = lazily(withWords(['talk'], () => import('../inshort/Understood.tsx').then((m) => m.Understood)));
const SaidOnEntry = lazily(withWords(['views'], () => import('../views/SaidOnEntry.tsx').then((m) => m.SaidOnEntry)));

/** What have they written about me, what does it mean? */
export function Reader() {
  const { caseCopy } = useActing();
  const { params } = useRoute();
  const entryId = params.entryId ?? '';
  const entry = useQuery(entryQuery(caseCopy.caseCopyId, entryId));
  // What is withdrawn while it is read goes from the screen, too.
  const gone = entry.error instanceof Failure && entry.error.code === 'not-found';
  return (
    <article class="reader">
      <BackLink to={casePath(caseCopy.caseCopyId, 'documents')}>{t('nav.documents')}</BackLink>
      {entry.error && !entry.data && !gone && (
        <FailureNote error={entry.error} retry={() => void entry.refetch()} stillWorks />
      )}
      {gone && <DocumentGone />}
      {entry.isPending && !entry.error && <Loading lines={[3, 1.5, 6, 9, 9]} />}
      {/* By its entry: of the one before nothing is kept, neither that it was read nor what was answered about it. */}
      {entry.data && !gone && <Opened key={entryId} entry={entry.data} caseCopyId={caseCopy.caseCopyId} />}
    </article>
  );
}

function Opened({ entry, caseCopyId }: { entry: Entry; caseCopyId: string }) {
  const { caseCopy } = useActing();
  const { may } = caseCopy;
  const { summary } = entry;
  const [read, setRead] = useState(false);
  const last = entry.documents.at(-1);
  const right = rightOf(entry.remedy, summary.complaintDeadline);
  // Of what has no document nothing else tells that it was seen.
  const bare = useSeen(
    summary.released === 'FULL' && !last ? () => markOpened(caseCopyId, summary.entryId) : undefined,
  );
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <p class="quiet small">
          {t(`type.${summary.type}`)} · <When at={summary.date} as="long" />
          {summary.from && (
            <>
              {' · '}
              <bdi lang="nb">{summary.from}</bdi>
            </>
          )}
        </p>
        <h1 ref={bare}>
          <bdi lang={summary.titleLanguage}>{summary.title}</bdi>
        </h1>
        <TitleMade of={summary.titleTranslation} />
        {entry.description && (
          <p class="quiet" lang="nb" dir="auto">
            {entry.description}
          </p>
        )}
      </header>
      {entry.inShort && <InShort said={entry.inShort} caseCopyId={caseCopyId} entryId={summary.entryId} />}
      <DraftNote entry={entry} caseCopyId={caseCopyId} say={whereToSay(entry, caseCopy)} />
      {right && (
        <DeadlineCard
          remedy={right}
          write={may.conversation ? casePath(caseCopyId, 'conversation') : undefined}
          complain={onEntryPath(caseCopyId, summary.entryId, 'COMPLAINT')}
        />
      )}
      <ErrorBoundary>
        <SaidOnEntry entry={entry} />
      </ErrorBoundary>
      {summary.released === 'TITLE' && (
        <ErrorBoundary>
          <TitleOnly summary={summary} />
        </ErrorBoundary>
      )}
      <GoneNote documents={entry.documents} />
      {entry.documents.map((document) => (
        <OneDocument
          key={document.documentId}
          document={document}
          entryId={summary.entryId}
          caseCopyId={caseCopyId}
          titled={entry.documents.length > 1}
          onEnd={document === last ? async () => setRead(true) : undefined}
        />
      ))}
      <AllSeen documents={entry.documents.length} onEnd={() => setRead(true)} />
      <ErrorBoundary>
        {isAskedAbout(entry) && <Understood caseCopyId={caseCopyId} entryId={summary.entryId} read={read} />}
      </ErrorBoundary>
      <Related caseCopyId={caseCopyId} entries={entry.related} incomplete={entry.relatedIncomplete} />
      <AboutEntry entry={entry} />
    </>
  );
}

type OneProps = {
  document: EntryDocument;
  entryId: string;
  caseCopyId: string;
  titled: boolean;
  onEnd?: (() => Promise<unknown>) | undefined;
};

function OneDocument({ document, entryId, caseCopyId, titled, onEnd }: OneProps) {
  const hasText = document.texts.length > 0;
  const languages = languagesOf(document);
  const { chosen, choose, wanted } = useTextLanguage();
  const text = useQuery({ ...textQuery(caseCopyId, entryId, document.documentId, wanted), enabled: hasText });
  // What was read of it before is kept by the query, also where there is no text any more.
  const data = hasText ? text.data : undefined;
  const readable = data && readableOf(data);
  const place = { caseCopyId, entryId, documentId: document.documentId };
  const marking = useMarking(place);
  const onlyFile = !hasText || (!!data && !readable);
  return (
    <section class="document" aria-label={document.title}>
      {titled && (
        <>
          <h2>
            <bdi lang={document.titleLanguage}>{document.title}</bdi>
          </h2>
          <TitleMade of={document.titleTranslation} />
        </>
      )}
      <TextLanguage {...languages} chosen={chosen} onChoose={choose} />
      {hasText && text.error && !data && <FailureNote error={text.error} retry={() => void text.refetch()} />}
      {hasText && text.isPending && !text.error && <Loading lines={[9, 9]} />}
      <TranslationState
        {...place}
        document={document}
        wanted={wanted}
        isHere={!!readable?.translation}
        onChoose={choose}
      />
      {data && <ChangedNote text={data} asked={wanted} />}
      {data && <LeftOut original={data.original} translation={data.translation} hasPdf={document.hasPdf} />}
      {readable && (
        <PairedText
          key={wanted}
          text={readable}
          documentId={document.documentId}
          onSeen={() => markOpened(caseCopyId, entryId)}
          onEnd={onEnd}
          said={marking.said}
          under={marking.under}
          more={
            <>
              {marking.chip}
              <ShowOnly {...place} />
            </>
          }
        />
      )}
      {readable && marking.rest}
      {!hasText && document.hasPdf && <p class="quiet">{t('reader.onlyPdf')}</p>}
      {document.hasPdf && onlyFile && (
        <p>
          <ShowOnly {...place} />
        </p>
      )}
      {!document.hasPdf && onlyFile && (
        <Unshowable said={!hasText} seen={() => markOpened(caseCopyId, entryId)} onEnd={onEnd} />
      )}
      {document.hasPdf && onlyFile && (
        <ErrorBoundary>
          <PdfView caseCopyId={caseCopyId} entryId={entryId} document={document} onEnd={onEnd} />
        </ErrorBoundary>
      )}
      {document.hasPdf && !onlyFile && (
        <p class="original">
          <a
            class="ds-button"
            data-variant="secondary"
            href={`${entryPath(caseCopyId, entryId)}/original/${document.documentId}`}
          >
            <Icon name="paper" />
            {t('reader.original')}
          </a>
        </p>
      )}
    </section>
  );
}

type UnshowableProps = { said: boolean; seen: () => Promise<unknown>; onEnd: OneProps['onEnd'] };

/** A document with nothing that can be shown: whoever has seen that has seen all there is. `said` where nothing else says it. */
function Unshowable({ said, seen, onEnd }: UnshowableProps) {
  const first = useSeen(seen);
  const last = useSeen(onEnd);
  return (
    <div ref={first}>
      {said && (
        <p class="note" data-color="neutral">
          <Icon name="info" />
          <span>
            {t('reader.unreadable')} {t('reader.noFile')}
          </span>
        </p>
      )}
      <span ref={last} class="text-end" aria-hidden="true" />
    </div>
  );
}
