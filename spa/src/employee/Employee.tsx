import { t } from '../i18n/catalogue.ts';
import { OpenShell } from '../shell/Shell.tsx';

/** The employees' entry of the same app; everything they see is in this chunk. */
export default function Employee() {
  return (
    <OpenShell>
      <h1>{t('app.title')}</h1>
    </OpenShell>
  );
}
