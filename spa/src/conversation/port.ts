import * as actions from '../api/actions.ts';
import type { AttachmentList, Draft, DraftLoad, DraftSave, Message, NewMessage } from '../api/client.ts';
import { keys } from '../api/queries.ts';

/** What a draft needs of the server. */
export type DraftPort = {
  loadDraft: (options?: DraftLoad) => Promise<Draft>;
  saveDraft: (draft: Draft, options?: DraftSave) => Promise<Draft>;
};

/** What a conversation needs of the server; citizens and employees have one each, and share everything that uses it. */
export type ConversationPort = DraftPort & {
  send: (messageId: string, message: NewMessage) => Promise<Message>;
  undo: (messageId: string) => Promise<Draft>;
  /** Under which the files of the draft are fetched. */
  attachmentsKey: readonly string[];
  listAttachments: () => Promise<AttachmentList>;
  removeAttachment: (attachmentId: string) => Promise<unknown>;
  /** Where a file of the draft is, and where one of a message is to be had. */
  attachmentAddress: (attachmentId: string) => string;
  attachmentContentAddress: (messageId: string, attachmentId: string) => string;
  markRead: (position: number) => Promise<unknown>;
};

export function citizenPort(caseCopyId: string): ConversationPort {
  return {
    loadDraft: (options) => actions.loadDraft(caseCopyId, options),
    saveDraft: (draft, options) => actions.saveDraft(caseCopyId, draft, options),
    send: (messageId, message) => actions.sendMessage(caseCopyId, messageId, message),
    undo: (messageId) => actions.undoMessage(caseCopyId, messageId),
    attachmentsKey: keys.attachments(caseCopyId),
    listAttachments: () => actions.listAttachments(caseCopyId),
    removeAttachment: (attachmentId) => actions.removeAttachment(caseCopyId, attachmentId),
    attachmentAddress: (attachmentId) => actions.attachmentAddress(caseCopyId, attachmentId),
    attachmentContentAddress: (messageId, attachmentId) =>
      actions.attachmentContentAddress(caseCopyId, messageId, attachmentId),
    markRead: (position) => actions.markRead(caseCopyId, position),
  };
}
