import { Failure, failureCode } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { TryAgain } from '../parts/TryAgain.tsx';
import { useWriting } from '../shell/caseCopy.tsx';
import { Trouble, type Why } from './source.ts';

type Props = { error: unknown; again: () => void };

const said = {
  gone: ['pdf.goneTitle', 'pdf.gone'],
  changed: ['pdf.changedTitle', 'pdf.changed'],
  empty: ['pdf.emptyTitle', 'pdf.empty'],
  broken: ['pdf.brokenTitle', 'pdf.broken'],
  locked: ['pdf.lockedTitle', 'pdf.locked'],
  unshowable: ['pdf.unshowableTitle', 'pdf.unshowable'],
} as const satisfies Record<Why, unknown>;

/** Why the file isn't shown, and what one can do. */
export function PdfTrouble({ error, again }: Props) {
  if (error instanceof Failure) return <FailureNote error={error} retry={again} />;
  const why = error instanceof Trouble ? error.why : 'unshowable';
  const [title, text] = said[why];
  return (
    <div class="note" data-color={why === 'changed' ? 'wait' : 'neutral'} role="alert">
      <Icon name={why === 'changed' ? 'info' : 'warn'} />
      <div class="words">
        <strong>{t(title)}</strong>
        <p>{t(text)}</p>
        <div>
          {why === 'changed' ? (
            <button type="button" class="ds-button" onClick={again}>
              {t('pdf.openNew')}
            </button>
          ) : (
            <AskWhy />
          )}
        </div>
      </div>
    </div>
  );
}

/** The page of a document that isn't there any more. */
export function DocumentGone() {
  return (
    <div class="stack" role="alert">
      <h1>{t('pdf.goneTitle')}</h1>
      <p class="lead">{t('pdf.gone')}</p>
      <div>
        <AskWhy />
      </div>
    </div>
  );
}

/** A way to ask the contact person, where there is one. */
export function AskWhy() {
  const write = useWriting();
  if (!write) return null;
  return (
    <a class="ds-button" data-variant="secondary" href={write}>
      <Icon name="talk" />
      {t('pdf.ask')}
    </a>
  );
}

/** What is here stays; the rest doesn't come for now. */
export function PdfWaiting({ error, again }: Props) {
  if (failureCode(error) === 'step-up-needed') return <FailureNote error={error} />;
  return (
    <div class="note pdf-waiting" data-color="wait" role="alert">
      <Icon name="clock" />
      <div class="words">
        <p>{t(failureCode(error) === 'offline' ? 'pdf.waitingOffline' : 'pdf.waiting')}</p>
        <TryAgain again={again} />
      </div>
    </div>
  );
}
