import { useInfiniteQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { ErrorBoundary } from 'preact-iso';
import { failureCode } from '../api/failure.ts';
import { Composer } from '../conversation/Composer.tsx';
import { Messages, Older } from '../conversation/Messages.tsx';
import { UndoNote } from '../conversation/UndoNote.tsx';
import { useTalking } from '../conversation/useTalking.ts';
import { t } from '../i18n/catalogue.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Icon } from '../parts/Icon.tsx';
import { lazily } from '../parts/lazily.tsx';
import { fullName, Name } from '../parts/Name.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { PartyTexts } from '../texts/PartyTexts.tsx';
import { Essentials } from './Essentials.tsx';
import { ExportSwitch } from './ExportSwitch.tsx';
import { MustNotLearn } from './MustNotLearn.tsx';
import { PartyConsents } from './PartyConsents.tsx';
import { PartyViews } from './PartyViews.tsx';
import { PauseButton, PausedBanner, PauseNews } from './Pause.tsx';
import { StaffSorry } from './StaffSorry.tsx';
import { silent } from './silent.ts';
import { inboxPath, type StaffConversation, staffConversationQuery, staffKeys, staffPort } from './staffApi.ts';
import '../conversation/conversation.css';

const AnswerPromise = lazily(() => import('./AnswerPromise.tsx').then((m) => m.AnswerPromise));
const PauseDialog = lazily(() => import('./PauseDialog.tsx').then((m) => m.PauseDialog));

/** The conversation with one party: the same thread and the same states as the party has. */
export function Talk({ caseCopyId }: { caseCopyId: string }) {
  const client = useQueryClient();
  const query = useInfiniteQuery(staffConversationQuery(caseCopyId));
  const newest = query.data?.pages[0];
  const talking = useTalking({
    caseCopyId,
    portOf: staffPort,
    queryKey: staffKeys.conversation(caseCopyId),
    query,
    conversationIn: ({ conversation }: StaffConversation) => conversation,
    withConversation: (page, conversation) => ({ ...page, conversation }),
  });
  const { messages, newest: talk } = talking;
  // Nobody's dialog until it is asked for once.
  const [askingPause, setAskingPause] = useState<boolean>();
  const [pausesDone, setPausesDone] = useState(0);

  if (query.error && failureCode(query.error) === 'not-found') return <StaffSorry reason="not-here" bare />;
  const refresh = () => client.invalidateQueries({ queryKey: staffKeys.all });
  const askPause = () => setAskingPause(true);
  const partyName = newest ? fullName(newest.party) : '';

  return (
    <>
      <div class="talk">
        <header class="staff-talk-head">
          <a class="staff-back" href={inboxPath}>
            <Icon name="back" /> {t('staff.inbox.back')}
          </a>
          {newest && (
            <>
              <h1>
                <Name name={newest.party} />
              </h1>
              <p class="quiet small staff-talk-about">
                {t(`role.${newest.partyRole}`)}
                {newest.partyRole !== 'CHILD' && (
                  <>
                    {' · '}
                    <Name name={newest.child} />
                  </>
                )}
              </p>
              <Panels caseCopyId={caseCopyId} of={newest} />
              {!newest.pausedAt && <PauseButton onAsk={askPause} />}
            </>
          )}
        </header>
        {newest?.pausedAt && <PausedBanner since={newest.pausedAt} name={partyName} onAsk={askPause} />}
        {newest && (
          <>
            <PauseNews paused={!!newest.pausedAt} done={pausesDone} />
            <ErrorBoundary>
              {askingPause !== undefined && (
                <PauseDialog
                  caseCopyId={caseCopyId}
                  of={newest}
                  asked={askingPause}
                  onClose={() => setAskingPause(false)}
                  onDone={() => {
                    setAskingPause(false);
                    setPausesDone((count) => count + 1);
                  }}
                />
              )}
            </ErrorBoundary>
          </>
        )}
        <Older talking={talking} />
        {query.isPending && !query.error && <Loading lines={[4, 3, 5, 3]} />}
        {query.error && <FailureNote error={query.error} retry={() => void query.refetch()} silent={silent()} />}
        {talk && !talk.historyAvailable && (
          <p class="note" data-color="wait">
            <Icon name="warn" />
            <span>{t('staff.talk.noHistory')}</span>
          </p>
        )}
        {talk && messages.length === 0 && talk.historyAvailable && (
          <p class="empty quiet">{t('staff.talk.empty', { Name: partyName })}</p>
        )}
        {talk && (
          <Messages
            talking={talking}
            contactName={partyName}
            onMarked={() => client.invalidateQueries({ queryKey: staffKeys.inbox })}
          />
        )}
        <UndoNote undoing={talking.undoing} />
        <ErrorBoundary>
          {newest && talk?.canWrite && talk.answer && (
            <AnswerPromise caseCopyId={caseCopyId} of={newest} onDone={refresh} />
          )}
        </ErrorBoundary>
        {talk?.canWrite === false && <p class="note">{t('staff.talk.cannotWrite')}</p>}
        {(talk?.canWrite ?? query.isError) && (
          <Composer
            talking={talking}
            who={
              newest && (
                <div>
                  <span>{t(newest.pausedAt ? 'staff.pause.goesTo' : 'staff.talk.goesTo', { Name: partyName })}</span>
                  <MustNotLearn of={newest} />
                </div>
              )
            }
          />
        )}
      </div>
      {newest && (
        <Essentials
          of={newest}
          views={<Panels caseCopyId={caseCopyId} of={newest} />}
          pause={newest.pausedAt ? undefined : <PauseButton onAsk={askPause} />}
        />
      )}
    </>
  );
}

/** What there is to open about the party: above the conversation, and where there is room beside it. */
function Panels({ caseCopyId, of }: { caseCopyId: string; of: StaffConversation }) {
  const name = fullName(of.party);
  return (
    <>
      <PartyViews caseCopyId={caseCopyId} name={name} />
      <PartyTexts caseCopyId={caseCopyId} name={name} />
      <PartyConsents caseCopyId={caseCopyId} name={name} />
      <ExportSwitch caseCopyId={caseCopyId} of={of} />
    </>
  );
}
