import type { TranslatedWords } from '../api/client.ts';
import { WrittenWords } from '../parts/WrittenWords.tsx';
import { AsWritten } from './AsWritten.tsx';

type Props = {
  text: string;
  written: string | undefined;
  /** Which way the text runs, where somebody has looked at it. */
  direction?: 'ltr' | 'rtl' | undefined;
  /** The same in the reader's language, where somebody has translated it. */
  translation: TranslatedWords | undefined;
  class: string;
};

/** A case worker's words: in the reader's language, with who translated them and the ones they were made of a tap away, or as they were written. */
export function CaseWords({ text, written, direction, translation, class: className }: Props) {
  if (!translation) return <WrittenWords class={className} text={text} written={written} direction={direction} />;
  const { made } = translation;
  return (
    <>
      <WrittenWords class={className} text={translation.text} written={made.language} direction={made.direction} />
      <AsWritten of={made} lang={written}>
        {text}
      </AsWritten>
    </>
  );
}
