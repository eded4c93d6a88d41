import { useQuery } from '@tanstack/preact-query';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { ViewMoment, ViewPrompt } from '../api/client.ts';
import { caseQuery } from '../api/queries.ts';
import { YoungPoints } from '../asking/PartOfCase.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { AfraidOfAll } from '../conversation/AfraidOfAll.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { EarlierSent } from '../conversation/EarlierSent.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { t } from '../i18n/catalogue.ts';
import { dayAndTime } from '../i18n/dates.ts';
import { MeetingTitle } from '../meetings/MeetingTitle.tsx';
import { BackLink } from '../parts/BackLink.tsx';
import { now } from '../parts/clock.ts';
import { Loading } from '../parts/Waiting.tsx';
import { nameOfReader } from '../reading/reader.ts';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { mostOnACard, promptsOf, saysSomething, tooLong } from './form.ts';
import { useSaying } from './useSaying.ts';
import './said.css';
import './say.css';

export const SayAnyTime = () => <SayPage moment="ANY_TIME" />;
export const SayBefore = () => <SayPage moment="BEFORE_MEETING" />;
export const SayAfter = () => <SayPage moment="AFTER_MEETING" />;

type Saying = ReturnType<typeof useSaying>;

/** One card after the other, each of which may be passed over; then all of it once more before it is sent. */
function SayPage({ moment }: { moment: ViewMoment }) {
  const { me, caseCopy } = useActing();
  const { caseCopyId } = caseCopy;
  const meetingId = useRoute().params.meetingId;
  const data = useQuery(caseQuery(caseCopyId)).data;
  const meeting = [...(data?.meetings ?? []), ...(data?.heldMeetings ?? [])].find((m) => m.meetingId === meetingId);
  const contactName = nameOfReader(data?.contactPerson);
  const saying = useSaying(caseCopyId, moment, meetingId);
  const prompts = promptsOf[moment];
  const [at, setAt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = saying.state.is === 'sent' ? 'sent' : at;
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [shown]);

  if (shown === 'sent')
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t('views.sent')}
        </h1>
        <p class="lead">{t('views.sentText')}</p>
        <a class="ds-button say-on" data-size="lg" href={casePath(caseCopyId, 'views')}>
          {t('views.saidDone')}
        </a>
      </>
    );
  const prompt = prompts[at];
  return (
    <>
      <header class="stack" style={{ '--gap': '0.4rem' }}>
        <BackLink to={casePath(caseCopyId, 'views')}>{t('views.title')}</BackLink>
        <h1>{t(`views.start.${moment}`)}</h1>
        {meeting && (
          <p class="quiet">
            <MeetingTitle of={meeting} /> · {dayAndTime(meeting.startsAt, now.value)}
          </p>
        )}
        <p class="small">{t('views.who', { Name: contactName })}</p>
        {at === 0 && <p class="small quiet">{t('views.intro')}</p>}
      </header>
      {saying.draft.status.value === 'loading' ? (
        <Loading lines={[2, 6]} />
      ) : (
        <form
          class="say"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (prompt) setAt(at + 1);
            else void saying.send();
          }}
        >
          <div class="say-progress">
            <progress
              max={prompts.length + 1}
              value={at + 1}
              aria-label={t('views.step', { Number: at + 1, Total: prompts.length + 1 })}
            />
            <span class="small quiet number" aria-hidden="true">
              {at + 1}/{prompts.length + 1}
            </span>
          </div>
          <DraftElsewhere draft={saying.draft} title={t('views.writtenElsewhere')} />
          <EarlierSent is={saying.earlierSent} />
          {prompt ? (
            <Card key={prompt} prompt={prompt} saying={saying} heading={heading} />
          ) : (
            <Review saying={saying} prompts={prompts} contactName={contactName} heading={heading} onChange={setAt} />
          )}
          {!prompt && <Honest under18={me.under18} />}
          {!prompt && saying.state.is !== 'sending' && saying.state.is !== 'sent' && <SendFault state={saying.state} />}
          <p class="small quiet say-saved" role="status">
            <Saved draft={saying.draft} />
          </p>
          <div class="say-buttons">
            {at > 0 && (
              <button type="button" class="ds-button" data-variant="tertiary" onClick={() => setAt(at - 1)}>
                {t('views.previous')}
              </button>
            )}
            {prompt ? (
              <Onward saying={saying} prompt={prompt} last={at === prompts.length - 1} />
            ) : (
              <button
                type="submit"
                class="ds-button"
                data-size="lg"
                disabled={!saysSomething(saying.form)}
                aria-busy={saying.state.is === 'sending' || undefined}
              >
                {saying.state.is === 'sending' ? t('talk.sending') : t('views.send')}
              </button>
            )}
          </div>
        </form>
      )}
    </>
  );
}

type CardProps = { prompt: ViewPrompt; saying: Saying; heading: preact.RefObject<HTMLHeadingElement> };

function Card({ prompt, saying, heading }: CardProps) {
  const text = saying.form.words[prompt] ?? '';
  const long = tooLong(text);
  return (
    <section class="say-card">
      <h2 ref={heading} tabIndex={-1} id="say-prompt">
        {t(`views.prompt.${prompt}`)}
      </h2>
      <p class="quiet" id="say-hint">
        {t(`views.hint.${prompt}`)}
      </p>
      <textarea
        class="ds-input"
        rows={4}
        dir="auto"
        autocomplete="off"
        value={text}
        aria-labelledby="say-prompt"
        aria-describedby="say-hint say-fault"
        aria-invalid={long || undefined}
        onInput={(event) => saying.write(prompt, event.currentTarget.value)}
      />
      <p class="field-fault" id="say-fault" role="alert">
        {long && t('views.tooLong', { Most: mostOnACard })}
      </p>
    </section>
  );
}

function Onward({ saying, prompt, last }: { saying: Saying; prompt: ViewPrompt; last: boolean }) {
  const text = saying.form.words[prompt] ?? '';
  const empty = text.trim() === '';
  return (
    <button
      type="submit"
      class="ds-button"
      data-size="lg"
      data-variant={empty && !last ? 'secondary' : undefined}
      disabled={tooLong(text)}
    >
      {last ? t('views.toReview') : empty ? t('views.skip') : t('views.next')}
    </button>
  );
}

type ReviewProps = {
  saying: Saying;
  prompts: readonly ViewPrompt[];
  contactName: string;
  heading: preact.RefObject<HTMLHeadingElement>;
  onChange: (at: number) => void;
};

function Review({ saying, prompts, contactName, heading, onChange }: ReviewProps) {
  const { form } = saying;
  return (
    <section class="say-card">
      <h2 ref={heading} tabIndex={-1}>
        {t('views.review')}
      </h2>
      {!saysSomething(form) && <p>{t('views.nothing')}</p>}
      <ul class="said">
        {prompts.map((prompt, i) => {
          const text = (form.words[prompt] ?? '').trim();
          return (
            text !== '' && (
              <li key={prompt}>
                <div class="said-head">
                  <h3>{t(`views.prompt.${prompt}`)}</h3>
                  <button type="button" class="ds-button" data-variant="tertiary" onClick={() => onChange(i)}>
                    {t('views.change')}
                    <span class="ds-sr-only"> {t(`views.prompt.${prompt}`)}</span>
                  </button>
                </div>
                <p class="said-text" dir="auto">
                  {text}
                </p>
              </li>
            )
          );
        })}
      </ul>
      {saysSomething(form) && <AfraidOfAll checked={form.afraid} name={contactName} onChange={saying.setAfraid} />}
    </section>
  );
}

/** What becoming a part of the case means, without false promises. */
function Honest({ under18 }: { under18: boolean }) {
  return under18 ? <YoungPoints /> : null;
}
