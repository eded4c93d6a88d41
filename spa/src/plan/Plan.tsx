import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Case, Entry, Plan as PlanData } from '../api/client.ts';
import { caseQuery, planQuery } from '../api/queries.ts';
import { asksStill, DraftNote } from '../documents/DraftNote.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { MeetingCard } from '../meetings/MeetingCard.tsx';
import { ClosedNote } from '../parts/ClosedNote.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { IncompleteNote } from '../parts/IncompleteNote.tsx';
import { InNorwegian } from '../parts/InNorwegian.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { placeInAddress } from '../shell/arrival.ts';
import { entryPath, useActing } from '../shell/caseCopy.tsx';
import { PlanCard } from './PlanCard.tsx';
import { Timeline } from './Timeline.tsx';
import './plan.css';

/** What was agreed, how is it going? */
export function Plan() {
  const { caseCopyId } = useActing().caseCopy;
  const plan = useQuery(planQuery(caseCopyId));
  const current = useQuery(caseQuery(caseCopyId));
  const { data } = plan;
  const retry = () => {
    void plan.refetch();
    void current.refetch();
  };
  return (
    <>
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <h1>{t('nav.plan')}</h1>
        <p class="quiet">{t('plan.lead')}</p>
      </header>
      {plan.error && !data && <FailureNote error={plan.error} retry={retry} stillWorks />}
      {!data && !plan.error && <Loading lines={[4, 12, 8]} />}
      {data && (
        <>
          <ClosedNote closed={data.closed} />
          {current.data ? (
            <Meetings data={current.data} />
          ) : (
            current.error && <FailureNote error={current.error} retry={retry} stillWorks />
          )}
          <Drafts drafts={data.drafts} />
          <Plans plan={data} />
          <section class="section" aria-labelledby="plan-story">
            <h2 id="plan-story">{t('plan.story')}</h2>
            {data.incomplete && <IncompleteNote />}
            {data.timeline.length === 0 ? (
              !data.incomplete && (
                <div class="empty">
                  <Icon name="path" />
                  <p>{t('plan.empty')}</p>
                </div>
              )
            ) : (
              <Timeline items={data.timeline} caseCopyId={caseCopyId} />
            )}
          </section>
        </>
      )}
    </>
  );
}

function Meetings({ data }: { data: Case }) {
  const all = [...data.meetings, ...(data.cancelledMeetings ?? [])];
  // Who came here for one meeting begins at it.
  useEffect(() => {
    const id = placeInAddress();
    if (id.startsWith('meeting-')) document.getElementById(id)?.focus();
  }, []);
  if (all.length === 0) return null;
  return (
    <section class="section" aria-labelledby="plan-meetings">
      <h2 id="plan-meetings">{t('plan.meetings')}</h2>
      {all.some((meeting) => !meeting.translation) && <InNorwegian />}
      {all
        .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
        .map((meeting) => (
          <MeetingCard key={meeting.meetingId} caseCopyId={data.caseCopyId} meeting={meeting} />
        ))}
    </section>
  );
}

function Drafts({ drafts }: { drafts: Entry[] }) {
  const { caseCopyId } = useActing().caseCopy;
  if (drafts.length === 0) return null;
  return (
    <section class="section" aria-labelledby="plan-drafts">
      <h2 id="plan-drafts">{t('plan.drafts')}</h2>
      {drafts.map((entry) => (
        <article
          key={entry.summary.entryId}
          class="sheet draft-card"
          aria-labelledby={`draft-${entry.summary.entryId}`}
        >
          <h3 id={`draft-${entry.summary.entryId}`}>
            <bdi lang={entry.summary.titleLanguage}>{entry.summary.title}</bdi>
          </h3>
          <TitleMade of={entry.summary.titleTranslation} />
          <DraftNote entry={entry} caseCopyId={caseCopyId} />
          <a class="ds-button all" data-variant="tertiary" href={entryPath(caseCopyId, entry.summary.entryId)}>
            {t(entry.mayComment && asksStill(entry) ? 'plan.readAndSay' : 'plan.readDocument')}
            <Icon name="next" />
          </a>
        </article>
      ))}
    </section>
  );
}

function Plans({ plan }: { plan: PlanData }) {
  const { caseCopyId } = useActing().caseCopy;
  const box = useRef<HTMLElement>(null);
  const [marked, setMarked] = useState<string>();
  // Who came here for one goal begins at it, also where its plan has ended and is folded away.
  useEffect(() => {
    const id = placeInAddress();
    const goal = id.startsWith('goal-') ? document.getElementById(id) : null;
    if (!goal || !box.current?.contains(goal)) return;
    const folded = goal.closest('details');
    if (folded) folded.open = true;
    setMarked(id);
    goal.focus({ preventScroll: true });
    goal.scrollIntoView({ block: 'center', behavior: 'instant' });
  }, []);
  const cards = (entries: Entry[]) =>
    entries.map(
      (entry) =>
        entry.plan && (
          <PlanCard
            key={entry.summary.entryId}
            entry={entry}
            plan={entry.plan}
            caseCopyId={caseCopyId}
            marked={marked}
          />
        ),
    );
  const inForce = plan.plans.filter((entry) => entry.plan?.state === 'ACTIVE');
  const ended = plan.plans.filter((entry) => entry.plan?.state !== 'ACTIVE');
  return (
    <section class="section" aria-labelledby="plan-plans" ref={box}>
      <h2 id="plan-plans">{t('plan.plans')}</h2>
      {plan.incomplete && <IncompleteNote />}
      {inForce.length === 0 && !plan.incomplete && (
        <div class="empty">
          <Icon name="path" />
          <p>{t('plan.noPlans')}</p>
        </div>
      )}
      {cards(inForce)}
      {ended.length > 0 && (
        <details class="plan-earlier">
          <summary>{t('plan.earlier')}</summary>
          <div class="stack">{cards(ended)}</div>
        </details>
      )}
    </section>
  );
}
