import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { leaveNow, shiftCounter, tapMeant } from './leave.ts';

export function LeaveButton() {
  const [presses, setPresses] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const tap = useMemo(() => tapMeant(), []);
  useEffect(() => {
    const down = (event: PointerEvent) =>
      tap.down(button.current?.contains(event.target as Node) ?? false, event.clientX, event.clientY);
    document.addEventListener('pointerdown', down, true);
    return () => document.removeEventListener('pointerdown', down, true);
  }, [tap]);
  useEffect(() => {
    const counter = shiftCounter(leaveNow);
    const down = (event: KeyboardEvent) => {
      counter.down(event);
      if (event.key !== 'Shift') setPresses(0);
    };
    const up = (event: KeyboardEvent) => setPresses(counter.up(event));
    document.addEventListener('keydown', down);
    document.addEventListener('keyup', up);
    return () => {
      document.removeEventListener('keydown', down);
      document.removeEventListener('keyup', up);
    };
  }, []);
  return (
    <>
      <div class="leave-line">
        <button
          ref={button}
          type="button"
          class="leave"
          onClick={(event) => (event.detail === 0 || tap.meant()) && leaveNow()}
          title={t('leave.hint')}
        >
          <Icon name="leave" />
          {t('leave.button')}
        </button>
      </div>
      <span class="ds-sr-only" role="status">
        {presses > 0 ? t('leave.presses', { Count: 3 - presses }) : ''}
      </span>
    </>
  );
}
