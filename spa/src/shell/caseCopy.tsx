import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CaseSummary, Citizen } from '../api/client.ts';

type Acting = { me: Citizen; caseCopy: CaseSummary };

const context = createContext<Acting | null>(null);

/** Everything below acts in one party's copy of one case. The key drops all local state when the copy changes. */
export function ActingIn({ me, caseCopy, children }: Acting & { children: ComponentChildren }) {
  return (
    <context.Provider key={caseCopy.caseCopyId} value={{ me, caseCopy }}>
      {children}
    </context.Provider>
  );
}

export function useActing(): Acting {
  const acting = useContext(context);
  if (!acting) throw new Error('outside a case');
  return acting;
}

export function casePath(
  caseCopyId: string,
  place: '' | 'conversation' | 'call-me' | 'meeting' | 'views' | 'documents' | 'plan' | 'more' = '',
): string {
  return place ? `/case/${caseCopyId}/${place}` : `/case/${caseCopyId}`;
}

/** The page of what one has got: a decision, a letter, a plan. */
export const entryPath = (caseCopyId: string, entryId: string): string =>
  `${casePath(caseCopyId, 'documents')}/${entryId}`;
