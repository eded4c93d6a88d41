import { useQuery, useQueryClient } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { LogIn, LogInList } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import './logins.css';

/** What the page needs of the server; citizens and employees have one each. */
export type LogInsPort = {
  queryKey: readonly string[];
  list: () => Promise<LogInList>;
  end: (logInId: string) => Promise<unknown>;
  endOthers: () => Promise<unknown>;
};

type Props = { port: LogInsPort; back?: ComponentChildren; help: ComponentChildren };
type Asked = { what: 'one'; logIn: LogIn } | { what: 'others' };

/** Where one is logged in; what one doesn't use or doesn't know is ended here. */
export function LogIns({ port, back, help }: Props) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: port.queryKey, queryFn: port.list });
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const open = query.data?.logIns.filter((one) => one.active) ?? [];
  const earlier = query.data?.logIns.filter((one) => !one.active) ?? [];
  const others = open.filter((one) => !one.current);

  // The button one pressed is gone with what it ended: go on where it is said that it worked.
  useEffect(() => {
    if (said) status.current?.focus();
  }, [said]);

  const end = async (wanted: Asked) => {
    await (wanted.what === 'others' ? port.endOthers() : port.end(wanted.logIn.logInId));
    await client.invalidateQueries({ queryKey: port.queryKey });
    setAsked(null);
    setSaid(wanted.what === 'others' ? t('logins.doneOthers') : t('logins.done'));
  };
  const ask = (wanted: Asked) => {
    setSaid('');
    setAsked(wanted);
  };

  return (
    <div class="logins">
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        {back}
        <h1>{t('logins.title')}</h1>
        <p class="quiet">{t('logins.lead')}</p>
      </header>
      <p class="logins-said" role="status" tabIndex={-1} ref={status} hidden={!said}>
        {said && <Icon name="check" />}
        {said}
      </p>
      {query.error && !query.data && <FailureNote error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && !query.error && <Loading lines={[5, 5, 3]} />}
      {query.data && (
        <>
          <section class="section" aria-labelledby="logins-open">
            <h2 id="logins-open">{t('logins.open')}</h2>
            <ul class="rows">
              {open.map((one) => (
                <Row key={one.logInId} logIn={one} onEnd={() => ask({ what: 'one', logIn: one })} />
              ))}
            </ul>
            {others.length === 0 && <p class="quiet">{t('logins.onlyThis')}</p>}
            {others.length > 1 && (
              <div>
                <button
                  type="button"
                  class="ds-button"
                  data-variant="secondary"
                  onClick={() => ask({ what: 'others' })}
                >
                  {t('logins.endOthers')}
                </button>
              </div>
            )}
          </section>
          <section class="note" data-color="neutral" aria-labelledby="logins-unknown">
            <Icon name="info" />
            <div class="words">
              <h2 id="logins-unknown">{t('logins.unknownTitle')}</h2>
              {help}
            </div>
          </section>
          {earlier.length > 0 && (
            <section class="section" aria-labelledby="logins-earlier">
              <h2 id="logins-earlier">{t('logins.earlier')}</h2>
              <ul class="rows">
                {earlier.map((one) => (
                  <Row key={one.logInId} logIn={one} />
                ))}
              </ul>
            </section>
          )}
        </>
      )}
      <Confirm asked={asked} onEnd={end} onClose={() => setAsked(null)} />
    </div>
  );
}

const icons: Record<LogIn['device'], IconName> = {
  PHONE: 'mobile',
  TABLET: 'tablet',
  COMPUTER: 'computer',
  UNKNOWN: 'info',
};

function Row({ logIn, onEnd }: { logIn: LogIn; onEnd?: () => void }) {
  const id = useId();
  return (
    <li class="login-row">
      <Icon name={icons[logIn.device]} />
      <div class="words" id={id}>
        <p class="title">
          {t(`logins.device.${logIn.device}`)}
          {logIn.system && (
            <>
              {' · '}
              <bdi>{logIn.system}</bdi>
            </>
          )}
        </p>
        <p class="under">{t('logins.started', { When: dayAndTime(logIn.startedAt, now.value) })}</p>
        {!logIn.active && (
          <p class="under">
            {logIn.endedAt ? t('logins.ended', { When: dayAndTime(logIn.endedAt, now.value) }) : t('logins.over')}
          </p>
        )}
        {logIn.current && <p class="login-this">{t('logins.this')}</p>}
      </div>
      {onEnd && !logIn.current && (
        <button type="button" class="ds-button" data-variant="secondary" aria-describedby={id} onClick={onEnd}>
          {t('logins.end')}
        </button>
      )}
    </li>
  );
}

type ConfirmProps = { asked: Asked | null; onEnd: (asked: Asked) => Promise<void>; onClose: () => void };

function Confirm({ asked, onEnd, onClose }: ConfirmProps) {
  const [state, setState] = useState<'asking' | 'ending' | 'failed'>('asking');
  const others = asked?.what === 'others';
  const close = () => {
    setState('asking');
    onClose();
  };
  const end = async () => {
    if (!asked || state === 'ending') return;
    setState('ending');
    try {
      await onEnd(asked);
      setState('asking');
    } catch {
      setState('failed');
    }
  };
  return (
    <Dialog
      title={others ? t('logins.confirmOthersTitle') : t('logins.confirmTitle')}
      open={asked !== null}
      onClose={close}
    >
      <div class="stack">
        <p>{others ? t('logins.confirmOthers') : t('logins.confirm')}</p>
        <p role="alert" hidden={state !== 'failed'}>
          {state === 'failed' && t('logins.failed')}
        </p>
        <div class="row">
          <button
            type="button"
            class="ds-button"
            aria-busy={state === 'ending' || undefined}
            onClick={() => void end()}
          >
            {others ? t('logins.endOthers') : t('logins.end')}
          </button>
          <button type="button" class="ds-button" data-variant="secondary" onClick={close}>
            {t('logins.cancel')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
