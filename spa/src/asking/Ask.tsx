import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Interpreter } from './Interpreter.tsx';
import './asking.css';

/** The ways to talk rather than write: to be called, to meet, and an interpreter. */
export function Ask({ contactName, slim }: { contactName: string; slim?: boolean }) {
  const { caseCopy } = useActing();
  const { may, caseCopyId, closed } = caseCopy;
  const interpreterToo = may.conversation && !closed;
  if (!may.callMe && !may.meeting && !interpreterToo) return null;
  const variant = slim ? 'tertiary' : 'secondary';
  return (
    <div class="ask" data-slim={slim || undefined}>
      {may.callMe && (
        <a class="ds-button" data-variant={variant} href={casePath(caseCopyId, 'call-me')}>
          <Icon name="phone" />
          {t('ask.CALL_ME')}
        </a>
      )}
      {may.meeting && (
        <a class="ds-button" data-variant={variant} href={casePath(caseCopyId, 'meeting')}>
          <Icon name="calendar" />
          {t('ask.MEETING_REQUEST')}
        </a>
      )}
      {interpreterToo && (
        <>
          {slim && (
            <a class="ds-button" data-variant={variant} href={casePath(caseCopyId, 'views')}>
              <Icon name="pen" />
              {t('views.say')}
            </a>
          )}
          <Interpreter contactName={contactName} variant={variant} />
        </>
      )}
    </div>
  );
}
