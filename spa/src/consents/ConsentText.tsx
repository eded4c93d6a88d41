import type { Consent, ConsentWords } from '../api/client.ts';
import { madeBy } from '../documents/madeBy.ts';
import { language, t } from '../i18n/catalogue.ts';
import { readAlike } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';

type Props = {
  consent: Consent;
  /** One below what it stands under. */
  heading: 'h2' | 'h4';
};

/** The words that are asked in: the reader's language first, and the Norwegian text, which counts, always with it. */
export function ConsentText({ consent, heading: Heading }: Props) {
  const { original, translation } = consent;
  return (
    <div class="consent-words">
      {translation && (
        <div class="consent-text">
          <Words of={translation} />
          {translation.provenance && <p class="small quiet">{madeBy(translation.provenance)}</p>}
        </div>
      )}
      {!translation && !readAlike(original.language, language.value) && (
        <p class="note" data-color="neutral">
          <Icon name="globe" />
          <span>{t('consents.noTranslation')}</span>
        </p>
      )}
      <div class="consent-text" data-second={translation ? '' : undefined}>
        {translation && (
          <>
            <Heading class="small">{t('consents.original')}</Heading>
            <p lang={original.language} dir={original.direction}>
              <strong>{original.purpose}</strong>
            </p>
          </>
        )}
        <Words of={original} />
      </div>
    </div>
  );
}

function Words({ of }: { of: ConsentWords }) {
  if (!of.text) return <p class="quiet">{t('consents.noText')}</p>;
  return (
    <p class="consent-body" lang={of.language} dir={of.direction}>
      {of.text}
    </p>
  );
}
