import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { OnEntryKind, Remedy } from '../api/client.ts';
import { failureCode } from '../api/failure.ts';
import { caseQuery, entryQuery } from '../api/queries.ts';
import { PartOfCase } from '../asking/PartOfCase.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { AfraidOfAll } from '../conversation/AfraidOfAll.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { textLimit } from '../conversation/text.ts';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { daysLeft, daysUntil, formatDate } from '../i18n/dates.ts';
import { BackLink } from '../parts/BackLink.tsx';
import { now } from '../parts/clock.ts';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { CallInstead } from '../reading/CallInstead.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { casePath, entryPath, useActing } from '../shell/caseCopy.tsx';
import { sendable, tooLongToSend } from './onEntryForm.ts';
import { OwnOnEntry } from './SaidOnEntry.tsx';
import { useSayingOn } from './useSayingOn.ts';
import './say.css';

export const CommentPage = () => <OnEntryPage kind="COMMENT" />;
export const ComplaintPage = () => <OnEntryPage kind="COMPLAINT" />;

/** What is known of the entry that somebody says something about; a child that sees no documents knows little. */
function useAbout(entryId: string, kind: OnEntryKind) {
  const { caseCopyId, may } = useActing().caseCopy;
  const entry = useQuery({ ...entryQuery(caseCopyId, entryId), enabled: may.documents });
  const rights = useQuery(caseQuery(caseCopyId)).data?.complaints;
  const right = rights?.find((one) => one.entryId === entryId);
  const remedy = entry.data?.remedy ?? right?.remedy;
  const gone = (!!entry.error && failureCode(entry.error) === 'not-found') || (!!rights && !right);
  const taken = kind === 'COMMENT' ? may.comment && entry.data?.mayComment : may.complaint && remedy?.byPortal;
  return {
    title: entry.data?.summary.title,
    language: entry.data?.summary.titleLanguage,
    translation: entry.data?.summary.titleTranslation,
    date: entry.data?.summary.date ?? right?.date,
    until: kind === 'COMMENT' ? entry.data?.commentsUntil : remedy?.deadline,
    remedy: kind === 'COMPLAINT' ? remedy : undefined,
    // Only what is known to be so keeps somebody from sending; while nobody can say, it is decided when it arrives.
    closed: gone || (!!(entry.data ?? right) && !taken),
  };
}

/** One field, the words that matter before one sends, and afterwards the receipt and the answer. */
function OnEntryPage({ kind }: { kind: OnEntryKind }) {
  const { caseCopyId, may } = useActing().caseCopy;
  const entryId = useRoute().params.entryId ?? '';
  const contact = useQuery(caseQuery(caseCopyId)).data?.contactPerson;
  const contactName = nameOfReader(contact);
  const about = useAbout(entryId, kind);
  const saying = useSayingOn(caseCopyId, entryId, kind);
  const heading = useRef<HTMLHeadingElement>(null);
  const sent = saying.state.is === 'sent';
  useEffect(() => {
    if (!sent) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [sent]);
  const refused = saying.state.is === 'failed' && ['not-found', 'not-taken-here'].includes(saying.state.code);
  const closed = !sent && (about.closed || refused);
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={may.documents ? entryPath(caseCopyId, entryId) : casePath(caseCopyId)}>
          {may.documents && about.title ? (
            <bdi lang={about.language}>{about.title}</bdi>
          ) : (
            t(may.documents ? 'nav.documents' : 'nav.home')
          )}
        </BackLink>
        <h1 ref={heading} tabIndex={-1}>
          {t(sent ? 'views.sent' : kind === 'COMMENT' ? 'comment.title' : 'complaining.title')}
        </h1>
        {about.date && (
          <p class="quiet">
            {about.title ? (
              <>
                <bdi lang={about.language}>{about.title}</bdi> · {formatDate(about.date, 'long')}
                <TitleMade of={about.translation} />
              </>
            ) : (
              t('complaint.decided', { Date: formatDate(about.date, 'long') })
            )}
          </p>
        )}
        {sent ? (
          <p class="lead">{t(kind === 'COMMENT' ? 'views.sentText' : 'complaining.sentText')}</p>
        ) : (
          <>
            {kind === 'COMMENT' ? <p>{t('comment.lead')}</p> : about.remedy && <Way remedy={about.remedy} />}
            <p class="small">{t('views.who', { Name: contactName })}</p>
          </>
        )}
      </header>
      {closed && (
        <div class="note" data-color="wait" role="alert">
          <Icon name="warn" />
          <div class="words">
            <p>
              {about.remedy && !about.remedy.byPortal
                ? t('complaint.elsewhere', { Receiver: about.remedy.receiver })
                : t('views.gone')}
            </p>
            {may.conversation && <a href={casePath(caseCopyId, 'conversation')}>{t('contact.write')}</a>}
            <CallInstead contact={contact} />
          </div>
        </div>
      )}
      {!closed && !sent && about.until && <Until kind={kind} date={about.until} />}
      {!sent && <Form kind={kind} saying={saying} contactName={contactName} closed={closed} />}
      <OwnOnEntry entryId={entryId} kind={kind} />
    </>
  );
}

/** What a complaint is and who gets it. */
function Way({ remedy }: { remedy: Remedy }) {
  return (
    <p>
      {t(`complaint.means.${remedy.kind}`)} {remedy.byPortal && t('complaint.receiver', { Receiver: remedy.receiver })}
    </p>
  );
}

/** Until when; afterwards one may still send, and reads honestly what that means. */
function Until({ kind, date }: { kind: OnEntryKind; date: string }) {
  const passed = daysUntil(date, now.value) < 0;
  const Day = formatDate(date, 'long');
  if (passed)
    return (
      <p class="note" data-color="wait">
        <Icon name="calendar" />
        <span>{t(kind === 'COMMENT' ? 'comment.late' : 'complaining.late', { Date: Day })}</span>
      </p>
    );
  return (
    <div class="note" data-color="neutral">
      <Icon name="calendar" />
      <div class="words">
        <p>{t(kind === 'COMMENT' ? 'reader.draftUntil' : 'complaint.deadline', { Date: formatDate(date, 'day') })}</p>
        <p>{daysLeft(date, now.value)}</p>
        {kind === 'COMPLAINT' && <p class="small">{t('complaining.counts')}</p>}
      </div>
    </div>
  );
}

type FormProps = {
  kind: OnEntryKind;
  saying: ReturnType<typeof useSayingOn>;
  contactName: string;
  closed: boolean;
};

function Form({ kind, saying, contactName, closed }: FormProps) {
  const { draft, form, state } = saying;
  const sending = state.is === 'sending';
  const long = tooLongToSend(form.text);
  if (draft.status.value === 'loading') return <Loading lines={[2, 8]} />;
  if (closed && form.text === '') return null;
  return (
    <form
      class="say"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!closed && sendable(form)) void saying.send();
      }}
    >
      <DraftElsewhere draft={draft} title={t('views.writtenElsewhere')} />
      <EarlierSent is={saying.earlierSent} />
      <div class="say-card">
        <h2>
          <label for="say-on">{t(kind === 'COMMENT' ? 'comment.field' : 'complaining.field')}</label>
        </h2>
        {kind === 'COMPLAINT' && !closed && (
          <p class="quiet" id="say-on-hint">
            {t('complaining.hint')}
          </p>
        )}
        <textarea
          id="say-on"
          class="ds-input"
          rows={8}
          dir="auto"
          autocomplete="off"
          value={form.text}
          readOnly={closed}
          aria-describedby="say-on-hint say-on-fault"
          aria-invalid={long || undefined}
          onInput={(event) => saying.change({ text: event.currentTarget.value })}
        />
        <p class="field-fault" id="say-on-fault" role="alert">
          {long && t('views.tooLong', { Most: textLimit })}
        </p>
      </div>
      {!closed && (
        <>
          <AfraidOfAll checked={form.afraid} name={contactName} onChange={(afraid) => saying.change({ afraid })} />
          <PartOfCase />
          {state.is === 'failed' && <SendFault state={state} />}
          <p class="small quiet say-saved" role="status">
            <Saved draft={draft} />
          </p>
          <div class="say-buttons">
            <button
              type="submit"
              class="ds-button"
              data-size="lg"
              disabled={!sendable(form)}
              aria-busy={sending || undefined}
            >
              {sending ? t('talk.sending') : t('views.send')}
            </button>
          </div>
        </>
      )}
    </form>
  );
}
