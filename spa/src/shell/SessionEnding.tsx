import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { extendSession } from '../api/actions.ts';
import type { Session } from '../api/client.ts';
import { askSession, keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

const warnBefore = 3 * 60_000;

export type Ending = { minutes: number; extendable: boolean };

/** Whether to warn now: minutes left by the server's clock, and whether staying is possible at all. */
export function ending(session: Session, sinceAsked: number): Ending | null {
  const at = Date.parse(session.now) + sinceAsked;
  const idle = Date.parse(session.idleEndsAt);
  const last = Date.parse(session.endsAt);
  const left = Math.min(idle, last) - at;
  if (left > warnBefore) return null;
  return { minutes: Math.max(1, Math.ceil(left / 60_000)), extendable: last - idle > 1000 };
}

/** Citizens' by default; the employees' side hands in its own. */
type Props = { queryKey?: readonly string[]; ask?: () => Promise<Session>; extend?: () => Promise<Session> };

/** Says in time that the session ends, and lets one stay with one tap. What is being written is saved either way. */
export function SessionEnding({ queryKey = keys.session, ask = askSession, extend = extendSession }: Props) {
  const session = useQuery({ queryKey, queryFn: ask, refetchInterval: 60_000 });
  const client = useQueryClient();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
  if (!session.data) return null;
  const warning = ending(session.data, Date.now() - session.dataUpdatedAt);
  if (!warning) return null;
  return (
    <div class="ending note" data-color="wait" role="alert">
      <Icon name="clock" />
      <div class="words">
        <strong>{t('session.ending', { Count: warning.minutes })}</strong>
        <p>{t('session.saved')}</p>
        {warning.extendable && (
          <div>
            <button type="button" class="ds-button" onClick={async () => client.setQueryData(queryKey, await extend())}>
              {t('session.stay')}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
