import type { AwaitedAnswer, ContactPerson } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, daysUntil } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { PhoneLink } from '../parts/Phone.tsx';
import './reading.css';

type Props = {
  answer: AwaitedAnswer;
  contact: ContactPerson | undefined;
  /** The promise itself stands right above. */
  justTold: boolean;
};

/** When an answer can be expected to what one has written; said kindly where it should have come. */
export function AnswerNote({ answer, contact, justTold }: Props) {
  const Day = dayInWords(answer.by, now.value);
  const Name = answer.promisedBy ? fullName(answer.promisedBy) : '';
  if (daysUntil(answer.by, now.value) < 0)
    return (
      <div class="note answer-note" data-color="wait" role="status">
        <Icon name="warn" />
        <div class="words">
          <p>{t(answer.promised ? 'answer.overduePromised' : 'answer.overdueUsual', { Name, Day })}</p>
          {contact?.phone && <PhoneLink number={contact.phone} label={t('contact.call')} />}
        </div>
      </div>
    );
  // Unread, what is said before one writes still holds.
  if (!answer.read || (answer.promised && justTold)) return null;
  return (
    <p class="answer-note quiet small" role="status">
      <Icon name="clock" />
      <span>
        {answer.promised
          ? t('answer.promised', { Name, Day })
          : t('answer.usual', { Count: answer.withinWorkingDays ?? 1, Day })}
      </span>
    </p>
  );
}
