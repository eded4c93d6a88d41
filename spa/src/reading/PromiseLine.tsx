import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';

/** In the thread: the employee has read what stands above it, and on which day the answer comes. */
export function PromiseLine({ message }: { message: Message }) {
  return (
    <p class="promise">
      <Icon name="seen" />
      <span>{promiseWords(message)}</span>
    </p>
  );
}

/** The same in words alone, by the date: it is read on other days too. */
export function promiseWords({ answerBy, mine, authorName }: Message): string {
  const Day = answerBy ? formatDate(answerBy, 'day') : '';
  return mine ? t('answer.promiseMine', { Day }) : t('answer.promise', { Name: fullName(authorName), Day });
}
