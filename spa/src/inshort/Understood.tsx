import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { sayUnderstood } from '../api/actions.ts';
import type { UnderstoodAnswer } from '../api/client.ts';
import { failureSaid } from '../api/failure.ts';
import { keys, understoodQuery } from '../api/queries.ts';
import { wantCall } from '../asking/prefill.ts';
import { SendFault } from '../asking/SendFault.tsx';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import './inshort.css';

const answers: readonly UnderstoodAnswer[] = ['YES', 'PARTLY', 'NO'];

type Props = { caseCopyId: string; entryId: string /** Its end has been on the screen. */; read: boolean };

/** Asks once, after reading, whether one has understood; never again once one has said, but it can be changed. */
export function Understood({ caseCopyId, entryId, read }: Props) {
  const said = useQuery(understoodQuery(caseCopyId, entryId)).data;
  const [changing, setChanging] = useState(false);
  const { state, say } = useSaying(caseCopyId, entryId, () => setChanging(false));
  const result = useRef<HTMLParagraphElement>(null);
  const tapped = useRef(false);
  const answer = changing ? undefined : said?.answer;
  // The button that had the focus is gone.
  useEffect(() => {
    if (answer && tapped.current) result.current?.focus();
  }, [answer]);
  if (!said) return null;
  if (answer)
    return (
      <section class="understood" aria-label={t('inshort.question')}>
        <p ref={result} tabIndex={-1}>
          <Icon name="check" /> <strong>{t(`inshort.said.${answer}`)}</strong>{' '}
          {t(said.state === 'PARKED' ? 'inshort.stuck' : 'inshort.seen')}
        </p>
        {answer !== 'YES' && <Explained caseCopyId={caseCopyId} />}
        {said.canSay && (
          <button type="button" class="ds-button" data-variant="tertiary" onClick={() => setChanging(true)}>
            {t('inshort.change')}
          </button>
        )}
      </section>
    );
  if (!said.canSay || !(read || changing)) return null;
  return (
    <section class="understood" aria-labelledby="understood">
      <h2 id="understood">{t('inshort.question')}</h2>
      <p class="small quiet">{t('inshort.tells')}</p>
      <div class="understood-answers">
        {answers.map((one) => (
          <button
            key={one}
            type="button"
            class="ds-button"
            data-variant="secondary"
            aria-busy={state.is === 'sending' || undefined}
            onClick={() => {
              tapped.current = true;
              void say(one);
            }}
          >
            {t(`inshort.answer.${one}`)}
          </button>
        ))}
      </div>
      <SendFault state={state} tapped />
    </section>
  );
}

/** Whoever hasn't understood is offered somebody who explains it, at a safe time and with an interpreter. */
function Explained({ caseCopyId }: { caseCopyId: string }) {
  const { may } = useActing().caseCopy;
  return (
    <>
      <p>{t('inshort.explain')}</p>
      {may.callMe ? (
        <a class="ds-button" href={casePath(caseCopyId, 'call-me')} onClick={() => wantCall(caseCopyId)}>
          <Icon name="phone" />
          {t('inshort.call')}
        </a>
      ) : (
        may.conversation && (
          <a class="ds-button" href={casePath(caseCopyId, 'conversation')}>
            <Icon name="talk" />
            {t('contact.write')}
          </a>
        )
      )}
    </>
  );
}

/** Hands an answer in; the same one tried again has the same id, so that a lost answer counts once. */
function useSaying(caseCopyId: string, entryId: string, done: () => void) {
  const client = useQueryClient();
  const attempt = useRef<{ id: string; answer: UnderstoodAnswer } | null>(null);
  const [state, setState] = useState<HandInState>({ is: 'writing' });
  const say = async (answer: UnderstoodAnswer) => {
    if (state.is === 'sending') return;
    if (attempt.current?.answer !== answer) attempt.current = { id: uuidv7(), answer };
    setState({ is: 'sending' });
    try {
      const said = await sayUnderstood(caseCopyId, entryId, attempt.current.id, answer);
      await client.cancelQueries({ queryKey: keys.understood(caseCopyId, entryId) });
      client.setQueryData(keys.understood(caseCopyId, entryId), said);
      attempt.current = null;
      setState({ is: 'writing' });
      done();
    } catch (error) {
      const why = failureSaid(error);
      // Under this id something else was accepted: this needs an id of its own.
      if (why.code === 'other-body') attempt.current = null;
      setState({ is: 'failed', ...why });
    }
  };
  return { state, say };
}
