import type { ComponentChildren } from 'preact';
import type { TextInfo } from '../api/client.ts';
import { directionOf } from '../i18n/languages.ts';
import { madeOf, originalCounts, shortlyMade } from './madeBy.ts';

type Props = { of: TextInfo; lang?: string | undefined; children: ComponentChildren };

/** Below words in the reader's language: who translated them and, with a tap, when, and the words as they were written, which count. */
export function AsWritten({ of, lang = 'nb', children }: Props) {
  return (
    <details class="as-written small quiet">
      <summary>{shortlyMade(of)}</summary>
      <p>
        {madeOf(of)} · {originalCounts(lang)}
      </p>
      <p lang={lang} dir={directionOf(lang)}>
        {children}
      </p>
    </details>
  );
}
