import { Failure, failureCode } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { StepUp } from '../login/StepUp.tsx';
import { Icon } from './Icon.tsx';
import { TryAgain } from './TryAgain.tsx';

/** `silent` is what to say while the fagsystem doesn't answer, where the reader isn't a citizen. */
type Props = { error: unknown; retry?: () => void; stillWorks?: boolean; silent?: { title: string; text: string } };

/** What went wrong in plain words, what still works, and one thing to do. */
export function FailureNote({ error, retry, stillWorks, silent }: Props) {
  const code = failureCode(error);
  if (code === 'step-up-needed') return <StepUp />;
  const known = error instanceof Failure ? error : undefined;
  const fagsystem = code === 'fagsystem-unavailable';
  const text = fagsystem
    ? (silent?.text ?? t('failure.system'))
    : code === 'offline'
      ? t('failure.offline')
      : code === 'not-found'
        ? t('failure.notFound')
        : (known?.detail ?? t('failure.general'));
  return (
    <div class="note" data-color={fagsystem ? 'wait' : 'neutral'} role="alert">
      <Icon name={code === 'not-found' ? 'info' : 'warn'} />
      <div class="words">
        <strong>{fagsystem ? (silent?.title ?? t('failure.systemTitle')) : t('failure.title')}</strong>
        <p>{text}</p>
        {fagsystem && stillWorks && <p>{t('failure.stillWorks')}</p>}
        {known?.correlationId && code === 'internal' && (
          <p class="small">
            {t('failure.reference')} <bdi class="number">{known.correlationId}</bdi>
          </p>
        )}
        {retry && code !== 'not-found' && <TryAgain again={retry} />}
      </div>
    </div>
  );
}
