import { useQuery } from '@tanstack/preact-query';
import { endLogIn, endOtherLogIns, listLogIns } from '../api/actions.ts';
import { contextQuery, keys } from '../api/queries.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { PhoneLink } from '../parts/Phone.tsx';
import { casePath, useActing } from '../shell/caseCopy.tsx';
import { LogIns, type LogInsPort } from './LogIns.tsx';

const port: LogInsPort = { queryKey: keys.logIns, list: listLogIns, end: endLogIn, endOthers: endOtherLogIns };

/** A citizen's own log-ins. */
export function OwnLogIns() {
  const { caseCopy } = useActing();
  const context = useQuery(contextQuery);
  const municipality = context.data?.municipalities.find((m) => m.municipality === caseCopy.municipality);
  const phone = municipality?.phones.find((p) => p.kind === 'SWITCHBOARD');
  return (
    <LogIns
      port={port}
      back={
        <a class="logins-back" href={casePath(caseCopy.caseCopyId, 'more')}>
          <Icon name="back" /> {t('nav.more')}
        </a>
      }
      help={
        <>
          <p>{t('logins.unknown')}</p>
          {phone && <PhoneLink number={phone.number} />}
        </>
      }
    />
  );
}
