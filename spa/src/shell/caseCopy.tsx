import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { CaseSummary, Citizen, OnEntryKind } from '../api/client.ts';

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

/** Where one writes to the contact person from here; nowhere, where one may not, or outside a case. */
export function useWriting(): string | undefined {
  const caseCopy = useContext(context)?.caseCopy;
  return caseCopy?.may.conversation ? casePath(caseCopy.caseCopyId, 'conversation') : undefined;
}

export function casePath(
  caseCopyId: string,
  place:
    | ''
    | 'conversation'
    | 'call-me'
    | 'meeting'
    | 'views'
    | 'consents'
    | 'documents'
    | 'access'
    | 'plan'
    | 'more' = '',
): string {
  return place ? `/case/${caseCopyId}/${place}` : `/case/${caseCopyId}`;
}

/** Where one comments on an entry, or complains about it. */
export const onEntryPath = (caseCopyId: string, entryId: string, kind: OnEntryKind): string =>
  `${casePath(caseCopyId)}/${kind === 'COMMENT' ? 'comment' : 'complaint'}/${entryId}`;

/** What a goal is called on the plan's page. */
export const goalId = (entryId: string, subGoalId: string): string => `goal-${entryId}-${subGoalId}`;

/** What a paragraph is called on an entry's page, where several documents may count theirs alike. */
export const paragraphId = (documentId: string, blockId: string): string => `${documentId}/${blockId}`;

/** A document, or a goal or a paragraph in it. */
export type Answered = { entryId: string; documentId?: string; blockId?: string; subGoalId?: string };

/** Where an answer leads: to a goal on the plan's page, or to a document, at a paragraph where it names one. */
export function answerPath(caseCopyId: string, { entryId, documentId, blockId, subGoalId }: Answered): string {
  if (subGoalId) return `${casePath(caseCopyId, 'plan')}#${encodeURIComponent(goalId(entryId, subGoalId))}`;
  const paragraph = documentId && blockId ? `#${encodeURIComponent(paragraphId(documentId, blockId))}` : '';
  return entryPath(caseCopyId, entryId) + paragraph;
}

/** The page of what one has got: a decision, a letter, a plan. */
export const entryPath = (caseCopyId: string, entryId: string): string =>
  `${casePath(caseCopyId, 'documents')}/${entryId}`;
