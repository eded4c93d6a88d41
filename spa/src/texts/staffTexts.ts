import { queryOptions } from '@tanstack/preact-query';
import type { components } from '../../../contracts/portal';
import { answer, api, draftLoad, draftSave, patience } from '../api/client.ts';
import type { DraftPort } from '../conversation/port.ts';
import { staffKeys } from '../employee/staffApi.ts';

type Schemas = components['schemas'];
export type StaffTexts = Schemas['EmployeeTextRequests'];
export type StaffMark = Schemas['EmployeeMark'];
type NewMarkAnswer = Schemas['NewMarkAnswer'];

export const staffTextsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: staffKeys.textRequests(caseCopyId),
    queryFn: () =>
      answer(api.GET('/api/employee/conversations/{caseCopyId}/text-requests', { params: { path: { caseCopyId } } })),
  });

export const putMarkAnswer = (caseCopyId: string, markId: string, answerId: string, given: NewMarkAnswer) =>
  answer(
    api.PUT('/api/employee/conversations/{caseCopyId}/marks/{markId}/answers/{answerId}', {
      params: { path: { caseCopyId, markId, answerId } },
      body: given,
      signal: patience(20),
    }),
  );

/** Where the server keeps the answer to a mark that one has begun. */
export function markAnswerPort(caseCopyId: string, markId: string): DraftPort {
  const path = '/api/employee/conversations/{caseCopyId}/marks/{markId}/answers/draft';
  const params = { path: { caseCopyId, markId } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}
