import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/catalogue.ts';
import { SearchField } from '../parts/SearchField.tsx';
import { type Choices, isEverything, type Kind, type Narrowing } from './narrowing.ts';

type Props = {
  by: Narrowing;
  choices: Choices;
  onChange: (part: Partial<Narrowing>) => void;
};

function kindName(kind: Kind): string {
  if (kind === 'all') return t('documents.all');
  if (kind === 'new') return t('documents.new');
  return kind === 'titles' ? t('documents.titles') : t(`types.${kind}`);
}

/** What one looks for: words of a title, a kind, and behind a tap whom it is from and when. */
export function Narrow({ by, choices, onChange }: Props) {
  const { kinds, from, years } = choices;
  return (
    <form class="narrow" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField label={t('documents.search')} words={by.words} onInput={(words) => onChange({ words })} />
      {kinds.length > 0 && (
        <fieldset class="filter">
          <legend class="ds-sr-only">{t('documents.filter')}</legend>
          {kinds.map((kind) => (
            <label key={kind}>
              <input type="radio" name="filter" checked={kind === by.kind} onChange={() => onChange({ kind })} />
              <span>{kindName(kind)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {(from.length > 0 || years.length > 0) && (
        <details class="narrow-more" open={by.from !== '' || by.period !== '' || undefined}>
          <summary>{t('documents.narrow')}</summary>
          <div class="narrow-fields">
            {from.length > 0 && (
              <label>
                <span>{t('documents.from')}</span>
                <select
                  class="ds-input"
                  value={by.from}
                  onChange={(event) => onChange({ from: event.currentTarget.value })}
                >
                  <option value="">{t('documents.anyone')}</option>
                  {from.map((one) => (
                    <option key={one} value={one}>
                      {one}
                    </option>
                  ))}
                </select>
              </label>
            )}
            {years.length > 0 && (
              <label>
                <span>{t('documents.period')}</span>
                <select
                  class="ds-input"
                  value={by.period}
                  onChange={(event) => onChange({ period: event.currentTarget.value })}
                >
                  <option value="">{t('documents.anyTime')}</option>
                  <option value="months">{t('documents.lastMonths')}</option>
                  <option value="year">{t('documents.lastYear')}</option>
                  {years.map((year) => (
                    <option key={year} value={year}>
                      {year}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
        </details>
      )}
    </form>
  );
}

/** How long nobody types before the count is read aloud. */
const quiet = 700;

/** How many there are, seen at once and read aloud when one has stopped typing. */
export function Counted({ count, total, by }: { count: number; total: number; by: Narrowing }) {
  const text = isEverything(by) ? '' : t('documents.ofAll', { Count: count, Total: total });
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), quiet);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <>
      <p class="small quiet narrow-count" aria-hidden="true">
        {text}
      </p>
      <p class="ds-sr-only" role="status">
        {said}
      </p>
    </>
  );
}
