import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { caseQuery, keys } from '../api/queries.ts';
import { Choice } from '../asking/Choice.tsx';
import { PartOfCase } from '../asking/PartOfCase.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { BlockView } from '../blocks/BlockView.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { language, t } from '../i18n/catalogue.ts';
import { Loading } from '../parts/Waiting.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { type Marked, nameIn } from './Marking.tsx';
import { type DocumentPlace, markPort, sendMark, textRequestsQuery } from './textRequests.ts';
import { tooLong, WordsField } from './WordsField.tsx';

type Form = { id: string; words: string };

const toDraft = (form: Form): string => (form.words.trim() ? JSON.stringify(form) : '');

function fromDraft(text: string): Form | null {
  try {
    const read = JSON.parse(text) as Partial<Form> | null;
    return typeof read?.id === 'string' && typeof read.words === 'string' ? { id: read.id, words: read.words } : null;
  } catch {
    return null;
  }
}

type Props = { place: DocumentPlace; at: Marked[]; onSent: () => void };

/** Which of the two texts it is, and one's own words if one wants; the server keeps them until they are sent. */
export function MarkForm({ place, at, onSent }: Props) {
  const [which, setWhich] = useState(0);
  const chosen = at[which] ?? at[0];
  if (!chosen) return null;
  return (
    <div class="stack" data-private>
      {at.length > 1 && (
        <fieldset class="mark-where">
          <legend>{t('texts.where')}</legend>
          {at.map(({ text }, i) => (
            <Choice key={text.language} name="where" checked={which === i} onChoose={() => setWhich(i)}>
              {t(i === 0 ? 'texts.inTranslation' : 'texts.inOriginal')}
            </Choice>
          ))}
        </fieldset>
      )}
      <blockquote class="mark-block" lang={chosen.text.language} dir={chosen.text.direction}>
        <BlockView block={chosen.block} />
      </blockquote>
      <Words key={chosen.text.language} place={place} at={chosen} onSent={onSent} />
    </div>
  );
}

function Words({ place, at, onSent }: { place: DocumentPlace; at: Marked; onSent: () => void }) {
  const client = useQueryClient();
  const data = useQuery(caseQuery(place.caseCopyId)).data;
  const marks = useQuery(textRequestsQuery(place.caseCopyId)).data?.marks;
  const contactName = nameOfReader(data?.contactPerson);
  const [text, block] = [at.text.language, nameIn(at.block)];
  const kept = useKeptForm<Form>({
    place: ['case', place.caseCopyId, 'marks', place.documentId, text, block].join('/'),
    port: markPort(place, text, block),
    empty: () => ({ id: uuidv7(), words: '' }),
    toDraft,
    fromDraft,
    send: (form, draft) =>
      sendMark(place, form.id, {
        language: text,
        blockId: block,
        version: at.text.version ?? '',
        writtenIn: language.peek(),
        draft,
        ...(form.words.trim() ? { text: form.words.trim() } : {}),
      }),
    onSent: () => {
      void client.invalidateQueries({ queryKey: keys.textRequests(place.caseCopyId) });
      onSent();
    },
    wasSent: (id) => !!marks?.some((one) => one.markId === id),
  });
  const { draft, state, form } = kept;
  const long = tooLong(form.words);
  if (draft.status.value === 'loading') return <Loading lines={[2, 4]} />;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!long) void kept.send();
      }}
    >
      <DraftElsewhere draft={draft} title={t('texts.writtenElsewhere')} />
      <EarlierSent is={kept.earlierSent} />
      <WordsField label={t('texts.what')} rows={3} words={form.words} onInput={(words) => kept.change({ words })} />
      <p class="small">{t('texts.goes', { Name: contactName })}</p>
      <PartOfCase />
      <SendFault state={state} tapped={form.words.trim() === ''} told={['text-changed', 'case-closed', 'not-found']} />
      <p class="small quiet" role="status">
        <Saved draft={draft} />
      </p>
      <button type="submit" class="ds-button" disabled={long} aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t('texts.send')}
      </button>
    </form>
  );
}
