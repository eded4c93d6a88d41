import { useRef } from 'preact/hooks';
import type { DocumentText } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { begin, type Reading, readOn } from './changes.ts';
import { Telling } from './Telling.tsx';

type Props = {
  text: DocumentText;
  /** The language that it is read in where it is there. */
  asked: string;
};

/** Tells whoever reads on that the text isn't the one they began with. */
export function ChangedNote({ text, asked }: Props) {
  const reading = useRef<Reading | null>(null);
  reading.current = reading.current ? readOn(reading.current, text, asked) : begin(text, asked);
  const told = toldOf(reading.current);
  return (
    <Telling what={told.length > 0 ? `${reading.current.times}` : ''} titles={told.map(([title]) => t(title))}>
      {told.map(([title, words]) => (
        <p key={title} class="note" data-color="wait">
          <Icon name="info" />
          <span>
            <strong>{t(title)}</strong> {t(words)}
          </span>
        </p>
      ))}
    </Telling>
  );
}

const said = {
  original: ['pdf.changedTitle', 'pdf.changed'],
  other: ['reader.translationChangedTitle', 'reader.translationChanged'],
  gone: ['reader.translationGoneTitle', 'reader.translationGone'],
} as const;

function toldOf({ originalChanged, translationBecame }: Reading): (typeof said)[keyof typeof said][] {
  return [...(originalChanged ? [said.original] : []), ...(translationBecame ? [said[translationBecame]] : [])];
}
