import type { HandInState } from '../conversation/useKeptForm.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

type Props = {
  state: HandInState;
  /** What is said where nothing was written that could be lost. */
  tapped?: boolean;
};

/** Why it isn't sent, in the server's own words where it has some. */
export function SendFault({ state, tapped }: Props) {
  if (state.is !== 'failed') return <div role="alert" />;
  const mendable = ['phone-unclear', 'times-unclear', 'field-too-long', 'text-too-long'].includes(state.code);
  const offline = state.code === 'offline';
  const text = tapped
    ? t(offline ? 'ask.tapFailedOffline' : 'ask.tapFailed')
    : offline
      ? t('ask.failedOffline')
      : mendable && state.detail
        ? state.detail
        : t('ask.failed');
  return (
    <p class="note" data-color="wait" role="alert">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
