import type { DocumentText, Text } from '../api/client.ts';
import { madeBy, originalCounts } from '../documents/madeBy.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { readAlike } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';

/** Who made a translation, how, when and of which text; which one counts, and where that has changed since. */
export function TranslationNote({ text, translation }: { text: DocumentText; translation: Text }) {
  const { original } = text;
  const norwegian = readAlike(original.language, 'nb');
  const { ofVersionMadeAt } = translation.provenance;
  // Without a date of its own an older version is told apart by that of the newest.
  const unknown = translation.outdated && !ofVersionMadeAt;
  const made = formatDate(ofVersionMadeAt ?? original.provenance.madeAt, 'long');
  const [same, older] = norwegian
    ? (['reader.madeOf', 'reader.madeOfOlder'] as const)
    : (['reader.madeOfOriginal', 'reader.madeOfOlderOriginal'] as const);
  const madeOf = unknown ? older : same;
  return (
    <div class="provenance">
      <p>
        <Icon name="globe" />
        <span>
          {madeBy(translation.provenance)}
          <span class="made-of">{t(madeOf, { Date: made })}</span>
        </span>
      </p>
      <p>
        <Icon name="info" />
        <span>{originalCounts(original.language)}</span>
      </p>
      {translation.outdated && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t(norwegian ? 'reader.outdated' : 'reader.outdatedOriginal')}</span>
        </p>
      )}
    </div>
  );
}
