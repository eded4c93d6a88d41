import type { AttachmentLimits } from '../api/client.ts';

/** As in the contract, until the server has said its own. */
export const usualLimits: AttachmentLimits = {
  files: 10,
  fileBytes: 25 * 1024 * 1024,
  bytes: 100 * 1024 * 1024,
  accept: ['image/*', '.pdf', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp'],
};

export type OverLimit = 'empty' | 'too-big' | 'too-many' | 'too-big-together';

/** What the device itself can say against a file, before anything is sent. */
export function overLimit(
  file: { size: number },
  others: readonly { size: number }[],
  limits: AttachmentLimits,
): OverLimit | null {
  if (file.size === 0) return 'empty';
  if (file.size > limits.fileBytes) return 'too-big';
  if (others.length >= limits.files) return 'too-many';
  const together = others.reduce((sum, { size }) => sum + size, file.size);
  return together > limits.bytes ? 'too-big-together' : null;
}
