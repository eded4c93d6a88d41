import { useQuery } from '@tanstack/preact-query';
import type { ContactPerson } from '../api/client.ts';
import { contextQuery } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { PhoneLink } from '../parts/Phone.tsx';
import { useActing } from '../shell/caseCopy.tsx';

/** Whom to call where what is written can't come forward: the contact person, or whoever answers at the municipality. */
export function CallInstead({ contact }: { contact: ContactPerson | undefined }) {
  const { municipality } = useActing().caseCopy;
  const { data } = useQuery(contextQuery);
  if (contact?.phone) return <PhoneLink number={contact.phone} label={t('contact.call')} />;
  const there = data?.municipalities.find((one) => one.municipality === municipality);
  return (
    <>
      {there?.phones.map(({ kind, number }) => (
        <PhoneLink key={number} number={number} label={t(kind === 'DUTY' ? 'ways.night' : 'ways.phone')} />
      ))}
    </>
  );
}
