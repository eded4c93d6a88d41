import type { ComponentChildren } from 'preact';
import type { CaseSummary, Citizen } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Brand } from './Brand.tsx';
import { CaseLine } from './CaseLine.tsx';
import { useKeyboardRoom } from './keyboard.ts';
import { LeaveButton } from './LeaveButton.tsx';
import { Navigation } from './Navigation.tsx';
import { SessionEnding } from './SessionEnding.tsx';
import { Tools } from './Tools.tsx';
import './shell.css';

type Props = { me: Citizen; caseCopy?: CaseSummary | undefined; children: ComponentChildren };

/** What stands round every page of someone who is logged in. */
export function Shell({ me, caseCopy, children }: Props) {
  useKeyboardRoom();
  return (
    <div class="shell" data-case={caseCopy ? '' : undefined}>
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="bar">
        <Brand />
        <Tools />
      </header>
      {caseCopy && (
        <div class="side">
          <CaseLine me={me} caseCopy={caseCopy} />
          <Navigation caseCopy={caseCopy} />
        </div>
      )}
      <main id="main" tabIndex={-1}>
        {me.practice && <p class="practice">{t('shell.practice')}</p>}
        {children}
      </main>
      <LeaveButton />
      <SessionEnding />
    </div>
  );
}

/** The same without anybody logged in: language, hide, help and leaving are there from the first page on. */
export function OpenShell({ children }: { children: ComponentChildren }) {
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header class="bar">
        <Brand />
        <Tools />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <LeaveButton />
    </div>
  );
}
