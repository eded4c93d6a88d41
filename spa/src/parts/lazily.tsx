import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lazy } from 'preact-iso';
import { t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';
import { TryAgain } from './TryAgain.tsx';
import { Loading } from './Waiting.tsx';

/** How often one looks whether a page can be had by now, in milliseconds. */
const lookAgain = 4000;

/**
 * A page of its own chunk. preact-iso keeps a promise that has failed for ever, so a chunk that didn't come is no failure to it:
 * what stands in its place fetches it again, at once when it is shown, when the line comes back, and whenever somebody asks.
 */
// biome-ignore lint/suspicious/noExplicitAny: a page may want any properties
export function lazily<Page extends ComponentType<any>>(load: () => Promise<Page>) {
  const page = signal<Page | null>(null);
  const fetch = async () => {
    page.value = await load();
  };
  // biome-ignore lint/suspicious/noExplicitAny: as above
  function Lost(properties: any) {
    const [trying, setTrying] = useState(true);
    const again = () => {
      setTrying(true);
      fetch().catch(() => setTrying(false));
    };
    useEffect(() => {
      again();
      addEventListener('online', again);
      // A phone says that it is online before anything gets through.
      const quietly = setInterval(() => fetch().catch(() => {}), lookAgain);
      return () => {
        removeEventListener('online', again);
        clearInterval(quietly);
      };
    }, []);
    const Shown = page.value as ComponentType | null;
    if (Shown) return <Shown {...properties} />;
    if (trying) return <Loading />;
    return (
      <div class="note" data-color="neutral" role="alert">
        <Icon name="warn" />
        <div class="words">
          <strong>{t('failure.title')}</strong>
          <p>{t('failure.page')}</p>
          <TryAgain again={again} />
        </div>
      </div>
    );
  }
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch {
      return { default: Lost as unknown as Page };
    }
  });
}
