import { useState } from 'preact/hooks';
import { BlockView } from '../blocks/BlockView.tsx';
import { TitleMade } from '../documents/TitleMade.tsx';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { languageName } from '../i18n/languages.ts';
import { Icon } from '../parts/Icon.tsx';
import { Withheld } from '../parts/Withheld.tsx';
import { MarkAnswerForm } from './MarkAnswerForm.tsx';
import type { StaffMark, StaffTexts } from './staffTexts.ts';
import './texts.css';

type Props = { data: StaffTexts; caseCopyId: string; name: string };

/** What is asked for is looked at here and decided in the fagsystem; what is said to be wrong is answered here. */
export function TextsPanel({ data, caseCopyId, name }: Props) {
  return (
    <div class="staff-texts" data-private>
      {data.translations.length > 0 && (
        <section class="stack">
          <h3>{t('staff.texts.translations', { Name: name })}</h3>
          <ul>
            {data.translations.map(({ request, title, titleLanguage, titleTranslation }) => (
              <li key={`${request.documentId}${request.language}`}>
                <strong lang={titleLanguage}>{title}</strong> · <bdi>{languageName(request.language)}</bdi>
                <TitleMade of={titleTranslation} />
                <p class="small">
                  {request.state !== 'SENT' && request.state !== 'PARKED' && t(`staff.texts.state.${request.state}`)}
                  {request.expectedOn && (
                    <> · {t('staff.texts.expected', { Date: formatDate(request.expectedOn, 'long') })}</>
                  )}
                </p>
              </li>
            ))}
          </ul>
          <p class="small quiet">{t('staff.texts.inFagsystem')}</p>
        </section>
      )}
      {data.marks.length > 0 && (
        <section class="stack">
          <h3>{t('staff.texts.marks', { Name: name })}</h3>
          <ul>
            {data.marks.map((one) => (
              <li key={one.mark.markId}>
                <OneMark one={one} caseCopyId={caseCopyId} name={name} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function OneMark({ one, caseCopyId, name }: { one: StaffMark; caseCopyId: string; name: string }) {
  const { mark, current } = one;
  const [answering, setAnswering] = useState(false);
  const newer = !!current && current.version !== mark.version;
  const onItsWay = !!mark.answer?.state;
  const answered = onItsWay || mark.state !== 'MARKED';
  return (
    <article class="stack">
      <p>
        <strong lang={one.titleLanguage}>{one.title}</strong> · <bdi>{languageName(mark.language)}</bdi>
        <TitleMade of={one.titleTranslation} />
      </p>
      {current ? (
        <>
          <blockquote class="mark-block" lang={current.language} dir={current.direction}>
            <BlockView block={current.block} />
          </blockquote>
          {current.original && (
            <blockquote class="mark-block" lang={current.originalLanguage} dir={current.originalDirection}>
              <BlockView block={current.original} />
            </blockquote>
          )}
        </>
      ) : (
        <p class="note">{t('staff.texts.gone')}</p>
      )}
      {mark.text ? (
        <>
          <p class="small">{t('staff.texts.says', { Name: name })}</p>
          <p class="request-words" lang={mark.writtenIn} dir="auto">
            {mark.text}
          </p>
        </>
      ) : (
        <p class="small quiet">{t('staff.texts.noWords', { Name: name })}</p>
      )}
      {newer && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('staff.texts.newer')}</span>
        </p>
      )}
      {mark.answer?.state === 'PARKED' ? (
        <p class="note" data-color="wait" role="status">
          <Icon name="warn" />
          <span>{t('staff.texts.parked')}</span>
        </p>
      ) : (
        answered && (
          <p class="small" role="status">
            {onItsWay ? t('staff.texts.onItsWay') : mark.state !== 'MARKED' && t(`staff.texts.state.${mark.state}`)}
          </p>
        )
      )}
      {answered && mark.answer?.text && (
        <p lang={mark.answer.language} dir="auto">
          {mark.answer.text}
        </p>
      )}
      {answered && <Withheld withheld={mark.answer?.withheld} words={mark.answer?.text} />}
      {answering ? (
        <MarkAnswerForm one={one} caseCopyId={caseCopyId} name={name} onSent={() => setAnswering(false)} />
      ) : (
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => setAnswering(true)}>
          {t(answered ? 'staff.texts.again' : 'staff.texts.answer')}
        </button>
      )}
    </article>
  );
}
