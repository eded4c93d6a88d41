import * as actions from '../api/actions.ts';
import type { Draft, Message, NewMessage } from '../api/client.ts';

/** `outlives`: the page may be gone before the answer comes. */
export type SaveOptions = { outlives?: boolean };

/** What a conversation needs of the server; citizens and employees have one each, and share everything that uses it. */
export type ConversationPort = {
  loadDraft: () => Promise<Draft>;
  saveDraft: (draft: Draft, options?: SaveOptions) => Promise<Draft>;
  send: (messageId: string, message: NewMessage) => Promise<Message>;
  undo: (messageId: string) => Promise<Draft>;
  markRead: (position: number) => Promise<unknown>;
};

export function citizenPort(caseCopyId: string): ConversationPort {
  return {
    loadDraft: () => actions.loadDraft(caseCopyId),
    saveDraft: (draft, options) => actions.saveDraft(caseCopyId, draft, options),
    send: (messageId, message) => actions.sendMessage(caseCopyId, messageId, message),
    undo: (messageId) => actions.undoMessage(caseCopyId, messageId),
    markRead: (position) => actions.markRead(caseCopyId, position),
  };
}
