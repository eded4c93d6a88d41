import type { AccessRequestItem, AccessState } from '../api/client.ts';
import { DeadlineCard } from '../documents/DeadlineCard.tsx';
import { t } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../parts/Icon.tsx';
import { When } from '../parts/When.tsx';
import { Withheld } from '../parts/Withheld.tsx';
import { WrittenWords } from '../parts/WrittenWords.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import './accessRequests.css';

const icons: Record<AccessState, IconName> = {
  NOT_ASKED: 'lock',
  ASKED: 'clock',
  IN_PROGRESS: 'clock',
  GRANTED: 'check',
  REFUSED: 'close',
};

/** How it stands, as a word with a sign. */
export function StateWord({ state }: { state: Exclude<AccessState, 'NOT_ASKED'> }) {
  return (
    <span class="access-state" data-state={state}>
      <Icon name={icons[state]} /> {t(`access.state.${state}`)}
    </span>
  );
}

/** What was answered: why, and where it is a no, how one complains. Where the fagsystem names no remedy, a person helps. */
export function Answer({ item }: { item: AccessRequestItem }) {
  const { caseCopy } = useActing();
  const { may, caseCopyId } = caseCopy;
  const write = may.conversation ? casePath(caseCopyId, 'conversation') : undefined;
  const refused = item.state === 'REFUSED';
  return (
    <>
      {item.decidedAt && (
        <p class="small quiet">
          <When at={item.decidedAt} as="long" />
        </p>
      )}
      {item.explanation ? (
        <div class="access-why">
          <strong>{t('access.why')}</strong>
          <WrittenWords text={item.explanation} written={item.language} direction={item.direction} />
        </div>
      ) : (
        refused && !item.withheld && <p>{t('access.unexplained')}</p>
      )}
      <Withheld withheld={item.withheld} words={item.explanation} />
      {refused && item.remedy && <DeadlineCard remedy={item.remedy} write={write} />}
      {refused && !item.remedy && (
        <div class="access-why">
          <p>{t('access.disagree')}</p>
          {write && (
            <a class="ds-button" data-variant="secondary" href={write}>
              <Icon name="talk" />
              {t('contact.write')}
            </a>
          )}
        </div>
      )}
    </>
  );
}
