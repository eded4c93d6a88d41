import { effect } from '@preact/signals';
import { sessionEnded } from '../api/sessionState.ts';
import { everything, type Narrowing } from './narrowing.ts';

/** What one had chosen in the list, how much of it was shown and where one was, for who comes back from a document. */
type KeptList = { by: Narrowing; shown: number; top: number };

/**
 * How many rows are made at once: those that a phone's screen shows. The next come after they have been drawn, so that an old
 * phone answers each key; a list of a thousand is made while one goes down in it.
 */
export const atOnce = 12;

// In the page's memory only, by case: what one looks for is nobody else's to find in an address or on the device.
const kept = new Map<string, KeptList>();

effect(() => {
  if (sessionEnded.value) kept.clear();
});

export const keptList = (caseCopyId: string): KeptList =>
  kept.get(caseCopyId) ?? { by: everything, shown: atOnce, top: 0 };

export const keepList = (caseCopyId: string, list: KeptList): void => {
  kept.set(caseCopyId, list);
};
