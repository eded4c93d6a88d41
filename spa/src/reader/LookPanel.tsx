import { t } from '../i18n/catalogue.ts';
import { largest, resize, smallest, spacing, spacings } from './look.ts';

/** Larger letters and more air, for this visit. `before` is told that the text is about to change. */
export function LookPanel({ before }: { before: () => void }) {
  const step = (by: 1 | -1) => {
    before();
    resize(by);
  };
  return (
    <div class="reader-panel look" role="group" aria-label={t('reader.look')}>
      <div class="look-size">
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          disabled={smallest()}
          onClick={() => step(-1)}
          aria-label={t('reader.smaller')}
        >
          <span aria-hidden="true" class="letter-small">
            A
          </span>
        </button>
        <button
          type="button"
          class="ds-button"
          data-variant="secondary"
          disabled={largest()}
          onClick={() => step(1)}
          aria-label={t('reader.larger')}
        >
          <span aria-hidden="true" class="letter-large">
            A
          </span>
        </button>
      </div>
      <fieldset class="look-lines">
        <legend>{t('reader.lines')}</legend>
        {spacings.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="line-spacing"
              checked={spacing.value === one}
              onChange={() => {
                before();
                spacing.value = one;
              }}
            />
            <span>{t(`reader.lines.${one}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
