import { useState } from 'preact/hooks';
import type { Answer, View } from '../api/client.ts';
import { Choice } from '../asking/Choice.tsx';
import { SendFault } from '../asking/SendFault.tsx';
import { DraftElsewhere } from '../conversation/DraftElsewhere.tsx';
import { Saved } from '../conversation/Saved.tsx';
import { useKeptForm } from '../conversation/useKeptForm.ts';
import { language, t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { mostOnACard, tooLong } from '../views/form.ts';
import { type About, asAnswers, emptyAnswering, fromDraft, nothing, type Part, toDraft, whole } from './answering.ts';
import { PlaceField } from './PlaceField.tsx';
import { type AnswerPlace, answersPort, putAnswers } from './staffApi.ts';
import './answering.css';

/** What can become of something; a complaint is decided about. */
const outcomesOf = ({ on }: View): readonly Answer['outcome'][] =>
  on?.kind === 'COMPLAINT' ? ['UPHELD', 'PARTLY_UPHELD', 'FORWARDED', 'DISMISSED'] : ['USED', 'PARTLY', 'NOT_USED'];

const answeredBefore = ({ answer, items }: View, what: About): boolean =>
  !!answer || items.some((item) => item.prompt === what && item.answer);

type Props = { view: View; places: AnswerPlace[]; caseCopyId: string; name: string; onSent: () => void };

/** What became of each thing, and why; the server keeps it until it is sent. */
export function AnswerForm({ view, places, caseCopyId, name, onSent }: Props) {
  const about: About[] = view.known && !view.on ? view.items.map((item) => item.prompt) : [whole];
  const [missing, setMissing] = useState(false);
  const kept = useKeptForm({
    place: `staff/conversation/${caseCopyId}/views/${view.viewId}/answers`,
    port: answersPort(caseCopyId, view.viewId),
    empty: emptyAnswering,
    toDraft,
    fromDraft,
    // Without a complete answer it isn't sent from here, and the server would say so too.
    send: (answering, draft) =>
      putAnswers(caseCopyId, view.viewId, answering.id, {
        ...(asAnswers(answering, about, language.peek()) ?? { answers: [] }),
        draft,
      }),
    onSent,
  });
  const { draft, state } = kept;
  const { parts } = kept.form;
  const sending = state.is === 'sending';
  const change = (what: About, part: Partial<Part>) => {
    setMissing(false);
    kept.change({ parts: { ...parts, [what]: { ...(parts[what] ?? nothing), ...part } } });
  };
  const submit = () => {
    if (asAnswers(kept.form, about, language.peek())) void kept.send();
    else setMissing(true);
  };
  if (draft.status.value === 'loading') return <Loading lines={[3, 4]} />;

  return (
    <form
      class="answer-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) submit();
      }}
    >
      <DraftElsewhere draft={draft} title={t('views.writtenElsewhere')} />
      {about.map((what) => (
        <fieldset key={what}>
          <legend>{what === whole ? t('views.whole') : t(`views.prompt.${what}`)}</legend>
          {answeredBefore(view, what) && <p class="small quiet">{t('staff.views.answeredBefore')}</p>}
          <div class="row" role="radiogroup" aria-label={t('staff.views.outcome')}>
            {outcomesOf(view).map((outcome) => (
              <Choice
                key={outcome}
                name={`${view.viewId} ${what}`}
                checked={parts[what]?.outcome === outcome}
                onChoose={() => change(what, { outcome })}
              >
                {t(`views.outcome.${outcome}`)}
              </Choice>
            ))}
          </div>
          <label class="field">
            <span>{t('staff.views.reason', { Name: name })}</span>
            <textarea
              class="ds-input"
              rows={2}
              dir="auto"
              autocomplete="off"
              value={parts[what]?.reason ?? ''}
              aria-invalid={tooLong(parts[what]?.reason) || undefined}
              onInput={(event) => change(what, { reason: event.currentTarget.value })}
            />
          </label>
          {tooLong(parts[what]?.reason) && (
            <p class="field-fault" role="alert">
              {t('views.tooLong', { Most: mostOnACard })}
            </p>
          )}
          {places.length > 0 && (
            <PlaceField
              name={`${view.viewId} ${what} place`}
              places={places}
              caseCopyId={caseCopyId}
              chosen={parts[what]?.link}
              onChoose={(link) => change(what, { link })}
            />
          )}
        </fieldset>
      ))}
      {missing && (
        <p class="note" data-color="wait" role="alert">
          <Icon name="warn" />
          <span>{t('staff.views.missing')}</span>
        </p>
      )}
      {!missing && state.is === 'failed' && <SendFault state={state} />}
      <p class="small quiet" role="status">
        <Saved draft={draft} />
      </p>
      <button type="submit" class="ds-button" aria-busy={sending || undefined}>
        {sending ? t('talk.sending') : t('staff.views.send')}
      </button>
    </form>
  );
}
