import { useQuery } from '@tanstack/preact-query';
import { useRoute } from 'preact-iso';
import { Failure } from '../api/failure.ts';
import { entryQuery } from '../api/queries.ts';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { entryPath, useActing } from '../shell/caseCopy.tsx';
import { DocumentGone } from './PdfTrouble.tsx';
import { PdfView } from './PdfView.tsx';

/** A document's original file on a page of its own. */
export function Original() {
  const { caseCopy } = useActing();
  const { params } = useRoute();
  const entryId = params.entryId ?? '';
  const entry = useQuery(entryQuery(caseCopy.caseCopyId, entryId));
  const document = entry.data?.documents.find((one) => one.documentId === params.documentId && one.hasPdf);
  // What is withdrawn while it is read goes from the screen, too.
  const gone = entry.error instanceof Failure && entry.error.code === 'not-found';
  return (
    <article class="reader">
      <BackLink to={entryPath(caseCopy.caseCopyId, entryId)}>{t('pdf.back')}</BackLink>
      {entry.error && !entry.data && !gone && (
        <FailureNote error={entry.error} retry={() => void entry.refetch()} stillWorks />
      )}
      {entry.isPending && !entry.error && <Loading lines={[3, 26]} />}
      {(gone || (entry.data && !document)) && <DocumentGone />}
      {document && !gone && (
        <>
          <h1>
            <bdi lang={document.titleLanguage}>{document.title}</bdi>
          </h1>
          <TitleMade of={document.titleTranslation} />
          <PdfView key={document.documentId} caseCopyId={caseCopy.caseCopyId} entryId={entryId} document={document} />
        </>
      )}
    </article>
  );
}
