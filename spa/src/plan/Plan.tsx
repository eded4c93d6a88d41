import { useQuery } from '@tanstack/preact-query';
import type { Meeting, Milestone } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime, formatDate } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import './plan.css';

/** The steps under the month they began in, newest first. */
export function byMonth(milestones: Milestone[]): { month: string; steps: Milestone[] }[] {
  const out: { month: string; steps: Milestone[] }[] = [];
  for (const step of milestones) {
    const month = step.startDate.slice(0, 7);
    const last = out[out.length - 1];
    if (last?.month === month) last.steps.push(step);
    else out.push({ month, steps: [step] });
  }
  return out;
}

/** What was agreed, how is it going? */
export function Plan() {
  const { caseCopy } = useActing();
  const current = useQuery(caseQuery(caseCopy.caseCopyId));
  const data = current.data;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <h1>{t('nav.plan')}</h1>
        <p class="quiet">{t('plan.lead')}</p>
      </header>
      {current.error && !data && <FailureNote error={current.error} retry={() => void current.refetch()} stillWorks />}
      {!data && !current.error && <Loading lines={[4, 8, 4]} />}
      {data && data.meetings.length > 0 && (
        <section class="section" aria-labelledby="plan-meetings">
          <h2 id="plan-meetings">{t('plan.meetings')}</h2>
          <ul class="rows">
            {data.meetings.map((meeting) => (
              <MeetingRow key={meeting.meetingId} meeting={meeting} />
            ))}
          </ul>
        </section>
      )}
      {data && (
        <section class="section" aria-labelledby="plan-story">
          <h2 id="plan-story">{t('plan.story')}</h2>
          {data.milestones.length === 0 ? (
            <div class="empty">
              <Icon name="path" />
              <p>{t('plan.empty')}</p>
            </div>
          ) : (
            <ol class="timeline">
              {byMonth(data.milestones).map(({ month, steps }) => (
                <li key={month}>
                  <h3>{formatDate(`${month}-01`, 'month')}</h3>
                  <ol>
                    {steps.map((step) => (
                      <Step key={`${step.name}${step.startDate}`} step={step} />
                    ))}
                  </ol>
                </li>
              ))}
            </ol>
          )}
        </section>
      )}
    </>
  );
}

function MeetingRow({ meeting }: { meeting: Meeting }) {
  return (
    <li>
      <div class="row-link still">
        <Icon name="calendar" />
        <span class="words">
          <span class="title">
            <bdi>{meeting.title}</bdi>
          </span>
          <span class="under">
            {dayAndTime(meeting.startsAt, now.value)}
            {meeting.place && (
              <>
                {' · '}
                <bdi>{meeting.place}</bdi>
              </>
            )}
          </span>
          {meeting.state === 'CANCELLED' && <span class="under">{t('plan.cancelled')}</span>}
          {meeting.interpreterLanguage && <span class="under">{t('plan.interpreter')}</span>}
        </span>
      </div>
    </li>
  );
}

function Step({ step }: { step: Milestone }) {
  return (
    <li class={step.current ? 'step current' : 'step'} aria-current={step.current ? 'step' : undefined}>
      {step.current && <p class="step-label">{t('home.stepNow')}</p>}
      <p class="step-title">
        <bdi>{step.name}</bdi>
      </p>
      {step.description && (
        <p class="quiet">
          <bdi>{step.description}</bdi>
        </p>
      )}
      <p class="quiet small">
        {step.endDate && step.endDate !== step.startDate
          ? t('plan.fromTo', { From: formatDate(step.startDate, 'long'), To: formatDate(step.endDate, 'long') })
          : formatDate(step.startDate, 'long')}
      </p>
    </li>
  );
}
