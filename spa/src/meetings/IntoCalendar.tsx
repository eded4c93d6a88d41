import { useEffect, useId, useMemo } from 'preact/hooks';
import { fetchMeeting } from '../api/actions.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { save } from '../parts/save.ts';
import { Keeping } from '../receipt/keeping.ts';

/** A meeting for one's own calendar. First it says what others who see that calendar will read. */
export function IntoCalendar({ caseCopyId, meetingId }: { caseCopyId: string; meetingId: string }) {
  const id = useId();
  const keeping = useMemo(
    () => new Keeping({ fetch: () => fetchMeeting(caseCopyId, meetingId), save }),
    [caseCopyId, meetingId],
  );
  useEffect(() => () => keeping.close(), [keeping]);
  const state = keeping.state.value;
  const open = state.is !== 'closed';
  const making = state.is === 'making';
  return (
    <div class="into-calendar">
      <button
        type="button"
        class="into-calendar-open"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => keeping.toggle()}
      >
        <Icon name="calendar" />
        {t('meetings.toCalendar')}
      </button>
      <div id={id} class="into-calendar-panel small" hidden={!open}>
        {open && (
          <>
            {state.is !== 'kept' && <p>{t('meetings.calendarNote')}</p>}
            <p class="into-calendar-told" role={state.is === 'failed' ? 'alert' : 'status'}>
              {making && t('meetings.calendarMaking')}
              {state.is === 'kept' && t('meetings.calendarDone')}
              {state.is === 'failed' &&
                (state.code === 'offline' ? t('receipt.offline') : (state.detail ?? t('meetings.calendarFailed')))}
            </p>
            <div class="row">
              {state.is === 'kept' ? (
                <a class="ds-button" data-variant="secondary" href={state.address} download={state.name}>
                  {t('receipt.again')}
                </a>
              ) : (
                <button
                  type="button"
                  class="ds-button"
                  aria-busy={making || undefined}
                  onClick={() => void keeping.keep()}
                >
                  {t('meetings.toCalendar')}
                </button>
              )}
              <button type="button" class="ds-button" data-variant="tertiary" onClick={() => keeping.close()}>
                {state.is === 'kept' ? t('common.close') : t('receipt.cancel')}
              </button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
