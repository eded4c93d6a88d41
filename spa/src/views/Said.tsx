import type { Answer, ViewPrompt } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import './said.css';

/** One card's words. */
export function Said({ prompt, text, lang }: { prompt: ViewPrompt; text: string; lang?: string | undefined }) {
  return (
    <>
      <h3 class="said-prompt">{t(`views.prompt.${prompt}`)}</h3>
      <p class="said-text" dir="auto" lang={lang}>
        {text}
      </p>
    </>
  );
}

const signs: Record<Answer['outcome'], IconName> = {
  USED: 'check',
  PARTLY: 'swap',
  NOT_USED: 'close',
  UPHELD: 'check',
  PARTLY_UPHELD: 'swap',
  FORWARDED: 'send',
  DISMISSED: 'close',
};

/** What became of it, in a word with a sign. */
export function Outcome({ of }: { of: Answer['outcome'] }) {
  return (
    <p class="outcome" data-outcome={of}>
      <Icon name={signs[of]} />
      <strong>{t(`views.outcome.${of}`)}</strong>
    </p>
  );
}
