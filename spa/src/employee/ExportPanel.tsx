import { useQueryClient } from '@tanstack/preact-query';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { answer, api, patience } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { type StaffConversation, staffKeys } from './staffApi.ts';

const mostReason = 500;

const putSwitch = (caseCopyId: string, off: boolean, reason?: string) =>
  answer(
    api.PUT('/api/employee/conversations/{caseCopyId}/export-switch', {
      params: { path: { caseCopyId } },
      body: reason === undefined ? { off } : { off, reason },
      signal: patience(30),
    }),
  );

/** Switches it off with a reason, and on again. What stands here is what the fagsystem has confirmed. */
export function ExportPanel({ caseCopyId, of }: { caseCopyId: string; of: StaffConversation }) {
  const client = useQueryClient();
  const id = useId();
  const name = fullName(of.party);
  const [since, setSince] = useState(of.exportOffSince ?? null);
  const [reason, setReason] = useState('');
  const [state, setState] = useState<'asking' | 'busy' | 'needed' | 'unsure' | 'done'>('asking');
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state === 'asking') setSince(of.exportOffSince ?? null);
  }, [of.exportOffSince, state]);
  // The button that had the focus is another one now.
  useEffect(() => {
    if (state === 'done') status.current?.focus();
  }, [state]);

  const choose = async (off: boolean) => {
    if (state === 'busy') return;
    if (off && !reason.trim()) {
      setState('needed');
      return;
    }
    setState('busy');
    try {
      const held = await putSwitch(caseCopyId, off, off ? reason.trim() : undefined);
      setSince(held.offSince ?? null);
      setReason('');
      setState('done');
    } catch {
      setState('unsure');
    }
    void client.invalidateQueries({ queryKey: staffKeys.conversation(caseCopyId) });
  };

  return (
    <div class="stack">
      <p ref={status} role="status" tabIndex={-1} hidden={state !== 'done'}>
        {state === 'done' && t(since ? 'staff.export.doneOff' : 'staff.export.doneOn')}
      </p>
      <p>
        {since
          ? t('staff.export.offSince', { When: dayAndTime(since, now.value), Name: name })
          : t('staff.export.on', { Name: name })}
      </p>
      {!since && (
        <>
          <p>{t('staff.export.offWhat', { Name: name })}</p>
          <div class="stack" style={{ '--gap': '0.25rem' }}>
            <label class="ds-label" for={`${id}-reason`}>
              {t('staff.export.reason')}
            </label>
            <p class="quiet small" id={`${id}-note`}>
              {t('staff.export.reasonNote', { Name: name })}
            </p>
            <textarea
              id={`${id}-reason`}
              class="ds-input"
              rows={3}
              maxLength={mostReason}
              aria-describedby={`${id}-note ${id}-needed`}
              aria-invalid={state === 'needed' || undefined}
              value={reason}
              onInput={(e) => {
                setReason(e.currentTarget.value);
                if (state !== 'busy') setState('asking');
              }}
            />
            <p id={`${id}-needed`} role="alert" hidden={state !== 'needed'}>
              {state === 'needed' && t('staff.export.reasonNeeded')}
            </p>
          </div>
        </>
      )}
      {state === 'unsure' && (
        <p class="note" data-color="wait" role="alert">
          <Icon name="warn" />
          <span>{t('staff.export.unsure')}</span>
        </p>
      )}
      <div>
        <button
          type="button"
          class="ds-button"
          aria-busy={state === 'busy' || undefined}
          onClick={() => void choose(!since)}
        >
          {t(since ? 'staff.export.switchOn' : 'staff.export.switchOff')}
        </button>
      </div>
    </div>
  );
}
