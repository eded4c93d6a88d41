import type { DocumentText, Text } from '../api/client.ts';
import { madeBy } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon } from '../parts/Icon.tsx';

/** Who made a translation, how, when and of which text; that the Norwegian one counts, and where it has changed since. */
export function TranslationNote({ text, translation }: { text: DocumentText; translation: Text }) {
  const { original } = text;
  return (
    <div class="provenance">
      <p>
        <Icon name="globe" />
        <span>
          {madeBy(translation.provenance)}
          {!translation.outdated && (
            <span class="made-of">{t('reader.madeOf', { Date: formatDate(original.provenance.madeAt, 'long') })}</span>
          )}
        </span>
      </p>
      <p>
        <Icon name="info" />
        <span>{t('reader.norwegianCounts')}</span>
      </p>
      {translation.outdated && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('reader.outdated')}</span>
        </p>
      )}
    </div>
  );
}
