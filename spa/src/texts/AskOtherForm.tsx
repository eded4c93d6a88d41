import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { EntryDocument } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { LanguageSelect } from '../asking/LanguageSelect.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { t } from '../i18n/catalogue.ts';
import { inLanguage, languageName, readAlike, signLanguages, spokenLanguages } from '../i18n/languages.ts';
import { nameOfReader } from '../reading/reader.ts';
import type { DocumentPlace } from './textRequests.ts';
import { useAsking } from './useAsking.ts';

type Props = { place: DocumentPlace; document: EntryDocument; onSent: () => void };

/** Into which language one wants a document translated, and that it is sent. */
export function AskOtherForm({ place, document, onSent }: Props) {
  const { originalLanguage, texts } = document;
  const [wanted, setWanted] = useState('');
  const { state, send, anew } = useAsking(place);
  const contactName = nameOfReader(useQuery(caseQuery(place.caseCopyId)).data?.contactPerson);
  const sending = state.is === 'sending';
  // What a person has translated already is read, not asked for.
  const isHere = (tag: string) => {
    const text = inLanguage(texts, tag);
    return !!text && !text.outdated && text.provenance.kind !== 'MACHINE';
  };
  const languages = spokenLanguages.filter(
    (tag) => !signLanguages.has(tag) && !readAlike(tag, originalLanguage) && !isHere(tag),
  );
  return (
    <form
      class="stack ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void send(wanted).then((taken) => taken && onSent());
      }}
    >
      <LanguageSelect
        label={t('texts.whichLanguage')}
        languages={languages}
        value={wanted}
        onChange={(tag) => {
          anew();
          setWanted(tag);
        }}
      />
      {wanted && <p>{t('texts.askWhat', { Name: contactName, Language: languageName(wanted) })}</p>}
      <SendFault state={state} told={['case-closed']} />
      <button type="submit" class="ds-button" aria-busy={sending || undefined}>
        {sending ? t('talk.sending') : t('texts.askDo')}
      </button>
    </form>
  );
}
