import { useState } from 'preact/hooks';
import { useSeen } from '../parts/useSeen.ts';

type Props = { documents: number; onEnd: () => void };

/** Where an entry ends that has had no document since it was opened: whoever has seen that has read all there is. */
export function AllSeen({ documents, onEnd }: Props) {
  const [without] = useState(documents === 0);
  const end = useSeen(async () => onEnd());
  return without && documents === 0 ? <span ref={end} class="text-end" aria-hidden="true" /> : null;
}
