import { useQueryClient } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { sendRequest } from '../api/actions.ts';
import { keys } from '../api/queries.ts';
import { language, t } from '../i18n/catalogue.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useActing } from '../shell/caseCopy.tsx';
import { Asking } from './asking.ts';
import { unlisted } from './form.ts';
import { SpokenLanguage } from './SpokenLanguage.tsx';

type Props = { open: boolean; contactName: string; onClose: () => void };

/** One question with its answer filled in: for which language. Nothing is sent before the second tap. */
export function Interpreter({ open, contactName, onClose }: Props) {
  return (
    <Dialog title={t('ask.INTERPRETER_REQUEST')} open={open} onClose={onClose}>
      <Question contactName={contactName} onClose={onClose} />
    </Dialog>
  );
}

function Question({ contactName, onClose }: Omit<Props, 'open'>) {
  const { caseCopy } = useActing();
  const client = useQueryClient();
  const asking = useMemo(
    () => new Asking({ send: (id, request) => sendRequest(caseCopy.caseCopyId, id, request) }),
    [caseCopy.caseCopyId],
  );
  const [spoken, setSpoken] = useState<string>(language.value);
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
    await asking.submit({
      kind: 'INTERPRETER_REQUEST',
      spokenLanguage: spoken,
      language: language.peek(),
      ...(spoken === unlisted && { text: name }),
    });
    void client.invalidateQueries({ queryKey: keys.conversation(caseCopy.caseCopyId) });
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
      <p class="small quiet">{t('ask.partOfCase')}</p>
      <SendFault state={state} />
      <button type="submit" class="ds-button" data-size="lg" aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t('ask.send.INTERPRETER_REQUEST')}
      </button>
    </form>
  );
}

/** Why it isn't sent, in the server's own words where it has some. */
export function SendFault({ state }: { state: Asking['state']['value'] }) {
  if (state.is !== 'failed') return <div role="alert" />;
  const mendable = ['phone-unclear', 'times-unclear', 'field-too-long', 'text-too-long'].includes(state.code);
  const text =
    state.code === 'offline' ? t('ask.failedOffline') : mendable && state.detail ? state.detail : t('ask.failed');
  return (
    <p class="note" data-color="wait" role="alert">
      <Icon name="warn" />
      <span>{text}</span>
    </p>
  );
}
