import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Choice } from '../asking/Choice.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { staffKeys } from '../employee/staffApi.ts';
import { language, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { markAnswerPort, putMarkAnswer, type StaffMark } from './staffTexts.ts';
import { tooLong, WordsField } from './WordsField.tsx';

const outcomes = ['CONFIRMED', 'NOT_WRONG'] as const;

/** An answer to a mark; its id goes with the draft, so that the same answer is never sent twice. */
type Form = { id: string; outcome: (typeof outcomes)[number] | null; words: string };

const toDraft = (form: Form): string => (form.outcome || form.words !== '' ? JSON.stringify(form) : '');

function fromDraft(text: string): Form | null {
  try {
    const { id, outcome, words } = (JSON.parse(text) ?? {}) as Partial<Form>;
    if (typeof id !== 'string' || typeof words !== 'string') return null;
    return { id, words, outcome: outcomes.find((known) => known === outcome) ?? null };
  } catch {
    return null;
  }
}

type Props = { one: StaffMark; caseCopyId: string; name: string; onSent: () => void };

/** Whether a paragraph is wrong, and a few words for the one who said so; the server keeps it until it is sent. */
export function MarkAnswerForm({ one, caseCopyId, name, onSent }: Props) {
  const client = useQueryClient();
  const [missing, setMissing] = useState(false);
  const { markId } = one.mark;
  const anew = () => client.invalidateQueries({ queryKey: staffKeys.textRequests(caseCopyId) });
  const kept = useKeptForm<Form>({
    place: `staff/conversation/${caseCopyId}/marks/${markId}/answers`,
    port: markAnswerPort(caseCopyId, markId),
    empty: () => ({ id: uuidv7(), outcome: null, words: '' }),
    toDraft,
    fromDraft,
    send: async ({ id, outcome, words }, draft) => {
      const text = words.trim();
      try {
        await putMarkAnswer(caseCopyId, markId, id, {
          // Without a choice it isn't sent from here.
          outcome: outcome ?? 'NOT_WRONG',
          version: one.current?.version ?? one.mark.version,
          language: language.peek(),
          draft,
          ...(text ? { text } : {}),
        });
      } finally {
        // Also where it isn't taken, since the text has become another one.
        void anew();
      }
    },
    onSent,
  });
  const { draft, form, state } = kept;
  const long = tooLong(form.words);
  const sending = state.is === 'sending';
  const change = (part: Partial<Form>) => {
    setMissing(false);
    kept.change(part);
  };
  const submit = () => {
    if (!form.outcome || (form.outcome === 'NOT_WRONG' && !form.words.trim())) setMissing(true);
    else if (!long) void kept.send();
  };
  if (draft.status.value === 'loading') return <Loading lines={[2, 4]} />;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) submit();
      }}
    >
      <DraftElsewhere draft={draft} title={t('texts.writtenElsewhere')} />
      <div class="row" role="radiogroup" aria-label={t('staff.texts.answer')}>
        {outcomes.map((outcome) => (
          <Choice
            key={outcome}
            name={`mark-${markId}`}
            checked={form.outcome === outcome}
            onChoose={() => change({ outcome })}
          >
            {t(outcome === 'CONFIRMED' ? 'staff.texts.confirm' : 'staff.texts.notWrong')}
          </Choice>
        ))}
      </div>
      {form.outcome === 'CONFIRMED' && <p class="small">{t('staff.texts.confirmWhat')}</p>}
      <WordsField
        label={t('staff.texts.reason', { Name: name })}
        rows={2}
        words={form.words}
        onInput={(words) => change({ words })}
      />
      {missing && (
        <p class="note" data-color="wait" role="alert">
          <Icon name="warn" />
          <span>{t('staff.texts.missing')}</span>
        </p>
      )}
      {!missing && state.is === 'failed' && <SendFault state={state} told={['text-changed', 'not-found']} />}
      <p class="small quiet" role="status">
        <Saved draft={draft} />
      </p>
      <button type="submit" class="ds-button" disabled={long} aria-busy={sending || undefined}>
        {sending ? t('talk.sending') : t('staff.texts.send')}
      </button>
    </form>
  );
}
