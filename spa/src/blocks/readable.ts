import type { DocumentText } from '../api/client.ts';

/** The texts of a document that can be read as text here; nothing where there is none. */
export function readableOf(text: DocumentText): DocumentText | undefined {
  const translation = text.translation?.onlyFile ? undefined : text.translation;
  if (text.original.onlyFile && !translation) return undefined;
  return { ...text, translation };
}
