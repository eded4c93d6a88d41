import { useQuery } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';
import { markOpened } from '../api/actions.ts';
import type { Entry, EntryDocument } from '../api/client.ts';
import { entryQuery, textQuery } from '../api/queries.ts';
import { LeftOut } from '../blocks/LeftOut.tsx';
import { readableOf } from '../blocks/readable.ts';
import { language, t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { PdfView } from '../pdf/PdfView.tsx';
import { ShowOnly } from '../reader/ShowOnly.tsx';
import { casePath, entryPath, useActing } from '../shell/caseCopy.tsx';
import { DeadlineCard } from './DeadlineCard.tsx';
import { DraftNote } from './DraftNote.tsx';
import { PairedText } from './PairedText.tsx';
import './reader.css';

/** What have they written about me, what does it mean? */
export function Reader() {
  const { caseCopy } = useActing();
  const { params } = useRoute();
  const entryId = params.entryId ?? '';
  const entry = useQuery(entryQuery(caseCopy.caseCopyId, entryId));
  return (
    <article class="reader">
      <a class="ds-button back" data-variant="tertiary" href={casePath(caseCopy.caseCopyId, 'documents')}>
        <Icon name="back" />
        {t('nav.documents')}
      </a>
      {entry.error && !entry.data && <FailureNote error={entry.error} retry={() => void entry.refetch()} stillWorks />}
      {entry.isPending && !entry.error && <Loading lines={[3, 1.5, 6, 9, 9]} />}
      {entry.data && <Opened entry={entry.data} caseCopyId={caseCopy.caseCopyId} />}
    </article>
  );
}

function Opened({ entry, caseCopyId }: { entry: Entry; caseCopyId: string }) {
  const { may } = useActing().caseCopy;
  const { summary } = entry;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <p class="quiet small">
          {t(`type.${summary.type}`)} · <When at={summary.date} as="long" />
          {summary.from && (
            <>
              {' · '}
              <bdi>{summary.from}</bdi>
            </>
          )}
        </p>
        <h1>
          <bdi lang={summary.titleLanguage}>{summary.title}</bdi>
        </h1>
      </header>
      <DraftNote
        entry={entry}
        caseCopyId={caseCopyId}
        say={may.conversation ? `${casePath(caseCopyId, 'views')}/any` : undefined}
      />
      {entry.remedy && (
        <DeadlineCard
          remedy={entry.remedy}
          write={may.conversation ? casePath(caseCopyId, 'conversation') : undefined}
        />
      )}
      {summary.released === 'TITLE' && (
        <p class="note" data-color="neutral">
          <Icon name="lock" />
          <span>{t('reader.titleOnly')}</span>
        </p>
      )}
      {entry.documents.map((document) => (
        <OneDocument
          key={document.documentId}
          document={document}
          entryId={summary.entryId}
          caseCopyId={caseCopyId}
          titled={entry.documents.length > 1}
        />
      ))}
    </>
  );
}

type OneProps = { document: EntryDocument; entryId: string; caseCopyId: string; titled: boolean };

function OneDocument({ document, entryId, caseCopyId, titled }: OneProps) {
  const hasText = document.texts.length > 0;
  const text = useQuery({ ...textQuery(caseCopyId, entryId, document.documentId, language.value), enabled: hasText });
  const readable = text.data && readableOf(text.data);
  const onlyFile = !hasText || (!!text.data && !readable);
  return (
    <section class="document" aria-label={document.title}>
      {titled && (
        <h2>
          <bdi lang={document.titleLanguage}>{document.title}</bdi>
        </h2>
      )}
      {text.error && !text.data && <FailureNote error={text.error} retry={() => void text.refetch()} />}
      {hasText && text.isPending && !text.error && <Loading lines={[9, 9]} />}
      {text.data && (
        <LeftOut original={text.data.original} translation={text.data.translation} hasPdf={document.hasPdf} />
      )}
      {readable && (
        <PairedText
          text={readable}
          onSeen={() => markOpened(caseCopyId, entryId)}
          more={<ShowOnly caseCopyId={caseCopyId} entryId={entryId} documentId={document.documentId} />}
        />
      )}
      {!hasText && <p class="quiet">{t('reader.onlyPdf')}</p>}
      {document.hasPdf && onlyFile && <PdfView caseCopyId={caseCopyId} entryId={entryId} document={document} />}
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
