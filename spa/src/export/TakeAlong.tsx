import { useQuery, useQueryClient } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { failureCode } from '../api/failure.ts';
import { sizeInWords } from '../attachments/size.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { logInAndReturn } from '../login/returning.ts';
import { SaveAndGo } from '../login/SaveAndGo.tsx';
import { BackLink } from '../parts/BackLink.tsx';
import { now } from '../parts/clock.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { save } from '../parts/save.ts';
import { Loading } from '../parts/Waiting.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import {
  archiveAddress,
  archiveName,
  beginDownload,
  cancelExport,
  type Export,
  exportQuery,
  orderExport,
} from './api.ts';
import { announced } from './progress.ts';
import './export.css';

/** One takes all one sees of a case along: orders it, sees how far it has come, and keeps it once. */
export function TakeAlong() {
  const { caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const client = useQueryClient();
  const query = useQuery(exportQuery(caseCopyId));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const [began, setBegan] = useState(false);
  const shown = query.data;

  const act = async (what: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await what();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
      void client.invalidateQueries({ queryKey: exportQuery(caseCopyId).queryKey });
    }
  };
  const order = () =>
    act(async () => {
      setBegan(false);
      client.setQueryData(exportQuery(caseCopyId).queryKey, await orderExport(caseCopyId));
    });
  const fetchIt = () =>
    act(async () => {
      await beginDownload(caseCopyId);
      setBegan(true);
      save(archiveAddress(caseCopyId), archiveName);
    });
  const cancel = () => act(() => cancelExport(caseCopyId));

  return (
    <div class="export">
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <BackLink to={casePath(caseCopyId, 'more')}>{t('nav.more')}</BackLink>
        <h1>{t('export.title')}</h1>
        <p class="quiet">{t('export.lead')}</p>
      </header>
      {query.error && <FailureNote error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && !query.error && <Loading lines={[4, 5]} />}
      {shown && (
        <>
          <Told of={shown} />
          <State of={shown} began={began} busy={busy} onOrder={order} onFetch={fetchIt} onCancel={cancel} />
          {fault !== null && !stale(fault) && (
            <p class="note" data-color="wait" role="alert">
              <Icon name="warn" />
              <span>{t('export.failed')}</span>
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** What the page itself says anew, in its own words. */
const stale = (error: unknown) =>
  ['log-in-again', 'step-up-needed', 'export-not-ready'].includes(failureCode(error) ?? '');

type StateProps = {
  of: Export;
  began: boolean;
  busy: boolean;
  onOrder: () => void;
  onFetch: () => void;
  onCancel: () => void;
};

function State({ of, began, busy, onOrder, onFetch, onCancel }: StateProps) {
  const { caseCopy } = useActing();
  const { may } = caseCopy;
  switch (of.state) {
    case 'OFF':
      return (
        <section class="note" data-color="neutral" aria-labelledby="export-off">
          <Icon name="info" />
          <div class="words">
            <h2 id="export-off">{t('export.offTitle')}</h2>
            <p>{t('export.offText')}</p>
            {may.conversation && (
              <p>
                <a href={casePath(caseCopy.caseCopyId, 'conversation')}>{t('export.ask')}</a>
              </p>
            )}
          </div>
        </section>
      );
    case 'MAKING':
      return (
        <section class="sheet stack" aria-labelledby="export-making">
          <h2 id="export-making">{t('export.making')}</h2>
          <Progress of={of} />
          <p>{t('export.makingText')}</p>
          <Press busy={busy} quiet onPress={onCancel}>
            {t('export.cancel')}
          </Press>
        </section>
      );
    case 'READY':
      return (
        <section class="sheet stack" aria-labelledby="export-ready">
          <h2 id="export-ready">{t('export.ready')}</h2>
          <p>{t('export.readyText', { When: of.readyUntil ? dayAndTime(of.readyUntil, now.value) : '' })}</p>
          {of.size !== undefined && <p class="quiet">{t('export.size', { Size: sizeInWords(of.size) })}</p>}
          <Shared />
          {began && (
            <p class="note" data-color="neutral" role="status">
              <Icon name="info" />
              <span>{t('export.began')}</span>
            </p>
          )}
          <Fresh of={of}>
            <Press busy={busy} onPress={onFetch}>
              {t('export.download')}
            </Press>
          </Fresh>
          <Press busy={busy} quiet onPress={onCancel}>
            {t('export.erase')}
          </Press>
        </section>
      );
    default:
      return (
        <section class="sheet stack" aria-label={t('export.title')}>
          {of.state !== 'NONE' && <p class="export-outcome">{t(`export.${of.state}`)}</p>}
          <p>{t(may.documents || may.documentsNeedStepUp ? 'export.what' : 'export.whatOwn')}</p>
          <Shared />
          <Fresh of={of}>
            <Press busy={busy} onPress={onOrder}>
              {t(of.state === 'NONE' ? 'export.order' : 'export.orderNew')}
            </Press>
          </Fresh>
        </section>
      );
  }
}

/** Others who use the device can read it: said before, not afterwards. */
function Shared() {
  return (
    <p class="note" data-color="wait">
      <Icon name="warn" />
      <span>{t('export.shared', { Name: archiveName })}</span>
    </p>
  );
}

/** Only a log-in that is certain and new may; the way there comes back to this page. */
function Fresh({ of, children }: { of: Export; children: ComponentChildren }) {
  if (of.fresh) return <>{children}</>;
  return (
    <div class="stack" style={{ '--gap': '0.5rem' }}>
      <p>{t('export.freshNeeded')}</p>
      <SaveAndGo to={() => logInAndReturn({ level: 'high' })}>{t('export.logIn')}</SaveAndGo>
    </div>
  );
}

function Press({
  busy,
  quiet,
  onPress,
  children,
}: {
  busy: boolean;
  quiet?: boolean;
  onPress: () => void;
  children: ComponentChildren;
}) {
  return (
    <div>
      <button
        type="button"
        class="ds-button"
        data-variant={quiet ? 'secondary' : undefined}
        aria-busy={busy || undefined}
        onClick={onPress}
      >
        {children}
      </button>
    </div>
  );
}

function Progress({ of: { done = 0, total } }: { of: Export }) {
  const text = total ? t('export.progress', { Done: done, Total: total }) : t('export.counting');
  return (
    <div class="export-progress">
      <progress aria-label={t('export.making')} {...(total ? { value: done, max: total } : {})} />
      <p class="quiet">{text}</p>
    </div>
  );
}

/** Says to those who don't see it what has changed, and of the progress only each quarter. */
function Told({ of }: { of: Export }) {
  const before = useRef(of.state);
  const [text, setText] = useState('');
  const next = announced(of, before.current);
  useEffect(() => {
    before.current = of.state;
    if (next) setText(next);
  }, [next, of.state]);
  return (
    <p class="ds-sr-only" role="status">
      {text}
    </p>
  );
}
