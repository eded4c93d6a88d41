// Who writes to whom while things go wrong: parties and their contact persons, each conversation in both directions.
import { setTimeout as pause } from 'node:timers/promises';
import type { Demo } from '../demo/demo.ts';
import type { History, Send } from './history.ts';
import { uuidv7 } from '../visitor/uuid.ts';
import { Person, type Who } from './person.ts';
import { between, oneOf, type Random } from './random.ts';

/** One author's way into one conversation. */
export interface Lane {
  name: string;
  municipality: string;
  caseCopyId: string;
  author: Person;
  sent: Send[];
}

interface Pair {
  municipality: string;
  /** As `control/M/names` calls the copy: the child, then the party. */
  copy: string;
  citizen: string;
  employee: string;
}

const pairs: readonly Pair[] = [
  { municipality: 'fjordvik', copy: 'layla/rania', citizen: 'rania', employee: 'ingrid' },
  { municipality: 'fjordvik', copy: 'layla/layla', citizen: 'layla', employee: 'ingrid' },
  { municipality: 'fjordvik', copy: 'sami/sami', citizen: 'sami', employee: 'ingrid' },
  { municipality: 'lyngmo', copy: 'jakub/katarzyna', citizen: 'katarzyna', employee: 'petter' },
];

export async function gather(demo: Demo, history: History, next: Random): Promise<Lane[]> {
  const people = new Map<string, Person>();
  const person = async (who: Who): Promise<Person> => {
    const known = people.get(who.id);
    if (known) return known;
    const made = new Person(who, demo.portalUrls, history, next);
    await made.logIn();
    await made.listener.start();
    people.set(who.id, made);
    return made;
  };
  const lanes: Lane[] = [];
  for (const { municipality, copy, citizen, employee } of pairs) {
    const names = await demo.fagsystemControl.call<{ copies: Record<string, string> }>('GET', `/${municipality}/names`);
    const caseCopyId = names.copies[copy];
    if (!caseCopyId) throw new Error(`the fagsystem has no copy ${copy}`);
    for (const who of [{ world: 'citizen', id: citizen }, { world: 'employee', id: employee }] as const) {
      lanes.push({ name: `${who.id} in ${copy}`, municipality, caseCopyId, author: await person(who), sent: [] });
    }
  }
  return lanes;
}

/** Writes, looks and reads in one lane until `stop`; what has been begun is finished then. */
export async function live(lane: Lane, next: Random, stop: () => boolean, giveUp: () => boolean): Promise<void> {
  const own = new Set<string>();
  const writing = async (): Promise<void> => {
    for (let n = 1; !stop(); n++) {
      const id = uuidv7();
      own.add(id);
      const send = await lane.author.send(lane.name, n, id, lane.caseCopyId, giveUp);
      lane.sent.push(send);
      if (send.accepted === undefined) return; // its author has told so
      await pause(between(next, 50, 400));
    }
  };
  // The same person on a second device.
  const looking = async (): Promise<void> => {
    while (!stop()) {
      const conversation = await lane.author.look(lane.name, lane.caseCopyId, own);
      const last = conversation?.lastPosition ?? 0;
      if (last > 0 && next() < 0.5) await lane.author.read(lane.caseCopyId, oneOf(next, [last, Math.max(1, last - 3)]));
      await pause(between(next, 200, 900));
    }
  };
  await Promise.all([writing(), looking()]);
}

/** Once nothing is broken any more: the author's next messages go through each replica by name, each within so many milliseconds. */
export async function sendThroughEach(lane: Lane, within: number): Promise<void> {
  for (let replica = 0; replica < lane.author.replicas; replica++) {
    const until = Date.now() + within;
    const n = (lane.sent.at(-1)?.n ?? 0) + 1;
    lane.sent.push(await lane.author.send(lane.name, n, uuidv7(), lane.caseCopyId, () => Date.now() > until, replica));
  }
}
