import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Hours } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { AfraidOfAll } from '../conversation/AfraidOfAll.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { ContactHours } from '../home/ContactHours.tsx';
import { t } from '../i18n/catalogue.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { readableNumber } from '../parts/Phone.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { Asked } from './Asked.tsx';
import { Choice } from './Choice.tsx';
import { type AskForm, type Faults, type FormKind, faultsOf, hasWords } from './form.ts';
import { readsNorwegian } from './norwegian.ts';
import { PartOfCase } from './PartOfCase.tsx';
import { takeWantedCall } from './prefill.ts';
import { SendFault } from './SendFault.tsx';
import { SpokenLanguage } from './SpokenLanguage.tsx';
import { TimesField } from './TimesField.tsx';
import { useFilledIn } from './useFilledIn.ts';
import './asking.css';

export const CallMe = () => <AskPage kind="CALL_ME" />;
export const Meeting = () => <AskPage kind="MEETING_REQUEST" />;

/** Asking to be called or to meet: one quiet form, in which only what one chooses has to be filled in. */
function AskPage({ kind }: { kind: FormKind }) {
  const { caseCopy } = useActing();
  const { caseCopyId, may } = caseCopy;
  const { contactPerson: contact, office } = useQuery(caseQuery(caseCopyId)).data ?? {};
  const contactName = nameOfReader(contact);
  const filledIn = useFilledIn(caseCopyId, kind);
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = filledIn.state.is === 'sent';
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={casePath(caseCopyId, may.conversation ? 'conversation' : '')}>
          {may.conversation ? t('nav.conversation') : t('nav.home')}
        </BackLink>
        <h1 ref={heading} tabIndex={-1}>
          {sent ? t('ask.done') : t(`ask.${kind}`)}
        </h1>
        <p>{sent ? t('ask.doneText') : t('ask.lead', { Name: contactName })}</p>
        {office && <ContactHours office={office} />}
      </header>
      {!sent && <Form kind={kind} filledIn={filledIn} contactName={contactName} hours={office?.hours ?? []} />}
      <Asked contact={contact} />
    </>
  );
}

type FilledIn = ReturnType<typeof useFilledIn>;
type FormProps = { kind: FormKind; filledIn: FilledIn; contactName: string; hours: Hours[] };

function Form({ kind, filledIn, contactName, hours }: FormProps) {
  const { caseCopy } = useActing();
  const known = useQuery(caseQuery(caseCopy.caseCopyId)).data?.me?.phone;
  const box = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const { draft, form, state } = filledIn;
  const edit = (part: Partial<AskForm>) => {
    setFaults({});
    filledIn.change(part);
  };
  const ready = draft.status.value !== 'loading';
  // Who comes from what they haven't understood begins with an interpreter; what they had filled in before stays.
  useEffect(() => {
    if (ready && kind === 'CALL_ME' && takeWantedCall(caseCopy.caseCopyId) && !readsNorwegian())
      filledIn.change({ interpreter: true });
  }, [ready]);
  const submit = async () => {
    const found = faultsOf(kind, form);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    await filledIn.send();
  };
  if (!ready) return <Loading lines={[3, 5, 3]} />;
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
      <DraftElsewhere draft={draft} title={t('views.writtenElsewhere')} />
      <EarlierSent is={filledIn.earlierSent} />
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
      {hasWords(kind, form) && (
        <AfraidOfAll checked={form.afraid} name={contactName} onChange={(afraid) => edit({ afraid })} />
      )}
      <PartOfCase />
      <p class="small quiet ask-saved" role="status">
        <Saved draft={draft} />
      </p>
      <SendFault state={state} />
      <button type="submit" class="ds-button" data-size="lg" aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t(`ask.send.${kind}`)}
      </button>
    </form>
  );
}
