import type { Milestone } from '../api/client.ts';
import { StepAsWritten, stepSaid } from '../documents/step.tsx';
import { dayInWords } from '../i18n/dates.ts';
import { Leaf } from '../meetings/MeetingCard.tsx';
import { now } from '../parts/clock.ts';

/** A step of the case that is planned, beside the meetings that are. */
export function ComingStep({ step }: { step: Milestone }) {
  const { name, description, lang } = stepSaid(step);
  return (
    <article class="sheet meeting" aria-labelledby="home-coming">
      <Leaf at={step.startDate} />
      <div class="meeting-words">
        <h3 id="home-coming">
          <bdi lang={lang}>{name}</bdi>
        </h3>
        {description && (
          <p>
            <bdi lang={lang}>{description}</bdi>
          </p>
        )}
        <StepAsWritten step={step} />
        <p>
          <time dateTime={step.startDate}>{dayInWords(step.startDate, now.value)}</time>
        </p>
      </div>
    </article>
  );
}
