import { type ComponentChildren, createContext, Fragment } from 'preact';
import { useContext } from 'preact/hooks';
import type { Inline } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { heldTogether } from '../parts/heldTogether.ts';

/** How the words of a run are drawn: whoever marks some of them (what was searched for, what is explained) gives this. */
export const Words = createContext<(text: string) => ComponentChildren>((text) => text);

/** The words of a block, a list item or a cell. */
export function Runs({ inline }: { inline: Inline[] | undefined }) {
  const words = useContext(Words);
  return (
    <>
      {(inline ?? []).map((run, i) => (
        <Fragment key={i}>
          <Run run={run} words={words} />
          {run.lineBreakAfter && <br />}
        </Fragment>
      ))}
    </>
  );
}

function Run({ run, words }: { run: Inline; words: (text: string) => ComponentChildren }) {
  if (run.covered)
    return (
      <span class="covered" role="img" aria-label={t('reader.covered')}>
        {run.text}
      </span>
    );
  let body: ComponentChildren = words(heldTogether(run.text));
  if (run.struck)
    body = (
      <s>
        <span class="ds-sr-only">{t('reader.struck')} </span>
        {body}
      </s>
    );
  if (run.emphasis) body = <em>{body}</em>;
  if (run.strong) body = <strong>{body}</strong>;
  if (run.language || run.direction)
    body = (
      <bdi lang={run.language} dir={run.direction}>
        {body}
      </bdi>
    );
  return <>{body}</>;
}

/** What runs say, without their looks. */
export const plain = (inline: Inline[] | undefined, lineBreak = ' '): string =>
  (inline ?? []).map((run) => run.text + (run.lineBreakAfter ? lineBreak : '')).join('');
