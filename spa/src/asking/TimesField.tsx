import type { Hours } from '../api/client.ts';
import { dateWords, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { type AskForm, clockTimes, type Faults, type FormKind, officeDays, officeSpan, type Span } from './form.ts';

type Props = {
  kind: FormKind;
  form: AskForm;
  hours: Hours[];
  fault: Faults['times'];
  onChange: (part: Partial<AskForm>) => void;
};

/** When it is safe: any time in office hours, or days with from and until; and plainly that nobody calls otherwise. */
export function TimesField({ kind, form, hours, fault, onChange }: Props) {
  const shown = [...new Set([...officeDays(hours), ...Object.keys(form.days).map(Number)])].sort();
  const toggle = (weekday: number) => {
    const { [weekday]: chosen, ...others } = form.days;
    onChange({ days: chosen ? others : { ...form.days, [weekday]: officeSpan(hours, weekday) } });
  };
  const set = (weekday: number, part: Partial<Span>) => {
    const before = form.days[weekday];
    if (before) onChange({ days: { ...form.days, [weekday]: { ...before, ...part } } });
  };
  return (
    <fieldset aria-describedby="ask-times-fault">
      <legend>{t(kind === 'CALL_ME' ? 'ask.whenCall' : 'ask.whenMeet')}</legend>
      <label class="choice">
        <input
          class="ds-input"
          type="radio"
          name="when"
          checked={!form.only}
          onChange={() => onChange({ only: false })}
        />
        <span>{t('ask.anyTime')}</span>
      </label>
      <label class="choice">
        <input
          class="ds-input"
          type="radio"
          name="when"
          checked={form.only}
          onChange={() => onChange({ only: true })}
        />
        <span>{t('ask.onlyTimes')}</span>
      </label>
      {form.only && (
        <div class="within stack" style={{ '--gap': '0.5rem' }}>
          <p class="note">
            <Icon name="lock" />
            <span>{t(kind === 'CALL_ME' ? 'ask.onlyThen' : 'ask.onlyThenMeet')}</span>
          </p>
          {shown.map((weekday, i) => {
            const span = form.days[weekday];
            const day = dateWords().weekdays[weekday % 7] ?? '';
            const wrong = fault === 'order' && span !== undefined && span.from >= span.until;
            return (
              <div key={weekday} class="day-times">
                <label class="choice">
                  <input
                    class="ds-input"
                    type="checkbox"
                    checked={span !== undefined}
                    aria-invalid={(fault === 'none' && i === 0) || undefined}
                    onChange={() => toggle(weekday)}
                  />
                  <span class="day-label">{day}</span>
                </label>
                {span && (
                  <div class="span">
                    <Clock
                      label={t('ask.from')}
                      day={day}
                      value={span.from}
                      wrong={wrong}
                      onChange={(from) => set(weekday, { from })}
                    />
                    <Clock
                      label={t('ask.until')}
                      day={day}
                      value={span.until}
                      wrong={wrong}
                      onChange={(until) => set(weekday, { until })}
                    />
                  </div>
                )}
              </div>
            );
          })}
          <p class="field-fault" id="ask-times-fault" role="alert">
            {fault === 'none' && t('ask.fault.times')}
            {fault === 'order' && t('ask.fault.order')}
          </p>
        </div>
      )}
    </fieldset>
  );
}

type ClockProps = { label: string; day: string; value: string; wrong: boolean; onChange: (time: string) => void };

function Clock({ label, day, value, wrong, onChange }: ClockProps) {
  return (
    <label class="clock">
      <span>
        <span class="ds-sr-only">{day} </span>
        {label}
      </span>
      <select
        class="ds-input"
        value={value}
        aria-invalid={wrong || undefined}
        aria-describedby="ask-times-fault"
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {clockTimes(value).map((time) => (
          <option key={time} value={time}>
            {time}
          </option>
        ))}
      </select>
    </label>
  );
}
