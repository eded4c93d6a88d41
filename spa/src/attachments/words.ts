import type { Attachment, AttachmentReason } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import type { DraftFile } from './keeper.ts';
import type { OverLimit } from './limits.ts';
import { sizeInWords } from './size.ts';

/** What the writer is told of a file, kept or on its way. */
export function draftFileWords(
  { state }: DraftFile,
  most: { files: number; fileBytes: number; bytes: number },
): string {
  switch (state.is) {
    case 'queued':
      return t('files.queued');
    case 'uploading':
      return state.part < 1 ? t('files.uploading', { Percent: Math.floor(state.part * 100) }) : t('files.arriving');
    case 'interrupted':
      return t('files.interrupted');
    case 'over':
      return overWords(state.limit, most);
    case 'refused':
      return state.reason ? reasonWords(state.reason) : (state.detail ?? t('files.failed'));
    case 'removing':
      return t('files.removing');
    case 'kept':
      return state.over ? overWords(state.over, most) : ownFileWords(state.attachment, false);
  }
}

function overWords(limit: OverLimit, most: { files: number; fileBytes: number; bytes: number }): string {
  switch (limit) {
    case 'empty':
      return t('files.empty');
    case 'too-big':
      return t('files.tooBig', { Size: sizeInWords(most.fileBytes) });
    case 'too-many':
      return t('files.tooMany', { Count: most.files });
    case 'too-big-together':
      return t('files.tooBigTogether', { Size: sizeInWords(most.bytes) });
  }
}

/** What the side that sent a file is told of it. */
export function ownFileWords(file: Attachment, sent: boolean): string {
  switch (file.state) {
    case 'WAITING_FOR_CHECK':
      return t(sent ? 'files.checkingSent' : 'files.checking');
    case 'READY':
      return t(sent ? 'files.checked' : 'files.ready');
    case 'PARKED':
      return t(sent ? 'files.parked' : 'files.parkedDraft');
    case 'INFECTED':
      return t('files.infected');
    case 'REFUSED':
      return reasonWords(file.reason ?? 'TYPE_NOT_ALLOWED');
  }
}

/** Why a file can't be accepted, and what to do: the server's own words, which come with it where they are said at once. */
export const reasonWords = (reason: AttachmentReason): string => t(`srv.attachment.${reason}`);
