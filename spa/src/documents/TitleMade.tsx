import type { TextInfo } from '../api/client.ts';
import { shortlyMade } from './madeBy.ts';

/** Who translated a title, in a line below it; nothing where it stands as it was written. */
export function TitleMade({ of }: { of: TextInfo | undefined }) {
  return of ? <span class="title-made small quiet">{shortlyMade(of)}</span> : null;
}
