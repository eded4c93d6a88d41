import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { heldTogether } from '../parts/heldTogether.ts';
import { Icon } from '../parts/Icon.tsx';
import { pieces } from './afraid.ts';
import './afraid.css';

type Part = NonNullable<Message['afraidParts']>[number];

/** A text with the words that its author is afraid of being known: underlined for the eye, said for the ear. */
export function AfraidText({ text, parts }: { text: string; parts: readonly Part[] | undefined }) {
  if (!parts?.length) return <>{heldTogether(text)}</>;
  return (
    <>
      {pieces(text, parts).map((piece, index) =>
        piece.afraid ? (
          <mark key={index} class="afraid-words">
            <span class="ds-sr-only"> ({t('afraid.begins')} </span>
            {heldTogether(piece.text)}
            <span class="ds-sr-only"> – {t('afraid.ends')}) </span>
          </mark>
        ) : (
          heldTogether(piece.text)
        ),
      )}
    </>
  );
}

/**
 * Says below a message that it is marked. Where a translation is shown, the marked words of the original come too: nobody
 * knows where they are in the translation.
 */
export function AfraidNote({ message, translated }: { message: Message; translated: boolean }) {
  const all = message.afraidOfBeingKnown ?? false;
  if (!all && !message.afraidParts?.length) return null;
  const words =
    translated && !all ? pieces(message.text, message.afraidParts ?? []).filter(({ afraid }) => afraid) : [];
  return (
    <div class="afraid-note" data-theirs={!message.mine || undefined}>
      <Icon name="flag" />
      <div>
        <p>
          {message.mine ? t(all ? 'afraid.youAll' : 'afraid.youParts') : t(all ? 'afraid.theyAll' : 'afraid.theyParts')}
        </p>
        {words.length > 0 && (
          <p>
            {t('afraid.theyWords')}{' '}
            {words.map(({ text }, index) => (
              <q key={index} lang={message.language} dir={message.direction ?? 'auto'}>
                {text}
              </q>
            ))}
          </p>
        )}
        {!message.mine && <p>{t('afraid.theyThink')}</p>}
      </div>
    </div>
  );
}
