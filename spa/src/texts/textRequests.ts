import { queryOptions } from '@tanstack/preact-query';
import type { components } from '../../../contracts/portal';
import { answer, api, draftLoad, draftSave, patience } from '../api/client.ts';
import { askAgain, keys } from '../api/queries.ts';
import type { DraftPort } from '../conversation/port.ts';

type Schemas = components['schemas'];
export type TranslationRequest = Schemas['TranslationRequest'];
export type Mark = Schemas['Mark'];
type NewMark = Schemas['NewMark'];

/** Which document it is. */
export type DocumentPlace = { caseCopyId: string; entryId: string; documentId: string };

/** Which translations one has asked for in a case, and which paragraphs one has marked. */
export const textRequestsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: keys.textRequests(caseCopyId),
    queryFn: () =>
      answer(api.GET('/api/citizen/cases/{caseCopyId}/text-requests', { params: { path: { caseCopyId } } })),
    refetchInterval: ({ state }) => askAgain(state.error, state.data?.historyAvailable === false),
  });

export const askForTranslation = (place: DocumentPlace, language: string) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/translations/{language}', {
      params: { path: { ...place, language } },
      signal: patience(20),
    }),
  );

export const sendMark = (place: DocumentPlace, markId: string, mark: NewMark) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/marks/{markId}', {
      params: { path: { ...place, markId } },
      body: mark,
      signal: patience(20),
    }),
  );

/** Where the server keeps what one has begun to say about a paragraph. */
export function markPort({ caseCopyId, documentId }: DocumentPlace, language: string, blockId: string): DraftPort {
  const path = '/api/citizen/cases/{caseCopyId}/mark-drafts/{paragraph}';
  const params = { path: { caseCopyId, paragraph: `${documentId}.${language}.${blockId}` } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}
