import { signal } from '@preact/signals';
import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sendRequest } from '../api/actions.ts';
import type { Hours } from '../api/client.ts';
import { caseQuery, keys } from '../api/queries.ts';
import { ContactHours } from '../home/ContactHours.tsx';
import { language, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { fullName } from '../parts/Name.tsx';
import { readableNumber } from '../parts/Phone.tsx';
import { keepTrack, type WrittenState } from '../parts/written.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Asked } from './Asked.tsx';
import { Asking } from './asking.ts';
import { type AskForm, asRequest, emptyForm, type Faults, type FormKind, faultsOf } from './form.ts';
import { SendFault } from './Interpreter.tsx';
import { PartOfCase } from './PartOfCase.tsx';
import { SpokenLanguage } from './SpokenLanguage.tsx';
import { TimesField } from './TimesField.tsx';
import './asking.css';

export const CallMe = () => <AskPage kind="CALL_ME" />;
export const Meeting = () => <AskPage kind="MEETING_REQUEST" />;

/** Asking to be called or to meet: one quiet form, in which only what one chooses has to be filled in. */
function AskPage({ kind }: { kind: FormKind }) {
  const { caseCopy } = useActing();
  const { caseCopyId, may } = caseCopy;
  const { contactPerson: contact, office } = useQuery(caseQuery(caseCopyId)).data ?? {};
  const contactName = contact ? fullName(contact.name) : t('talk.contactPerson');
  const asking = useMemo(
    () => new Asking({ send: (id, request) => sendRequest(caseCopyId, id, request) }),
    [caseCopyId],
  );
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = asking.state.value.is === 'sent';
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <a class="ask-back" href={casePath(caseCopyId, may.conversation ? 'conversation' : '')}>
          <Icon name="back" /> {may.conversation ? t('nav.conversation') : t('nav.home')}
        </a>
        <h1 ref={heading} tabIndex={-1}>
          {sent ? t('ask.done') : t(`ask.${kind}`)}
        </h1>
        <p>{sent ? t('ask.doneText') : t('ask.lead', { Name: contactName })}</p>
        {office && <ContactHours office={office} />}
      </header>
      {!sent && <Form kind={kind} asking={asking} hours={office?.hours ?? []} />}
      <Asked contact={contact} />
    </>
  );
}

/** The form's content outlives the page until it is sent or the session ends; nothing of it is stored in the browser. */
function useKept(kind: FormKind) {
  const client = useQueryClient();
  const { caseCopy } = useActing();
  const key = keys.asking(caseCopy.caseCopyId, kind);
  const [form, setForm] = useState<AskForm>(() => client.getQueryData<AskForm>(key) ?? emptyForm(language.peek()));
  const begun = useMemo(() => signal<WrittenState>('nothing'), []);
  useEffect(() => keepTrack({ state: begun, save: () => Promise.resolve() }), [begun]);
  return {
    form,
    change: (part: Partial<AskForm>) => {
      const next = { ...form, ...part };
      setForm(next);
      begun.value = 'unsaved';
      client.setQueryData(key, next);
    },
    done: () => {
      begun.value = 'nothing';
      client.removeQueries({ queryKey: key, exact: true });
      void client.invalidateQueries({ queryKey: keys.conversation(caseCopy.caseCopyId) });
    },
  };
}

function Form({ kind, asking, hours }: { kind: FormKind; asking: Asking; hours: Hours[] }) {
  const { caseCopy } = useActing();
  const known = useQuery(caseQuery(caseCopy.caseCopyId)).data?.me?.phone;
  const box = useRef<HTMLFormElement>(null);
  const { form, change, done } = useKept(kind);
  const [faults, setFaults] = useState<Faults>({});
  const state = asking.state.value;
  const edit = (part: Partial<AskForm>) => {
    asking.edited();
    setFaults({});
    change(part);
  };
  const submit = async () => {
    const found = faultsOf(kind, form);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    await asking.submit(asRequest(kind, form, language.peek()));
    if (asking.state.peek().is === 'sent') done();
  };
  const optional = <span class="quiet small"> ({t('ask.optional')})</span>;
  return (
    <form
      ref={box}
      class="ask-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TimesField kind={kind} form={form} hours={hours} fault={faults.times} onChange={edit} />
      {kind === 'CALL_ME' && (
        <fieldset>
          <legend>{t('ask.phone')}</legend>
          <Choice name="number" checked={!form.otherNumber} onChoose={() => edit({ otherNumber: false })}>
            {t('ask.phoneKnown')}
            {known && (
              <>
                {' '}
                <bdi class="number">({readableNumber(known)})</bdi>
              </>
            )}
          </Choice>
          <Choice name="number" checked={form.otherNumber} onChoose={() => edit({ otherNumber: true })}>
            {t('ask.phoneOther')}
          </Choice>
          {form.otherNumber && (
            <div class="field within">
              <label for="ask-phone">{t('ask.phoneField')}</label>
              <input
                id="ask-phone"
                class="ds-input"
                type="tel"
                dir="ltr"
                autocomplete="off"
                maxLength={30}
                value={form.phone}
                aria-invalid={faults.phone || undefined}
                aria-describedby="ask-phone-fault"
                onInput={(event) => edit({ phone: event.currentTarget.value })}
              />
              <p class="field-fault" id="ask-phone-fault" role="alert">
                {faults.phone && t('ask.fault.phone')}
              </p>
            </div>
          )}
        </fieldset>
      )}
      {kind === 'MEETING_REQUEST' && (
        <fieldset>
          <legend>{t('ask.how')}</legend>
          {(['', 'IN_PERSON', 'VIDEO', 'PHONE'] as const).map((how) => (
            <Choice key={how} name="how" checked={form.form === how} onChoose={() => edit({ form: how })}>
              {t(`ask.form.${how || 'ANY'}`)}
            </Choice>
          ))}
        </fieldset>
      )}
      <fieldset>
        <legend>{t('ask.leave')}</legend>
        <Choice name="leave" checked={!form.mayLeaveMessage} onChoose={() => edit({ mayLeaveMessage: false })}>
          {t('ask.no')}
        </Choice>
        <Choice name="leave" checked={form.mayLeaveMessage} onChoose={() => edit({ mayLeaveMessage: true })}>
          {t('ask.yes')}
        </Choice>
      </fieldset>
      <div class="stack" style={{ '--gap': '0.5rem' }}>
        <SpokenLanguage
          value={form.spoken}
          other={form.otherLanguage}
          fault={faults.language === true}
          onChange={(spoken) => edit({ spoken })}
          onOther={(otherLanguage) => edit({ otherLanguage })}
        />
        <label class="choice">
          <input
            class="ds-input"
            type="checkbox"
            checked={form.interpreter}
            onChange={(event) => edit({ interpreter: event.currentTarget.checked })}
          />
          <span>{t('ask.wantInterpreter')}</span>
        </label>
      </div>
      {kind === 'MEETING_REQUEST' && (
        <>
          <div class="field">
            <label for="ask-about">
              {t('ask.about')}
              {optional}
            </label>
            <input
              id="ask-about"
              class="ds-input"
              dir="auto"
              autocomplete="off"
              maxLength={200}
              value={form.about}
              onInput={(event) => edit({ about: event.currentTarget.value })}
            />
          </div>
          <div class="field">
            <label for="ask-who">
              {t('ask.participants')}
              {optional}
            </label>
            <input
              id="ask-who"
              class="ds-input"
              dir="auto"
              autocomplete="off"
              maxLength={200}
              value={form.participants}
              onInput={(event) => edit({ participants: event.currentTarget.value })}
            />
          </div>
        </>
      )}
      <div class="field">
        <label for="ask-words">
          {t('ask.words')}
          {optional}
        </label>
        <textarea
          id="ask-words"
          class="ds-input"
          rows={3}
          dir="auto"
          autocomplete="off"
          maxLength={5000}
          value={form.words}
          onInput={(event) => edit({ words: event.currentTarget.value })}
        />
      </div>
      <PartOfCase />
      <SendFault state={state} />
      <button type="submit" class="ds-button" data-size="lg" aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t(`ask.send.${kind}`)}
      </button>
    </form>
  );
}

type ChoiceProps = { name: string; checked: boolean; onChoose: () => void; children: preact.ComponentChildren };

function Choice({ name, checked, onChoose, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input class="ds-input" type="radio" name={name} checked={checked} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
