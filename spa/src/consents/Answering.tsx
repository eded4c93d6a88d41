import type { Consent } from '../api/client.ts';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { t } from '../i18n/catalogue.ts';
import { logInAndReturn } from '../login/returning.ts';
import { SaveAndGo } from '../login/SaveAndGo.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { chosenBefore } from './form.ts';
import { useAnswering } from './useAnswering.ts';

type Props = { caseCopyId: string; consent: Consent; freshUntil: string; onSent: () => void };

/** Yes or no; or taking back a yes, which takes no more than giving it did. */
export function Answering({ caseCopyId, consent, freshUntil, onSent }: Props) {
  const answering = useAnswering(caseCopyId, consent, freshUntil, onSent);
  const { draft, form, state, reply } = answering;
  const [only] = consent.replies.length === 1 ? consent.replies : [];
  if (draft.status.value === 'loading') return <Loading lines={[3, 5]} />;
  return (
    <form
      class="sheet stack consent-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void answering.send();
      }}
    >
      <DraftElsewhere draft={draft} title={t('consents.elsewhere')} />
      <EarlierSent is={answering.earlierSent} />
      {only ? (
        <h2>{t(only === 'WITHDRAWN' ? 'consents.withdrawTitle' : 'consents.mindTitle')}</h2>
      ) : (
        <fieldset class="consent-choice">
          <legend>
            <h2>{t('consents.choose')}</h2>
          </legend>
          <p class="small quiet">{t('consents.free')}</p>
          {consent.replies.map((one) => (
            <label key={one} class="consent-reply">
              <input
                class="ds-input"
                type="radio"
                name="reply"
                checked={reply === one}
                onChange={() => answering.choose(one)}
              />
              <span>{t(one === 'GIVEN' ? 'consents.yes' : 'consents.no')}</span>
            </label>
          ))}
        </fieldset>
      )}
      {only === 'WITHDRAWN' && <p class="small quiet">{t('consents.withdrawText')}</p>}
      {!only && (
        <div role="alert">
          {chosenBefore(form, consent) && (
            <p class="note" data-color="wait">
              <Icon name="warn" />
              <span>{t('consents.textChanged')}</span>
            </p>
          )}
        </div>
      )}
      <div class="field">
        <label for="consent-reason">{t('consents.reason')}</label>
        <p class="small quiet" id="consent-reason-hint">
          {t('consents.reasonHint')}
        </p>
        <textarea
          id="consent-reason"
          class="ds-input"
          rows={2}
          dir="auto"
          autocomplete="off"
          aria-describedby="consent-reason-hint"
          value={form.reason}
          onInput={(event) => answering.explain(event.currentTarget.value)}
        />
        <p class="small quiet consent-saved" role="status">
          <Saved draft={draft} />
        </p>
      </div>
      {answering.again ? <Again /> : <Fault state={state} />}
      {!answering.again && (
        <button
          type="submit"
          class="ds-button"
          data-size="lg"
          disabled={!reply}
          aria-busy={state.is === 'sending' || undefined}
        >
          {state.is === 'sending'
            ? t('talk.sending')
            : t(only === 'WITHDRAWN' ? 'consents.withdraw' : only ? 'consents.sayYes' : 'consents.send')}
        </button>
      )}
    </form>
  );
}

/** Somebody else may have got hold of the page meanwhile. */
function Again() {
  return (
    <section class="note" data-color="wait" role="alert" aria-label={t('consents.again.title')}>
      <Icon name="lock" />
      <div class="words stack" style={{ '--gap': '0.5rem' }}>
        <strong>{t('consents.again.title')}</strong>
        <p>{t('consents.again.text')}</p>
        <SaveAndGo to={() => logInAndReturn({ again: true })}>{t('consents.again.button')}</SaveAndGo>
      </div>
    </section>
  );
}

function Fault({ state }: { state: HandInState }) {
  if (state.is !== 'failed') return <div role="alert" />;
  const own = state.code.startsWith('consent-') || state.code === 'field-too-long';
  const text =
    state.code === 'offline' ? t('consents.failedOffline') : own && state.detail ? state.detail : t('consents.failed');
  return (
    <p class="note" data-color="wait" role="alert">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
