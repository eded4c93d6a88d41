import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/preact-query';
import type { components } from '../../../contracts/portal';
import { answer, api, draftLoad, draftSave, passive, patience } from '../api/client.ts';
import { askAgainAfter } from '../api/queries.ts';
import { atItsTime } from '../api/serverClock.ts';
import { loggedIn } from '../api/sessionState.ts';
import type { ConversationPort, DraftPort } from '../conversation/port.ts';
import type { LogInsPort } from '../logins/LogIns.tsx';

type Schemas = components['schemas'];
export type Me = Schemas['Employee'];
export type InboxItem = Schemas['InboxItem'];
export type StaffViews = Schemas['EmployeeViewList'];
export type AnswerPlace = Schemas['AnswerPlace'];
export type NewAnswerLink = Schemas['NewAnswerLink'];
export type NewAnswers = Schemas['NewAnswers'];
export type StaffConversation = Schemas['EmployeeConversation'];

// Everything the employees' pages ask of the server; nothing here is ever found under a citizen's keys.
export const staffKeys = {
  all: ['staff'] as const,
  me: ['staff', 'me'] as const,
  session: ['staff', 'session'] as const,
  logIns: ['staff', 'logins'] as const,
  inbox: ['staff', 'inbox'] as const,
  attachments: (caseCopyId: string) => ['staff', 'attachments', caseCopyId] as const,
  conversation: (caseCopyId: string) => ['staff', 'conversation', caseCopyId] as const,
  // Below the conversation's: what changes there changes these.
  views: (caseCopyId: string) => ['staff', 'conversation', caseCopyId, 'views'] as const,
  place: (caseCopyId: string, entryId: string) => ['staff', 'conversation', caseCopyId, 'places', entryId] as const,
  textRequests: (caseCopyId: string) => ['staff', 'conversation', caseCopyId, 'texts'] as const,
  consents: (caseCopyId: string) => ['staff', 'conversation', caseCopyId, 'consents'] as const,
};

export const staffMeQuery = queryOptions({
  queryKey: staffKeys.me,
  queryFn: () => answer(api.GET('/api/employee/me')).then(atWork).then(loggedIn),
});

let workplace: string | undefined;

function atWork(me: Me): Me {
  workplace = me.municipality;
  return me;
}

/** The municipality that the employee of this page works for, also when the session has ended. */
export const employer = (): string | undefined => workplace;

const staffLogIn = (logInId: string) => ({ params: { path: { logInId } } });

/** An employee's own log-ins. */
export const staffLogIns: LogInsPort = {
  queryKey: staffKeys.logIns,
  list: () => answer(api.GET('/api/employee/logins')),
  end: (logInId) => answer(api.DELETE('/api/employee/logins/{logInId}', staffLogIn(logInId))),
  endOthers: () => answer(api.POST('/api/employee/logins/end-others')),
};

export const askStaffSession = () => answer(api.GET('/api/employee/session', { headers: passive }));

export const inboxQuery = queryOptions({
  queryKey: staffKeys.inbox,
  queryFn: () => answer(api.GET('/api/employee/inbox')),
  refetchInterval: ({ state }) => (!!state.data?.away || state.error !== null) && askAgainAfter,
});

export const staffConversationQuery = (caseCopyId: string) =>
  infiniteQueryOptions({
    queryKey: staffKeys.conversation(caseCopyId),
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/employee/conversations/{caseCopyId}', {
          params: { path: { caseCopyId }, query: pageParam ? { beforePosition: pageParam } : {} },
        }),
      ).then((page) => {
        atItsTime(page.conversation);
        return page;
      }),
    getNextPageParam: ({ conversation }) =>
      conversation.more ? (conversation.messages[0]?.position ?? undefined) : undefined,
  });

export const staffViewsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: staffKeys.views(caseCopyId),
    queryFn: () =>
      answer(api.GET('/api/employee/conversations/{caseCopyId}/views', { params: { path: { caseCopyId } } })),
  });

/** The paragraphs of a document that an answer can name. */
export const answerPlaceQuery = (caseCopyId: string, entryId: string) =>
  queryOptions({
    queryKey: staffKeys.place(caseCopyId, entryId),
    queryFn: () =>
      answer(
        api.GET('/api/employee/conversations/{caseCopyId}/places/{entryId}', {
          params: { path: { caseCopyId, entryId } },
        }),
      ),
  });

export const staffConsentsQuery = (caseCopyId: string) =>
  queryOptions({
    queryKey: staffKeys.consents(caseCopyId),
    queryFn: () =>
      answer(api.GET('/api/employee/conversations/{caseCopyId}/consents', { params: { path: { caseCopyId } } })),
  });

export const putAnswers = (caseCopyId: string, viewId: string, answerId: string, answers: NewAnswers) =>
  answer(
    api.PUT('/api/employee/conversations/{caseCopyId}/views/{viewId}/answers/{answerId}', {
      params: { path: { caseCopyId, viewId, answerId } },
      body: answers,
      signal: patience(20),
    }),
  );

/** What the draft of the answer to a view needs of the server. */
export function answersPort(caseCopyId: string, viewId: string): DraftPort {
  const path = '/api/employee/conversations/{caseCopyId}/views/{viewId}/answers/draft';
  const params = { path: { caseCopyId, viewId } };
  return {
    loadDraft: (options) => answer(api.GET(path, { params, ...draftLoad(options) })),
    saveDraft: (draft, options) => answer(api.PUT(path, { params, ...draftSave(draft, options) })),
  };
}

type Pause = Schemas['Pause'];

export const putPause = (caseCopyId: string, paused: boolean) =>
  answer(
    api.PUT('/api/employee/conversations/{caseCopyId}/pause', { params: { path: { caseCopyId } }, body: { paused } }),
  );

/** Shows at once what the server has confirmed; the rest is fetched anew. */
export function showPause(client: QueryClient, caseCopyId: string, { pausedAt }: Pause): void {
  client.setQueryData<InfiniteData<StaffConversation>>(
    staffKeys.conversation(caseCopyId),
    (known) => known && { ...known, pages: known.pages.map((page) => ({ ...page, pausedAt: pausedAt ?? null })) },
  );
}

/** The client makes the id: the same again is the same promise. */
export const putAnswerPromise = (caseCopyId: string, promiseId: string, answerBy: string) =>
  answer(
    api.PUT('/api/employee/conversations/{caseCopyId}/promises/{promiseId}', {
      params: { path: { caseCopyId, promiseId } },
      body: { answerBy },
    }),
  );

export const chooseStaffLanguage = (language: string) =>
  answer(api.PUT('/api/employee/language', { body: { language } }));

export const extendStaffSession = () => answer(api.POST('/api/employee/session/extend'));

/** What a conversation needs of the server, on the employees' side. */
export function staffPort(caseCopyId: string): ConversationPort {
  const params = { path: { caseCopyId } };
  const of = (messageId: string) => ({ path: { caseCopyId, messageId } });
  return {
    loadDraft: (options) =>
      answer(api.GET('/api/employee/conversations/{caseCopyId}/draft', { params, ...draftLoad(options) })),
    saveDraft: (draft, options) =>
      answer(api.PUT('/api/employee/conversations/{caseCopyId}/draft', { params, ...draftSave(draft, options) })),
    send: (messageId, message) =>
      answer(
        api.PUT('/api/employee/conversations/{caseCopyId}/messages/{messageId}', {
          params: of(messageId),
          body: message,
          signal: patience(20),
        }),
      ),
    undo: (messageId) =>
      answer(
        api.POST('/api/employee/conversations/{caseCopyId}/messages/{messageId}/undo', {
          params: of(messageId),
          signal: patience(8),
        }),
      ),
    attachmentsKey: staffKeys.attachments(caseCopyId),
    listAttachments: () => answer(api.GET('/api/employee/conversations/{caseCopyId}/attachments', { params })),
    removeAttachment: (attachmentId) =>
      answer(
        api.DELETE('/api/employee/conversations/{caseCopyId}/attachments/{attachmentId}', {
          params: { path: { caseCopyId, attachmentId } },
          signal: patience(8),
        }),
      ),
    attachmentAddress: (attachmentId) => `/api/employee/conversations/${caseCopyId}/attachments/${attachmentId}`,
    attachmentContentAddress: (messageId, attachmentId) =>
      `/api/employee/conversations/${caseCopyId}/messages/${messageId}/attachments/${attachmentId}/content`,
    markRead: (position) =>
      answer(api.PUT('/api/employee/conversations/{caseCopyId}/read', { params, body: { position } })),
  };
}

export const inboxPath = '/employee';
export const logInsPath = '/employee/logins';
export const conversationPath = (caseCopyId: string) => `/employee/conversation/${caseCopyId}`;
