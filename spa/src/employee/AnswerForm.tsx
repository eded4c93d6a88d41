import { signal } from '@preact/signals';
import { useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Answer, View, ViewPrompt } from '../api/client.ts';
import { type FailureCode, failureCode } from '../api/failure.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { language, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { keepTrack, type WrittenState } from '../parts/written.ts';
import { mostOnACard, tooLong } from '../views/form.ts';
import { type AnswerPlace, type NewAnswers, putAnswers, staffKeys } from './staffApi.ts';

const outcomes: readonly Answer['outcome'][] = ['USED', 'PARTLY', 'NOT_USED'];
const whole = 'WHOLE';

/** An answer to one thing that was said, or to all of it. `place` names an entry, and a goal in it after a space. */
type Part = { outcome?: Answer['outcome']; reason: string; place: string };
type Parts = Partial<Record<ViewPrompt | typeof whole, Part>>;
const nothing: Part = { reason: '', place: '' };

const begun = (part: Part | undefined): boolean => !!part && (part.outcome !== undefined || part.reason.trim() !== '');
const complete = (part: Part | undefined): boolean =>
  !!part?.outcome && part.reason.trim() !== '' && !tooLong(part.reason);

type Props = { view: View; places: AnswerPlace[]; caseCopyId: string; name: string; onSent: () => void };
type Fault = FailureCode | 'missing';

/** What became of each thing, and why. What was begun outlives the panel, but not the session. */
export function AnswerForm({ view, places, caseCopyId, name, onSent }: Props) {
  const client = useQueryClient();
  const key = [...staffKeys.views(caseCopyId), view.viewId, 'answering'] as const;
  const [parts, setParts] = useState<Parts>(() => client.getQueryData<Parts>(key) ?? {});
  const [fault, setFault] = useState<Fault | null>(null);
  const [sending, setSending] = useState(false);
  const attempt = useRef<{ id: string; content: string } | null>(null);
  const unsaved = useMemo(() => signal<WrittenState>('nothing'), []);
  useEffect(() => keepTrack({ state: unsaved, save: () => Promise.resolve() }), [unsaved]);

  const about: (ViewPrompt | typeof whole)[] = view.known ? view.items.map((item) => item.prompt) : [whole];
  const change = (what: ViewPrompt | typeof whole, part: Partial<Part>) => {
    const next = { ...parts, [what]: { ...(parts[what] ?? nothing), ...part } };
    setParts(next);
    setFault(null);
    unsaved.value = 'unsaved';
    client.setQueryData(key, next);
  };
  const submit = async () => {
    const given = about.filter((what) => begun(parts[what]));
    if (given.length === 0 || !given.every((what) => complete(parts[what]))) return setFault('missing');
    const answers: NewAnswers = {
      language: language.peek(),
      answers: given.map((what) => {
        const { outcome = 'USED', reason, place } = parts[what] ?? nothing;
        const [entryId, subGoalId] = place.split(' ');
        const link = entryId ? { link: { entryId, ...(subGoalId ? { subGoalId } : {}) } } : {};
        return { ...(what === whole ? {} : { prompt: what }), outcome, reason: reason.trim(), ...link };
      }),
    };
    const content = JSON.stringify(answers);
    if (attempt.current?.content !== content) attempt.current = { id: uuidv7(), content };
    setSending(true);
    try {
      await putAnswers(caseCopyId, view.viewId, attempt.current.id, answers);
      unsaved.value = 'nothing';
      client.removeQueries({ queryKey: key, exact: true });
      onSent();
    } catch (error) {
      setFault(failureCode(error));
      setSending(false);
    }
  };

  return (
    <form
      class="answer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void submit();
      }}
    >
      {about.map((what) => (
        <fieldset key={what}>
          <legend>{what === whole ? t('views.whole') : t(`views.prompt.${what}`)}</legend>
          <div class="row" role="radiogroup" aria-label={t('staff.views.outcome')}>
            {outcomes.map((outcome) => (
              <label key={outcome} class="choice">
                <input
                  class="ds-input"
                  type="radio"
                  name={`${view.viewId} ${what}`}
                  checked={parts[what]?.outcome === outcome}
                  onChange={() => change(what, { outcome })}
                />
                <span>{t(`views.outcome.${outcome}`)}</span>
              </label>
            ))}
          </div>
          <label class="field">
            <span>{t('staff.views.reason', { Name: name })}</span>
            <textarea
              class="ds-input"
              rows={2}
              dir="auto"
              autocomplete="off"
              value={parts[what]?.reason ?? ''}
              aria-invalid={tooLong(parts[what]?.reason) || undefined}
              onInput={(event) => change(what, { reason: event.currentTarget.value })}
            />
          </label>
          {tooLong(parts[what]?.reason) && (
            <p class="field-fault" role="alert">
              {t('views.tooLong', { Most: mostOnACard })}
            </p>
          )}
          {places.length > 0 && (
            <label class="field">
              <span>{t('staff.views.place')}</span>
              <select
                class="ds-input"
                value={parts[what]?.place ?? ''}
                onChange={(event) => change(what, { place: event.currentTarget.value })}
              >
                <option value="">{t('staff.views.noPlace')}</option>
                {places.map((place) => [
                  <option key={place.entryId} value={place.entryId}>
                    {place.title}
                  </option>,
                  ...place.subGoals.map((goal) => (
                    <option key={goal.subGoalId} value={`${place.entryId} ${goal.subGoalId}`}>
                      {t('views.goal', { Goal: goal.description })}
                    </option>
                  )),
                ])}
              </select>
            </label>
          )}
        </fieldset>
      ))}
      {fault && (
        <p class="note" data-color="wait" role="alert">
          <Icon name="warn" />
          <span>
            {fault === 'missing'
              ? t('staff.views.missing')
              : fault === 'offline'
                ? t('ask.failedOffline')
                : t('ask.failed')}
          </span>
        </p>
      )}
      <button type="submit" class="ds-button" aria-busy={sending || undefined}>
        {sending ? t('talk.sending') : t('staff.views.send')}
      </button>
    </form>
  );
}
