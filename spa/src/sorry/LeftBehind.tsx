import { leftBehind } from '../api/sessionState.ts';
import { t } from '../i18n/catalogue.ts';

/** What a session that ended has left undone. No file is named where nobody is logged in. */
export function LeftBehind() {
  const { files, message } = leftBehind.value;
  return (
    <>
      {files && <p>{t('sorry.session-ended.files')}</p>}
      {message && <p>{t('sorry.session-ended.notSent')}</p>}
    </>
  );
}
