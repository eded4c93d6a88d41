import type { Meeting } from '../api/client.ts';

/** What a meeting is called: in the reader's language where somebody has translated it, or else as the service wrote it. */
export function MeetingTitle({ of }: { of: Pick<Meeting, 'title' | 'translation'> }) {
  return <bdi lang={of.translation?.made.language ?? 'nb'}>{of.translation?.text ?? of.title}</bdi>;
}
