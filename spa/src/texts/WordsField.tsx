import { codePoints } from '../conversation/text.ts';
import { t } from '../i18n/catalogue.ts';

/** So many characters are accepted with a mark, and with its answer, as the server counts them. */
const most = 2000;

/** Whether it is more than the server accepts. */
export const tooLong = (words: string): boolean => codePoints(words) > most;

type Props = { label: string; rows: number; words: string; onInput: (words: string) => void };

/** A few words about a paragraph, and whether they are too many. */
export function WordsField({ label, rows, words, onInput }: Props) {
  const long = tooLong(words);
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea
          class="ds-input"
          rows={rows}
          dir="auto"
          autocomplete="off"
          value={words}
          aria-invalid={long || undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
      <p class="field-fault" role="alert">
        {long && t('texts.tooLong', { Most: most })}
      </p>
    </>
  );
}
