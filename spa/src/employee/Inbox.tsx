import { useQuery } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { dayInWords, daysUntil } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { fullName, Name } from '../parts/Name.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { silent } from './silent.ts';
import { conversationPath, type InboxItem, inboxQuery } from './staffApi.ts';

/** All conversations, those that wait for an answer first; names are searched here, never on the server. */
export function Inbox({ open }: { open: string | undefined }) {
  const inbox = useQuery(inboxQuery);
  const [wanted, setWanted] = useState('');
  const items = useMemo(() => matching(inbox.data?.items ?? [], wanted), [inbox.data, wanted]);
  const waits = (item: InboxItem) => item.unread > 0 || overdue(item);
  const waiting = items.filter(waits);
  const others = items.filter((item) => !waits(item));
  return (
    <nav class="inbox" aria-labelledby="inbox-title">
      <h1 id="inbox-title">{t('staff.inbox.title')}</h1>
      {inbox.isPending && <Loading lines={[3, 3, 3, 3]} />}
      {inbox.error && <FailureNote error={inbox.error} retry={() => void inbox.refetch()} silent={silent()} />}
      {inbox.data?.away && <Away own={inbox.data.away.ownWaiting} parties={inbox.data.away.partiesWaiting} />}
      {inbox.data && !inbox.data.away && (
        <label class="inbox-search">
          <span class="ds-sr-only">{t('staff.inbox.search')}</span>
          <input
            class="ds-input"
            type="search"
            dir="auto"
            autocomplete="off"
            placeholder={t('staff.inbox.search')}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
      )}
      {inbox.data && !inbox.data.away && items.length === 0 && (
        <p class="quiet" role="status">
          {wanted ? t('staff.inbox.noMatch') : t('staff.inbox.empty')}
        </p>
      )}
      <Rows title={t('staff.inbox.waiting', { Count: waiting.length })} items={waiting} open={open} />
      <Rows title={t('staff.inbox.others')} items={others} open={open} />
    </nav>
  );
}

/** The fagsystem doesn't answer: nobody's name can be shown, but that nothing is lost can be told. */
function Away({ own, parties }: { own: number; parties: number }) {
  const { title, text } = silent();
  return (
    <div class="note" data-color="wait" role="status">
      <Icon name="warn" />
      <div class="words">
        <strong>{title}</strong>
        <p>{text}</p>
        {parties > 0 && <p>{t('staff.inbox.awayParties', { Count: parties })}</p>}
        {own > 0 && <p>{t('staff.inbox.awayOwn', { Count: own })}</p>}
      </div>
    </div>
  );
}

/** Conversations whose party or child has every word of what was typed in the name. */
export function matching(items: InboxItem[], wanted: string): InboxItem[] {
  const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const names = `${fullName(item.party)} ${fullName(item.child)}`.toLocaleLowerCase();
    return words.every((word) => names.includes(word));
  });
}

function Rows({ title, items, open }: { title: string; items: InboxItem[]; open: string | undefined }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2 class="inbox-group">{title}</h2>
      <ul class="inbox-rows">
        {items.map((item) => (
          <li key={item.caseCopyId}>
            <Row item={item} here={item.caseCopyId === open} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const overdue = ({ answerBy }: InboxItem) => !!answerBy && daysUntil(answerBy, now.value) < 0;

function Mark({ icon, wait, children }: { icon: IconName; wait?: boolean; children: string }) {
  return (
    <span class="inbox-mark" data-color={wait ? 'wait' : undefined}>
      <Icon name={icon} /> {children}
    </span>
  );
}

/** What the party waits for, or else whether they have read what was last written to them. */
function AnswerMark({ item }: { item: InboxItem }) {
  const { answerBy, unansweredSince, partyUnread } = item;
  if (answerBy)
    return (
      <Mark icon="clock" wait={overdue(item)}>
        {t(overdue(item) ? 'staff.inbox.overdue' : 'staff.inbox.promised', { Day: dayInWords(answerBy, now.value) })}
      </Mark>
    );
  if (unansweredSince && item.unread === 0)
    return <Mark icon="clock">{t('staff.inbox.unanswered', { Day: dayInWords(unansweredSince, now.value) })}</Mark>;
  if (item.lastFromEmployee && partyUnread != null)
    return (
      <Mark icon={partyUnread > 0 ? 'check' : 'seen'}>
        {t(partyUnread > 0 ? 'staff.inbox.partyUnread' : 'staff.inbox.partyRead')}
      </Mark>
    );
  return null;
}

function Row({ item, here }: { item: InboxItem; here: boolean }) {
  const at = item.waitingSince ?? item.unansweredSince ?? item.lastAt;
  return (
    <a
      class="inbox-row"
      href={conversationPath(item.caseCopyId)}
      aria-current={here ? 'page' : undefined}
      data-unread={item.unread > 0 || undefined}
    >
      <span class="inbox-who">
        <Name name={item.party} />
        {item.unread > 0 && (
          <span class="count">
            <span aria-hidden="true">{item.unread}</span>
            <span class="ds-sr-only">{t('nav.unread', { Count: item.unread })}</span>
          </span>
        )}
      </span>
      {at && (
        <span class="inbox-when number">
          <When at={at} />
        </span>
      )}
      <span class="inbox-about">
        {t(`role.${item.partyRole}`)}
        {item.partyRole !== 'CHILD' && (
          <>
            {' · '}
            <Name name={item.child} given />
          </>
        )}
        {item.relation === 'STAND_IN' && <> · {t('staff.inbox.standIn')}</>}
      </span>
      <span class="inbox-marks">
        {item.pausedAt && (
          <Mark icon="lock" wait>
            {t('staff.pause.mark')}
          </Mark>
        )}
        <AnswerMark item={item} />
        {item.openRequests?.map((kind, i) => (
          <Mark
            key={`${kind}${i}`}
            icon={kind === 'CALL_ME' ? 'phone' : kind === 'MEETING_REQUEST' ? 'calendar' : 'globe'}
            wait
          >
            {t(`staff.asks.${kind}`)}
          </Mark>
        ))}
        {item.openAccessRequests ? (
          <Mark icon="lock" wait>
            {t('staff.access.open')}
          </Mark>
        ) : null}
        {item.unansweredViews ? (
          <Mark icon="pen" wait>
            {t('staff.views.unanswered', { Count: item.unansweredViews })}
          </Mark>
        ) : null}
        {item.unansweredMarks ? (
          <Mark icon="warn" wait>
            {t('staff.texts.unanswered', { Count: item.unansweredMarks })}
          </Mark>
        ) : null}
        {item.openTranslations ? (
          <Mark icon="globe" wait>
            {t('staff.texts.openTranslations', { Count: item.openTranslations })}
          </Mark>
        ) : null}
        {item.parked ? (
          <Mark icon="warn" wait>
            {t('staff.inbox.parked')}
          </Mark>
        ) : null}
        {item.hasDraft && <Mark icon="pen">{t('staff.inbox.draft')}</Mark>}
        {item.unopenedDecisions ? (
          <Mark icon="decision">{t('staff.inbox.unopened', { Count: item.unopenedDecisions })}</Mark>
        ) : null}
      </span>
    </a>
  );
}
