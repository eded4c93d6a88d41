import { type UseQueryResult, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { View } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { progressOf } from '../views/progress.ts';
import { ViewCard } from '../views/ViewCard.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { silent } from './silent.ts';
import { type AnswerPlace, type StaffViews, staffKeys } from './staffApi.ts';

type Props = { list: UseQueryResult<StaffViews>; caseCopyId: string; name: string };

/** What the party has said, each with what became of it and the way to answer. */
export function ViewsPanel({ list, caseCopyId, name }: Props) {
  return (
    <div class="stack" data-private>
      {list.error && !list.data && (
        <FailureNote error={list.error} retry={() => void list.refetch()} silent={silent()} />
      )}
      {list.isPending && !list.error && <Loading lines={[4, 6]} />}
      {list.data && !list.data.historyAvailable && (
        <p class="note" data-color="wait">
          <Icon name="warn" />
          <span>{t('staff.views.fromFagsystem')}</span>
        </p>
      )}
      {list.data?.historyAvailable && list.data.views.length === 0 && (
        <p class="quiet">{t('staff.views.none', { Name: name })}</p>
      )}
      <ul class="views">
        {list.data?.views.map((view) => (
          <li key={view.viewId}>
            <One view={view} places={list.data.places} caseCopyId={caseCopyId} name={name} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type OneProps = { view: View; places: AnswerPlace[]; caseCopyId: string; name: string };

function One({ view, places, caseCopyId, name }: OneProps) {
  const client = useQueryClient();
  const [answering, setAnswering] = useState(false);
  const { answered, total } = progressOf(view);
  return (
    <>
      <ViewCard
        view={view}
        unanswered={(some) => (
          <p class="small quiet">
            {some ? t('staff.views.progress', { Answered: answered, Total: total }) : t('staff.views.notYet')}
          </p>
        )}
        onItsWay={<p class="small">{t('staff.views.onItsWay', { Name: name })}</p>}
      />
      {answering ? (
        <AnswerForm
          view={view}
          places={places}
          caseCopyId={caseCopyId}
          name={name}
          onSent={() => {
            setAnswering(false);
            void client.invalidateQueries({ queryKey: staffKeys.conversation(caseCopyId) });
          }}
        />
      ) : (
        <button type="button" class="ds-button" data-variant="secondary" onClick={() => setAnswering(true)}>
          {t(answered === 0 ? 'staff.views.answer' : answered < total ? 'staff.views.rest' : 'staff.views.again')}
        </button>
      )}
    </>
  );
}
