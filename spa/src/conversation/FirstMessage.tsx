import { YoungItems } from '../asking/PartOfCase.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

/** For someone under 18, once, before the first message: what "part of the case" means, without false promises. */
export function FirstMessage({ contactName, onRead }: { contactName: string; onRead: () => void }) {
  return (
    <section class="sheet first" aria-labelledby="first-title">
      <h2 id="first-title">{t('first.title')}</h2>
      <ul class="points">
        <li>
          <Icon name="person" />
          <p>{t('first.who', { Name: contactName })}</p>
        </li>
        <YoungItems />
        <li>
          <Icon name="info" />
          <p>{t('first.afraid', { Name: contactName })}</p>
        </li>
      </ul>
      <button type="button" class="ds-button" data-size="lg" onClick={onRead}>
        {t('first.understood')}
      </button>
    </section>
  );
}
