import type { FailureCode } from '../api/failure.ts';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

type Props = {
  state: HandInState;
  /** What is said where nothing was written that could be lost. */
  tapped?: boolean;
  /** Of what the server's own words tell here, besides of what one can mend. */
  told?: readonly FailureCode[];
};

/** Why it isn't sent, in the server's own words where it has some. */
export function SendFault({ state, tapped, told = [] }: Props) {
  if (state.is !== 'failed') return <div role="alert" />;
  const mendable = ['phone-unclear', 'times-unclear', 'field-too-long', 'text-too-long'].includes(state.code);
  const offline = state.code === 'offline';
  const text =
    state.detail && (told.includes(state.code) || (mendable && !tapped))
      ? state.detail
      : tapped
        ? t(offline ? 'ask.tapFailedOffline' : 'ask.tapFailed')
        : t(offline ? 'ask.failedOffline' : 'ask.failed');
  return (
    <p class="note" data-color="wait" role="alert">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
