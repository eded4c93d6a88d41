import type { Milestone } from '../api/client.ts';
import { daysUntil } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { AsWritten } from './AsWritten.tsx';

/** A step that is planned, and hasn't begun. */
export const isComing = (step: Milestone): boolean => !step.current && daysUntil(step.startDate, now.value) > 0;

/** A step's words for the reader: translated where somebody has, or else as the service wrote them. */
export function stepSaid(step: Milestone): { name: string; description: string | null | undefined; lang: string } {
  const { translation } = step;
  return translation
    ? { name: translation.text, description: translation.description, lang: translation.made.language }
    : { name: step.name, description: step.description, lang: 'nb' };
}

/** Below a step that stands there in the reader's language: who translated it, and as it was written. */
export function StepAsWritten({ step }: { step: Milestone }) {
  return (
    step.translation && (
      <AsWritten of={step.translation.made}>
        {step.name}
        {step.description && (
          <>
            <br />
            {step.description}
          </>
        )}
      </AsWritten>
    )
  );
}
