import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EntrySummary, Milestone, TimelineItem } from '../api/client.ts';
import { typeIcon } from '../documents/EntryRow.tsx';
import { isComing, StepAsWritten, stepSaid } from '../documents/step.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { InNorwegian } from '../parts/InNorwegian.tsx';
import { When } from '../parts/When.tsx';
import { entryPath } from '../shell/caseCopy.tsx';

type Month = { month: string; items: TimelineItem[] };

/** What happened under the month it happened in, newest first as it comes. */
export function byMonth(items: TimelineItem[]): Month[] {
  const out: Month[] = [];
  for (const item of items) {
    const month = item.date.slice(0, 7);
    const last = out[out.length - 1];
    if (last?.month === month) last.items.push(item);
    else out.push({ month, items: [item] });
  }
  return out;
}

/** How many stand there before one asks for older ones. */
const atOnce = 30;

/** The case's steps and what came of them, under their months; what is now is the biggest. */
export function Timeline({ items, caseCopyId }: { items: TimelineItem[]; caseCopyId: string }) {
  const [most, setMost] = useState(atOnce);
  const list = useRef<HTMLOListElement>(null);
  const asked = useRef(false);
  // Who asked for more goes on from there.
  useLayoutEffect(() => {
    if (!asked.current) return;
    asked.current = false;
    list.current?.querySelector<HTMLElement>(`[data-at="${most - atOnce}"]`)?.focus();
  }, [most]);
  let at = 0;
  return (
    <>
      {items.some(({ milestone }) => milestone && !milestone.translation) && <InNorwegian />}
      <ol class="timeline" ref={list}>
        {byMonth(items.slice(0, most)).map(({ month, items: inMonth }) => (
          <li key={month}>
            <h3>{formatDate(`${month}-01`, 'month')}</h3>
            <ol>
              {inMonth.map((item) => {
                const place = at++;
                if (item.milestone)
                  return <Step key={`${item.milestone.name}${item.date}`} at={place} step={item.milestone} />;
                return (
                  item.entry && (
                    <Marked key={item.entry.entryId} at={place} entry={item.entry} caseCopyId={caseCopyId} />
                  )
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
      {items.length > most && (
        <button
          type="button"
          class="ds-button all"
          data-variant="secondary"
          onClick={() => {
            asked.current = true;
            setMost(most + atOnce);
          }}
        >
          {t('plan.older')}
        </button>
      )}
    </>
  );
}

function Step({ step, at }: { step: Milestone; at: number }) {
  const said = stepSaid(step);
  const coming = isComing(step);
  return (
    <li
      class="step"
      data-is={step.current ? 'now' : coming ? 'coming' : undefined}
      data-at={at}
      tabIndex={-1}
      aria-current={step.current ? 'step' : undefined}
    >
      {step.current && <p class="step-label">{t('home.stepNow')}</p>}
      {coming && <p class="step-label">{t('plan.coming')}</p>}
      <p class="step-title">
        <bdi lang={said.lang}>{said.name}</bdi>
      </p>
      {said.description && (
        <p class="quiet">
          <bdi lang={said.lang}>{said.description}</bdi>
        </p>
      )}
      <StepAsWritten step={step} />
      <p class="quiet small">
        {step.endDate && step.endDate !== step.startDate
          ? t('plan.fromTo', { From: formatDate(step.startDate, 'long'), To: formatDate(step.endDate, 'long') })
          : formatDate(step.startDate, 'long')}
      </p>
    </li>
  );
}

function Marked({ entry, caseCopyId, at }: { entry: EntrySummary; caseCopyId: string; at: number }) {
  return (
    <li class="step" data-is="entry" data-at={at} tabIndex={-1}>
      <a href={entryPath(caseCopyId, entry.entryId)}>
        <span class="step-sign" aria-hidden="true">
          <Icon name={typeIcon[entry.type]} />
        </span>
        <span class="words">
          {entry.isNew && <span class="new">{t('documents.new')}</span>}
          <span class="step-what">
            <bdi lang={entry.titleLanguage}>{entry.title}</bdi>
          </span>
          <TitleMade of={entry.titleTranslation} />
          <span class="quiet small">
            {t(`type.${entry.type}`)} · <When at={entry.date} as="long" />
          </span>
        </span>
      </a>
    </li>
  );
}
