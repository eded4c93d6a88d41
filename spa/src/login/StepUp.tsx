import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { logInAndReturn } from './returning.ts';
import { SaveAndGo } from './SaveAndGo.tsx';

/** There is more to see for whoever logs in at a higher level. One comes back to this page, with everything written still there. */
export function StepUp({ slim }: { slim?: boolean }) {
  return (
    <section
      class="note step-up"
      data-color="neutral"
      data-slim={slim || undefined}
      aria-label={t('sorry.logInHigher')}
    >
      <Icon name="lock" />
      <div class="words">
        <p>{t('stepup.more')}</p>
        <StepUpButton />
      </div>
    </section>
  );
}

export function StepUpButton() {
  return (
    <SaveAndGo to={() => logInAndReturn({ level: 'high' })} secondary>
      {t('sorry.logInHigher')}
    </SaveAndGo>
  );
}
