import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { EntrySummary } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { Choice } from '../asking/Choice.tsx';
import { PartOfCase } from '../asking/PartOfCase.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { AfraidOfAll } from '../conversation/AfraidOfAll.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { t } from '../i18n/catalogue.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { AskedFor } from './AskedFor.tsx';
import { type Fault, faultOf, mostEntries, mostReason } from './form.ts';
import { askable, requestFor } from './state.ts';
import { useAllEntries } from './useAllEntries.ts';
import { useAsking } from './useAsking.ts';
import '../asking/asking.css';
import './accessRequests.css';

/** Asking to read what one sees only the title of, several at once, or the whole case; and what became of it. */
export function AskPage() {
  const { caseCopyId } = useActing().caseCopy;
  const { query, asked, entries, requests } = useAllEntries(caseCopyId);
  const { hasNextPage, error } = query;
  const { contactPerson } = useQuery(caseQuery(caseCopyId)).data ?? {};
  const contactName = nameOfReader(contactPerson);
  const first = useRoute().params.entryId;
  const open = askable(entries);
  const wholeAsked = requestFor(null, requests)?.item.state;
  const mayAskForAll = wholeAsked !== 'ASKED' && wholeAsked !== 'IN_PROGRESS';
  const asking = useAsking(caseCopyId, { open: open.map((entry) => entry.entryId), mayAskForAll, first });
  const sent = asking.state.is === 'sent';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (sent) heading.current?.focus();
  }, [sent]);
  const ready = !!query.data && !hasNextPage && !!asked.data;
  const failed = error ?? asked.error;
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={casePath(caseCopyId, 'documents')}>{t('nav.documents')}</BackLink>
        <h1 ref={heading} tabIndex={-1}>
          {sent ? t('access.done') : t('access.title')}
        </h1>
        <p>{sent ? t('access.doneText') : t('access.lead', { Name: contactName })}</p>
      </header>
      {failed && !ready && (
        <FailureNote
          error={failed}
          retry={() => {
            void query.refetch();
            void asked.refetch();
          }}
          stillWorks
        />
      )}
      {!ready && !failed && <Loading lines={[3, 5, 3]} />}
      {ready && !sent && <Form asking={asking} open={open} mayAskForAll={mayAskForAll} contactName={contactName} />}
      {ready && <AskedFor entries={entries} contactName={contactName} />}
    </>
  );
}

type FormProps = {
  asking: ReturnType<typeof useAsking>;
  open: EntrySummary[];
  mayAskForAll: boolean;
  contactName: string;
};

function Form({ asking, open, mayAskForAll, contactName }: FormProps) {
  const { draft, form, state, change } = asking;
  const [fault, setFault] = useState<Fault | null>(null);
  const box = useRef<HTMLFormElement>(null);
  const { whole } = form;
  if (open.length === 0 && !mayAskForAll) return null;
  if (draft.status.value === 'loading') return <Loading lines={[3, 5]} />;
  const edit = (part: Partial<typeof form>) => {
    setFault(null);
    change(part);
  };
  const submit = async () => {
    const found = faultOf(
      form,
      open.map((entry) => entry.entryId),
    );
    setFault(found);
    if (!found) return asking.send();
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-fault]')?.focus());
  };
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
      <EarlierSent is={asking.earlierSent} />
      {open.length === 0 && <p>{t('access.nothing')}</p>}
      <fieldset>
        <legend>{t('access.what')}</legend>
        {open.length > 0 && mayAskForAll && (
          <>
            <Choice name="what" checked={!whole} onChoose={() => edit({ whole: false })}>
              {t('access.some')}
            </Choice>
            <Choice name="what" checked={whole} onChoose={() => edit({ whole: true })}>
              {t('access.whole')}
            </Choice>
          </>
        )}
        {open.length === 0 && <strong>{t('access.whole')}</strong>}
        {whole && <p class="small quiet">{t('access.wholeHelp')}</p>}
      </fieldset>
      {!whole && (
        <fieldset aria-describedby="access-fault">
          <legend class="ds-sr-only">{t('access.some')}</legend>
          {open.map((entry, i) => (
            <label key={entry.entryId} class="choice">
              <input
                class="ds-input"
                type="checkbox"
                checked={form.entryIds.includes(entry.entryId)}
                data-fault={(i === 0 && fault && fault !== 'reasonLong') || undefined}
                onChange={(event) =>
                  edit({
                    entryIds: event.currentTarget.checked
                      ? [...form.entryIds, entry.entryId]
                      : form.entryIds.filter((id) => id !== entry.entryId),
                  })
                }
              />
              <span>
                <bdi lang={entry.titleLanguage}>{entry.title}</bdi>{' '}
                <span class="small quiet access-what">
                  {t(`type.${entry.type}`)} · <When at={entry.date} as="long" />
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="field-fault" id="access-fault" role="alert">
        {fault === 'nothing' && t('access.choose')}
        {fault === 'tooMany' && t('access.tooMany', { Most: mostEntries })}
      </p>
      <div class="field">
        <label for="access-reason">{t('access.reason')}</label>
        <p class="small quiet" id="access-reason-help">
          {t('access.reasonHelp')}
        </p>
        <textarea
          id="access-reason"
          class="ds-input"
          rows={3}
          dir="auto"
          autocomplete="off"
          value={form.reason}
          aria-describedby="access-reason-help access-reason-fault"
          aria-invalid={fault === 'reasonLong' || undefined}
          data-fault={fault === 'reasonLong' || undefined}
          onInput={(event) => edit({ reason: event.currentTarget.value })}
        />
        <p class="field-fault" id="access-reason-fault" role="alert">
          {fault === 'reasonLong' && t('access.reasonLong', { Most: mostReason })}
        </p>
      </div>
      {form.reason.trim() !== '' && (
        <AfraidOfAll checked={form.afraid} name={contactName} onChange={(afraid) => edit({ afraid })} />
      )}
      <PartOfCase />
      <p class="small quiet ask-saved" role="status">
        <Saved draft={draft} />
      </p>
      <SendFault state={state} />
      <button type="submit" class="ds-button" data-size="lg" aria-busy={state.is === 'sending' || undefined}>
        {state.is === 'sending' ? t('talk.sending') : t('access.send')}
      </button>
    </form>
  );
}
