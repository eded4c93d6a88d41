import { useRef } from 'preact/hooks';
import type { EntryDocument } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { AskWhy } from '../pdf/PdfTrouble.tsx';
import { Telling } from './Telling.tsx';

/** Tells whoever has an entry open that one of its documents was taken out; nothing of what it was called is left. */
export function GoneNote({ documents }: { documents: EntryDocument[] }) {
  const known = useRef(new Set<string>());
  for (const one of documents) known.current.add(one.documentId);
  const gone = [...known.current].filter((id) => !documents.some((one) => one.documentId === id));
  return (
    <Telling what={gone.join()} titles={[t('reader.goneTitle')]}>
      <div class="note" data-color="wait">
        <Icon name="info" />
        <div class="words">
          <strong>{t('reader.goneTitle')}</strong>
          <p>{t('pdf.gone')}</p>
          <div>
            <AskWhy />
          </div>
        </div>
      </div>
    </Telling>
  );
}
