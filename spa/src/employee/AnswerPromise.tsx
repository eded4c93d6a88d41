import { useRef, useState } from 'preact/hooks';
import type { AwaitedAnswer } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, daysUntil, isoDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { putAnswerPromise, type StaffConversation } from './staffApi.ts';
import '../reading/reading.css';

type Props = { caseCopyId: string; of: StaffConversation; onDone: () => Promise<unknown> };

/** What the party sees while they wait, and with one tap: it is read, and on which day one answers. */
export function AnswerPromise({ caseCopyId, of, onDone }: Props) {
  const { answer } = of.conversation;
  const [state, setState] = useState<'resting' | 'sending' | { told: string } | { failed: string }>('resting');
  const [other, setOther] = useState(false);
  // The same day again is the same promise, so that pressing once more after a lost answer makes no second one.
  const begun = useRef<{ day: string; id: string } | undefined>();
  const day = useRef<HTMLInputElement>(null);
  if (!answer) return null;
  const Name = fullName(of.party);
  const told = typeof state === 'object' && 'told' in state && state.told === answer.by && answer.promised;

  const promise = async (answerBy: string) => {
    if (state === 'sending' || !answerBy) return;
    if (begun.current?.day !== answerBy) begun.current = { day: answerBy, id: uuidv7() };
    setState('sending');
    try {
      await putAnswerPromise(caseCopyId, begun.current.id, answerBy);
      begun.current = undefined;
      setState({ told: answerBy });
      setOther(false);
    } catch (error) {
      setState({ failed: whyNot(error) });
    }
    await onDone();
  };

  return (
    <section class="answer-promise small">
      <p class="promise-waits">
        <Icon name="clock" />
        <span>{waiting(answer, Name)}</span>
      </p>
      <fieldset class="promise-choice" aria-busy={state === 'sending' || undefined}>
        <legend>{t('staff.promise.choose')}</legend>
        <div class="promise-days">
          {of.promiseDays?.map((one) => (
            <button
              key={one}
              type="button"
              class="ds-button"
              data-variant="secondary"
              data-size="sm"
              aria-pressed={answer.promised && answer.by === one}
              onClick={() => void promise(one)}
            >
              {dayInWords(one, now.value)}
            </button>
          ))}
          {!other && (
            <button
              type="button"
              class="ds-button"
              data-variant="tertiary"
              data-size="sm"
              onClick={() => {
                setOther(true);
                requestAnimationFrame(() => day.current?.focus());
              }}
            >
              {t('staff.promise.other')}
            </button>
          )}
          {other && (
            <>
              <label>
                <span>{t('staff.promise.date')}</span>
                <input
                  ref={day}
                  class="ds-input"
                  type="date"
                  required
                  min={isoDate(now.value)}
                  max={isoDate(now.value, 60)}
                />
              </label>
              <button
                type="button"
                class="ds-button"
                data-size="sm"
                onClick={() => day.current?.reportValidity() && void promise(day.current.value)}
              >
                {t('staff.promise.tell')}
              </button>
            </>
          )}
        </div>
      </fieldset>
      <p role="status">
        {typeof state === 'object' && 'failed' in state && state.failed}
        {told && t('staff.promise.told', { Name, Day: dayInWords(answer.by, now.value) })}
      </p>
    </section>
  );
}

function waiting(answer: AwaitedAnswer, Name: string): string {
  const Day = dayInWords(answer.by, now.value);
  if (daysUntil(answer.by, now.value) < 0) return t('staff.promise.overdue', { Name, Day });
  if (!answer.promised || !answer.promisedBy) return t('staff.promise.usual', { Name, Day });
  return t('staff.promise.made', { Name, Day, Who: fullName(answer.promisedBy) });
}

/** A day that is refused stays refused: then the server says which can be chosen. */
function whyNot(error: unknown): string {
  const refused = error instanceof Failure && error.code === 'day-unclear' && error.detail;
  return refused || t('staff.promise.failed');
}
