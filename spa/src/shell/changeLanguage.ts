import { signal } from '@preact/signals';
import { showLanguage } from '../i18n/catalogue.ts';
import { isLanguage } from '../i18n/languages.ts';

/** How a choice is kept for the one who is logged in; set by whichever side of the portal is shown. */
export const keepLanguage = signal<((language: string) => Promise<unknown>) | null>(null);

/** The choice made before log-in travels as a cookie, which holds nothing but the language. */
function rememberUntilLogin(language: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
  document.cookie = `lang=${language}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;
}

export async function changeLanguage(next: string): Promise<void> {
  if (!isLanguage(next)) return;
  await showLanguage(next);
  rememberUntilLogin(next);
  // A choice that couldn't be kept still holds on this screen; the next one tries again.
  await keepLanguage
    .peek()?.(next)
    .catch(() => undefined);
}
