import { useQuery } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import type { Text as BlocksText, Entry } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { Interpreter } from '../asking/Interpreter.tsx';
import { Runs } from '../blocks/Runs.tsx';
import { madeBy } from '../documents/madeBy.ts';
import { language, t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName, sameLanguage } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { LanguageChoice } from '../parts/LanguageChoice.tsx';
import { useExplaining } from '../reader/Explained.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { useActing } from '../shell/caseCopy.tsx';
import { Player } from './Player.tsx';
import './inshort.css';

type Said = NonNullable<Entry['inShort']>;
type Text = Said['texts'][number];
type Props = { said: Said; caseCopyId: string; entryId: string };

// What one must know and do stands on a phone's first screen; why it is so can be read when one knows that.
const parts = ['what', 'whatNow', 'deadline', 'whomToCall', 'why'] as const;

/** The case worker's few sentences on a decision, before anything else: to read, to hear and to see. */
export function InShort({ said, caseCopyId, entryId }: Props) {
  const [chosen, setChosen] = useState<string | undefined>();
  const text = said.texts.find((one) => one.language === chosen) ?? said.texts[0];
  // What is said in the language one reads stands before what is said in another; a sign language is nobody's second choice.
  const near = (one: Said['media'][number]) =>
    one.signLanguage || (text && sameLanguage(one.language, text.language)) ? 0 : 1;
  const media = [...said.media].sort((a, b) => near(a) - near(b));
  return (
    <section class="in-short" aria-labelledby="in-short">
      <h2 id="in-short">{t('inshort.title')}</h2>
      {!said.inYourLanguage && text && (
        <p class="in-short-missing">
          <Icon name="globe" />
          <span>{t('inshort.missing', { Language: languageName(text.language) })}</span>
        </p>
      )}
      {text && <Sentences text={text} />}
      {!said.inYourLanguage && <ToldOtherwise />}
      {said.texts.length > 1 && (
        <LanguageChoice
          aria-label={t('inshort.languages')}
          languages={said.texts.map((one) => one.language)}
          chosen={text?.language}
          onChoose={setChosen}
        />
      )}
      {media.map((one) => (
        <Player
          key={one.mediaId}
          media={one}
          address={`/api/citizen/cases/${caseCopyId}/entries/${entryId}/in-short/${one.mediaId}/content`}
        />
      ))}
      <p class="small quiet">{t('inshort.counts')}</p>
    </section>
  );
}

/** The sentences as the blocks of a text, so that hard words are found in them as in a document. */
const asBlocks = (said: Text): BlocksText => ({
  ...said,
  blocks: parts.flatMap((part) =>
    said[part] ? [{ id: part, kind: 'PARAGRAPH', inline: [{ text: said[part] }] }] : [],
  ),
});

function Sentences({ text }: { text: Text }) {
  const blocks = useMemo(() => asBlocks(text), [text]);
  const explaining = useExplaining([blocks]);
  return (
    <>
      {text.outdated && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('inshort.outdated')}</span>
        </p>
      )}
      <dl data-foreign={!sameLanguage(text.language, language.value) || undefined}>
        {parts.map(
          (part) =>
            text[part] && (
              <div key={part}>
                <dt>{t(`inshort.part.${part}`)}</dt>
                <dd lang={text.language} dir={text.direction}>
                  {explaining.within(blocks, part, <Runs inline={[{ text: text[part] }]} />)}
                </dd>
              </div>
            ),
        )}
      </dl>
      {explaining.dialog}
      <p class="small quiet">
        {text.provenance.kind === 'ORIGINAL'
          ? t(`inshort.by.${text.writtenBy ?? 'CONTACT_PERSON'}`, { Date: formatDate(text.provenance.madeAt, 'long') })
          : madeBy(text.provenance)}
      </p>
    </>
  );
}

/** Whom one can ask to have it told in one's own language, where it isn't written in that. */
function ToldOtherwise() {
  const { caseCopyId, may, closed } = useActing().caseCopy;
  const contact = useQuery(caseQuery(caseCopyId)).data?.contactPerson;
  if (!may.conversation || closed) return null;
  return (
    <div class="in-short-otherwise">
      <Interpreter contactName={nameOfReader(contact)} variant="secondary" />
    </div>
  );
}
