import { useEffect } from 'preact/hooks';
import { language, showLanguage } from '../i18n/catalogue.ts';
import { isLanguage } from '../i18n/languages.ts';

type Keep = (language: string) => Promise<unknown>;

/** How a choice is kept for the one who is logged in; whichever side of the portal is shown says it. */
let keep: Keep | null = null;
/** What was chosen before it was known who is logged in. */
let waiting: string | null = null;

// A choice that couldn't be kept still holds on this screen; the next one tries again.
const kept = (choice: string) => keep?.(choice).catch(() => undefined);

/** The server's choice counts once, on arrival, unless somebody has chosen while the page was still coming; after that the reader's own taps do. */
export function useKeptLanguage(saved: string | undefined, how: Keep): void {
  useEffect(() => {
    keep = how;
    if (waiting) void kept(waiting);
    else if (saved && isLanguage(saved) && saved !== language.peek()) void showLanguage(saved);
    waiting = null;
    return () => {
      keep = null;
    };
  }, []);
}

/** The choice made before log-in travels as a cookie, which holds nothing but the language. */
function rememberUntilLogin(language: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
  document.cookie = `lang=${language}; Path=/; SameSite=Lax; Max-Age=31536000${secure}`;
}

export async function changeLanguage(next: string): Promise<void> {
  if (!isLanguage(next)) return;
  if (!keep) waiting = next;
  await showLanguage(next);
  rememberUntilLogin(next);
  await kept(next);
}
