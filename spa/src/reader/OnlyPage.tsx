import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OnlyDocument } from '../api/client.ts';
import { failureCode } from '../api/failure.ts';
import { onlyQuery } from '../api/queries.ts';
import { sessionEnded } from '../api/sessionState.ts';
import { LeftOut } from '../blocks/LeftOut.tsx';
import { readableOf } from '../blocks/readable.ts';
import { DeadlineCard } from '../documents/DeadlineCard.tsx';
import { PairedText } from '../documents/PairedText.tsx';
import '../documents/reader.css';
import { language, t } from '../i18n/catalogue.ts';
import { LogIn } from '../login/LogIn.tsx';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Loading } from '../parts/Waiting.tsx';
import { When } from '../parts/When.tsx';
import { SessionEnding } from '../shell/SessionEnding.tsx';
import { OpenShell } from '../shell/Shell.tsx';
import { LogOut } from '../sorry/LogOut.tsx';
import { Sorry } from '../sorry/Sorry.tsx';

/** One document for somebody who reads it beside one: no names, no badges, and no way to anything else. */
export function OnlyPage() {
  const only = useQuery(onlyQuery(language.value));
  const client = useQueryClient();
  const { route } = useLocation();
  const code = only.error ? failureCode(only.error) : null;
  const ended = sessionEnded.value;
  // Whoever is logged in for everything, or for a document that is gone, has no such page.
  useEffect(() => {
    if (code === 'not-found') route('/', true);
  }, [code, route]);
  useEffect(() => {
    if (ended) client.clear();
  }, [ended, client]);
  if (ended) return <Sorry reason="session-ended" />;
  if (code === 'session-ended') return <LogIn />;
  return (
    <OpenShell>
      {only.data ? (
        <>
          <Alone shown={only.data} />
          <SessionEnding />
        </>
      ) : code && code !== 'not-found' ? (
        <FailureNote error={only.error} retry={() => void only.refetch()} />
      ) : (
        <Loading lines={[3, 1.5, 9, 9]} />
      )}
    </OpenShell>
  );
}

function Alone({ shown }: { shown: OnlyDocument }) {
  const readable = readableOf(shown.text);
  return (
    <article class="reader">
      <header class="stack" style={{ '--gap': '0.5rem' }}>
        <p class="quiet small">
          {t(`type.${shown.type}`)} · <When at={shown.date} as="long" />
        </p>
        <h1>
          <bdi lang={shown.titleLanguage}>{shown.title}</bdi>
        </h1>
      </header>
      {shown.remedy && <DeadlineCard remedy={shown.remedy} />}
      <section class="document" aria-label={shown.title}>
        <LeftOut original={shown.text.original} translation={shown.text.translation} hasPdf={false} />
        {readable && <PairedText text={readable} />}
      </section>
      <footer class="only-end">
        <p class="quiet">{t('reader.onlyNow')}</p>
        <LogOut />
      </footer>
    </article>
  );
}
