import { useQueryClient } from '@tanstack/preact-query';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { sendRequest } from '../api/actions.ts';
import { keys } from '../api/queries.ts';
import { language, t } from '../i18n/catalogue.ts';
import { languageName } from '../i18n/languages.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { Asking } from './asking.ts';
import { unlisted } from './form.ts';
import { readsNorwegian } from './norwegian.ts';
import { PartOfCase, YoungPoints } from './PartOfCase.tsx';
import { SendFault } from './SendFault.tsx';
import { SpokenLanguage } from './SpokenLanguage.tsx';

type Props = { contactName: string; variant: 'secondary' | 'tertiary' };

/** One tap asks for an interpreter for the language one reads; what it does stands next to it. */
export function Interpreter(props: Props) {
  const [choosing, setChoosing] = useState(false);
  const choose = () => setChoosing(true);
  const { contactName, variant } = props;
  return (
    <>
      {readsNorwegian() ? (
        <button type="button" class="ds-button" data-variant={variant} aria-haspopup="dialog" onClick={choose}>
          <Icon name="globe" />
          {t('ask.INTERPRETER_REQUEST')}
        </button>
      ) : (
        <OneTap {...props} onOther={choose} />
      )}
      <Dialog title={t('ask.INTERPRETER_REQUEST')} open={choosing} onClose={() => setChoosing(false)}>
        <Question contactName={contactName} onClose={() => setChoosing(false)} />
      </Dialog>
    </>
  );
}

function useAsking() {
  const { caseCopy } = useActing();
  const client = useQueryClient();
  const asking = useMemo(
    () =>
      new Asking({
        place: caseCopy.caseCopyId,
        send: (id, request) => sendRequest(caseCopy.caseCopyId, id, request),
      }),
    [caseCopy.caseCopyId],
  );
  const ask = async (spokenLanguage: string, text?: string) => {
    await asking.submit({
      kind: 'INTERPRETER_REQUEST',
      spokenLanguage,
      language: language.peek(),
      ...(text && { text }),
    });
    void client.invalidateQueries({ queryKey: keys.conversation(caseCopy.caseCopyId) });
  };
  return { asking, ask };
}

function OneTap({ contactName, variant, onOther }: Props & { onOther: () => void }) {
  const { under18 } = useActing().me;
  const { asking, ask } = useAsking();
  const told = useId();
  const done = useRef<HTMLParagraphElement>(null);
  const state = asking.state.value;
  const spoken = language.value;
  const sent = state.is === 'sent';
  // The button that had the focus is gone.
  useEffect(() => {
    if (sent) done.current?.focus();
  }, [sent]);
  const other = (
    <button type="button" class="ds-button" data-variant="tertiary" aria-haspopup="dialog" onClick={onOther}>
      {t('ask.otherLanguage')}
    </button>
  );
  if (sent)
    return (
      <div class="ask-interpreter">
        <p class="note" ref={done} tabIndex={-1} role="status">
          <Icon name="check" />
          <span>
            {t('ask.done')} · {t('ask.card.interpreter', { Language: languageName(spoken) })}
          </span>
        </p>
        <p class="small quiet">{t('ask.interpreterWrong')}</p>
        {other}
      </div>
    );
  return (
    <div class="ask-interpreter">
      {under18 && <YoungPoints />}
      <div>
        <button
          type="button"
          class="ds-button"
          data-variant={variant}
          aria-describedby={told}
          aria-busy={state.is === 'sending' || undefined}
          onClick={() => void ask(spoken)}
        >
          <Icon name="globe" />
          <span>
            {state.is === 'sending' ? t('talk.sending') : t('ask.INTERPRETER_REQUEST')}
            <bdi class="ask-spoken">{languageName(spoken)}</bdi>
          </span>
        </button>
        {other}
      </div>
      <p class="ds-sr-only" role="status">
        {state.is === 'sending' && t('talk.sending')}
      </p>
      <SendFault state={state} tapped />
      <p class="small quiet" id={told}>
        {t('ask.interpreterAtOnce', { Name: contactName })}
      </p>
    </div>
  );
}

function Question({ contactName, onClose }: { contactName: string; onClose: () => void }) {
  const { asking, ask } = useAsking();
  const [spoken, setSpoken] = useState<string>(readsNorwegian() ? '' : language.value);
  const [other, setOther] = useState('');
  const [fault, setFault] = useState(false);
  const state = asking.state.value;
  if (state.is === 'sent')
    return (
      <div class="stack" role="status" data-private>
        <p class="note">
          <Icon name="check" />
          <span>{t('ask.done')}</span>
        </p>
        <p>{t('ask.doneText')}</p>
        <button type="button" class="ds-button" onClick={onClose}>
          {t('common.close')}
        </button>
      </div>
    );
  const submit = async () => {
    const name = other.trim();
    if (spoken === unlisted && !name) return setFault(true);
    await ask(spoken, spoken === unlisted ? name : undefined);
  };
  return (
    <form
      class="stack ask-form"
      data-private
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{t('ask.interpreterText', { Name: contactName })}</p>
      <SpokenLanguage
        value={spoken}
        other={other}
        fault={fault}
        onChange={(tag) => {
          asking.edited();
          setSpoken(tag);
        }}
        onOther={(name) => {
          asking.edited();
          setFault(false);
          setOther(name);
        }}
      />
      <PartOfCase />
      <SendFault state={state} />
      <button type="submit" class="ds-button" data-size="lg" aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t('ask.send.INTERPRETER_REQUEST')}
      </button>
    </form>
  );
}
