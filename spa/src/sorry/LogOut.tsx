import { t } from '../i18n/catalogue.ts';

/** A form, so that logging out works as a page of its own and follows the provider's redirects. */
export function LogOut({ large }: { large?: boolean }) {
  return (
    <form method="post" action="/logout">
      <button type="submit" class="ds-button" data-variant="secondary" data-size={large ? 'lg' : undefined}>
        {t('more.logOut')}
      </button>
    </form>
  );
}
