import type { DraftPort } from '../conversation/port.ts';
import {
  answer,
  api,
  type Draft,
  type DraftLoad,
  type DraftSave,
  draftLoad,
  draftSave,
  type NewAccessRequest,
  type NewConsentAnswer,
  type NewMessage,
  type NewOnEntry,
  type NewRequest,
  type NewView,
  type OnEntryKind,
  patience,
  type UnderstoodAnswer,
  type ViewMoment,
} from './client.ts';
import { fileName } from './fileName.ts';

// Everything the citizen's pages change on the server.

export const chooseLanguage = (language: string) => answer(api.PUT('/api/citizen/language', { body: { language } }));

export const extendSession = () => answer(api.POST('/api/citizen/session/extend'));

export const listLogIns = () => answer(api.GET('/api/citizen/logins'));

export const endLogIn = (logInId: string) =>
  answer(api.DELETE('/api/citizen/logins/{logInId}', { params: { path: { logInId } } }));

export const endOtherLogIns = () => answer(api.POST('/api/citizen/logins/end-others'));

export const markOpened = (caseCopyId: string, entryId: string) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/entries/{entryId}/opened', { params: { path: { caseCopyId, entryId } } }),
  );

export const sayUnderstood = (caseCopyId: string, entryId: string, answerId: string, said: UnderstoodAnswer) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/entries/{entryId}/understood/{answerId}', {
      params: { path: { caseCopyId, entryId, answerId } },
      body: { answer: said },
      signal: patience(20),
    }),
  );

/** From then on this log-in shows nothing but the document. */
export const showOnly = (caseCopyId: string, entryId: string, documentId: string) =>
  answer(
    api.POST('/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/show-only', {
      params: { path: { caseCopyId, entryId, documentId } },
      signal: patience(20),
    }),
  );

export const markRead = (caseCopyId: string, position: number) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/conversation/read', {
      params: { path: { caseCopyId } },
      body: { position },
    }),
  );

export const loadDraft = (caseCopyId: string, options?: DraftLoad) =>
  answer(
    api.GET('/api/citizen/cases/{caseCopyId}/conversation/draft', {
      params: { path: { caseCopyId } },
      ...draftLoad(options),
    }),
  );

export const saveDraft = (caseCopyId: string, draft: Draft, options?: DraftSave) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/conversation/draft', {
      params: { path: { caseCopyId } },
      ...draftSave(draft, options),
    }),
  );

export const sendMessage = (caseCopyId: string, messageId: string, message: NewMessage) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}', {
      params: { path: { caseCopyId, messageId } },
      body: message,
      signal: patience(20),
    }),
  );

export const undoMessage = (caseCopyId: string, messageId: string) =>
  answer(
    api.POST('/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}/undo', {
      params: { path: { caseCopyId, messageId } },
      signal: patience(8),
    }),
  );

const conversationAddress = (caseCopyId: string) => `/api/citizen/cases/${caseCopyId}/conversation`;

/** Where a file of one's own draft is. */
export const attachmentAddress = (caseCopyId: string, attachmentId: string) =>
  `${conversationAddress(caseCopyId)}/attachments/${attachmentId}`;

/** Where the browser gets a file of a message to keep. */
export const attachmentContentAddress = (caseCopyId: string, messageId: string, attachmentId: string) =>
  `${conversationAddress(caseCopyId)}/messages/${messageId}/attachments/${attachmentId}/content`;

export const listAttachments = (caseCopyId: string) =>
  answer(api.GET('/api/citizen/cases/{caseCopyId}/conversation/attachments', { params: { path: { caseCopyId } } }));

export const removeAttachment = (caseCopyId: string, attachmentId: string) =>
  answer(
    api.DELETE('/api/citizen/cases/{caseCopyId}/conversation/attachments/{attachmentId}', {
      params: { path: { caseCopyId, attachmentId } },
      signal: patience(8),
    }),
  );

export const sendRequest = (caseCopyId: string, requestId: string, request: NewRequest) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/requests/{requestId}', {
      params: { path: { caseCopyId, requestId } },
      body: request,
      signal: patience(20),
    }),
  );

/** What is asked for in a form, which is kept while it is filled in. */
type FilledIn = 'CALL_ME' | 'MEETING_REQUEST';

/** What the draft of such a form needs of the server. */
export function requestPort(caseCopyId: string, kind: FilledIn): DraftPort {
  const path = '/api/citizen/cases/{caseCopyId}/requests/draft';
  const params = { path: { caseCopyId }, query: { kind } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

/** A file, under the name that the server gives it. */
async function named(call: Promise<{ data?: Blob; error?: unknown; response: Response }>, otherwise: string) {
  const file = await answer(call);
  return { file, name: fileName((await call).response.headers.get('Content-Disposition'), otherwise) };
}

/** A receipt of a message as a file. */
export const fetchReceipt = (caseCopyId: string, messageId: string) =>
  named(
    api.GET('/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}/receipt', {
      params: { path: { caseCopyId, messageId } },
      parseAs: 'blob',
    }),
    'receipt.pdf',
  );

/** A meeting as a file for one's own calendar. */
export const fetchMeeting = (caseCopyId: string, meetingId: string) =>
  named(
    api.GET('/api/citizen/cases/{caseCopyId}/meetings/{meetingId}/calendar', {
      params: { path: { caseCopyId, meetingId } },
      parseAs: 'blob',
    }),
    'calendar.ics',
  );

/** What the draft of a view needs of the server. */
export function viewPort(caseCopyId: string, moment: ViewMoment, meetingId: string | undefined): DraftPort {
  const path = '/api/citizen/cases/{caseCopyId}/views/draft';
  const params = { path: { caseCopyId }, query: { moment, ...(meetingId ? { meetingId } : {}) } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

export const sendView = (caseCopyId: string, viewId: string, view: NewView) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/views/{viewId}', {
      params: { path: { caseCopyId, viewId } },
      body: view,
      signal: patience(20),
    }),
  );

/** What the draft of an answer to a consent needs of the server. */
export function consentPort(caseCopyId: string, consentId: string): DraftPort {
  const path = '/api/citizen/cases/{caseCopyId}/consents/{consentId}/draft';
  const params = { path: { caseCopyId, consentId } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

export const sendConsentAnswer = (caseCopyId: string, consentId: string, answerId: string, given: NewConsentAnswer) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/consents/{consentId}/answers/{answerId}', {
      params: { path: { caseCopyId, consentId, answerId } },
      body: given,
      signal: patience(20),
    }),
  );

/** A receipt of an answer to a consent as a file. */
export const fetchConsentReceipt = (caseCopyId: string, consentId: string, answerId: string) =>
  named(
    api.GET('/api/citizen/cases/{caseCopyId}/consents/{consentId}/answers/{answerId}/receipt', {
      params: { path: { caseCopyId, consentId, answerId } },
      parseAs: 'blob',
    }),
    'receipt.pdf',
  );

// The two kinds of what one says about an entry have a route each: they need different rights.
const commentPaths = {
  draft: '/api/citizen/cases/{caseCopyId}/entries/{entryId}/comments/draft',
  one: '/api/citizen/cases/{caseCopyId}/entries/{entryId}/comments/{viewId}',
} as const;
const complaintPaths = {
  draft: '/api/citizen/cases/{caseCopyId}/entries/{entryId}/complaints/draft',
  one: '/api/citizen/cases/{caseCopyId}/entries/{entryId}/complaints/{viewId}',
} as const;
const pathsOf = (kind: OnEntryKind) => (kind === 'COMMENT' ? commentPaths : complaintPaths);

/** What the draft of a comment on an entry, or of a complaint about it, needs of the server. */
export function onEntryPort(caseCopyId: string, entryId: string, kind: OnEntryKind): DraftPort {
  const params = { path: { caseCopyId, entryId } };
  const { draft: path } = pathsOf(kind);
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

export const sendOnEntry = (caseCopyId: string, entryId: string, kind: OnEntryKind, viewId: string, said: NewOnEntry) =>
  answer(
    api.PUT(pathsOf(kind).one, { params: { path: { caseCopyId, entryId, viewId } }, body: said, signal: patience(20) }),
  );

/** What the draft of a request to read something needs of the server. */
export function accessRequestPort(caseCopyId: string): DraftPort {
  const path = '/api/citizen/cases/{caseCopyId}/access-requests/draft';
  const params = { path: { caseCopyId } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

export const sendAccessRequest = (caseCopyId: string, accessRequestId: string, request: NewAccessRequest) =>
  answer(
    api.PUT('/api/citizen/cases/{caseCopyId}/access-requests/{accessRequestId}', {
      params: { path: { caseCopyId, accessRequestId } },
      body: request,
      signal: patience(20),
    }),
  );

/** Names a document's original file. */
export type OriginalPlace = { caseCopyId: string; entryId: string; documentId: string };

/** Where the browser gets the original file to keep; the server streams it under a neutral name. */
export const originalAddress = ({ caseCopyId, entryId, documentId }: OriginalPlace, { download = false } = {}) =>
  `/api/citizen/cases/${caseCopyId}/entries/${entryId}/documents/${documentId}/content${download ? '?download=1' : ''}`;

/** A part of the original file (`range` as the header has it), as it arrives. */
/** A part of the one document's file, where this log-in shows only one. */
export async function fetchOnlyPart(range: string, signal: AbortSignal): Promise<Response> {
  const call = api.GET('/api/citizen/only/content', {
    params: { header: { Range: range } },
    parseAs: 'stream',
    signal,
  });
  await answer(call);
  return (await call).response;
}

export async function fetchOriginalPart(place: OriginalPlace, range: string, signal: AbortSignal): Promise<Response> {
  const call = api.GET('/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/content', {
    params: { path: place, header: { Range: range } },
    parseAs: 'stream',
    signal,
  });
  await answer(call);
  return (await call).response;
}
