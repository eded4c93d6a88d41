import { t } from '../i18n/catalogue.ts';
import { fullName } from '../parts/Name.tsx';
import type { StaffConversation } from './staffApi.ts';

/** What whoever writes to this party keeps in mind: of whom the party mustn't learn where they are. Never where that is. */
export function MustNotLearn({ of }: { of: Pick<StaffConversation, 'party' | 'hiddenFromParty'> }) {
  return (
    <>
      {of.hiddenFromParty?.map((other) => (
        <div key={fullName(other)}>
          {t('staff.talk.mustNotLearn', { Name: fullName(of.party), Other: fullName(other) })}
        </div>
      ))}
    </>
  );
}
