import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { saveAll } from '../parts/written.ts';

type Props = { to: () => string; secondary?: boolean; children: ComponentChildren };

/** Leads to the log-in, but never away from words that aren't saved: they are saved first, and if that fails one stays. */
export function SaveAndGo({ to, secondary, children }: Props) {
  const [state, setState] = useState<'here' | 'saving' | 'not-saved'>('here');
  const go = async () => {
    if (state === 'saving') return;
    setState('saving');
    if (await saveAll()) location.assign(to());
    else setState('not-saved');
  };
  return (
    <div class="stack" style={{ '--gap': '0.5rem' }}>
      <div>
        <button
          type="button"
          class="ds-button"
          data-variant={secondary ? 'secondary' : undefined}
          aria-busy={state === 'saving' || undefined}
          onClick={() => void go()}
        >
          {children}
        </button>
      </div>
      <p role="status" hidden={state !== 'not-saved'}>
        {state === 'not-saved' && t('stepup.notSaved')}
      </p>
    </div>
  );
}
