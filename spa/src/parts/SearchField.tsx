import { Icon } from './Icon.tsx';
import './searchField.css';

type Props = { label: string; words: string; onInput: (words: string) => void };

/** A field that looks through what stands below it, with its sign. */
export function SearchField({ label, words, onInput }: Props) {
  return (
    <label class="search-field">
      <Icon name="search" />
      <span class="ds-sr-only">{label}</span>
      <input
        class="ds-input"
        type="search"
        dir={words ? 'auto' : undefined}
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        placeholder={label}
        value={words}
        onInput={(event) => onInput(event.currentTarget.value)}
        // What stands below follows each key: nothing is sent, also where it stands in a form.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
    </label>
  );
}
