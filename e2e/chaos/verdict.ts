// What became of it all: what people were told, held against what the fagsystem has.
import type { components } from '../../contracts/fagsystem.d.ts';
import type { components as portal } from '../../contracts/portal.d.ts';
import type { Demo } from '../demo/demo.ts';
import type { Lane } from './crowd.ts';
import type { History } from './history.ts';

export interface Registered {
  submissionId: string;
  kind: string;
  position: number;
  acceptedAt: string;
  registeredAt: string;
  body: { text?: string };
}

export interface Verdict {
  /** How many faults struck. */
  kills: number;
  accepted: number;
  lost: number;
  duplicated: number;
  reordered: number;
  unreadWrong: number;
  /** Messages that came while the other side wasn't told live. */
  untold: number;
  /** Over everything accepted before or during a fault and registered after its end; NaN where there was nothing. */
  p99AfterFaultMs: number;
  /** The longest of these waits after each kind of fault. */
  longest: Record<string, number>;
  /** Lanes whose author saw their own conversation in a state that no order of events explains. */
  impossible: number;
  oddities: string[];
}

/** What the fagsystem has of each conversation, by copy. */
export async function allRegistered(demo: Demo, lanes: readonly Lane[]): Promise<Map<string, Registered[]>> {
  const found = new Map<string, Registered[]>();
  for (const { municipality, caseCopyId } of lanes) {
    if (found.has(caseCopyId)) continue;
    const all = await demo.fagsystemControl.call<Registered[]>('GET', `/${municipality}/copies/${caseCopyId}/submissions`);
    found.set(caseCopyId, all.filter(({ kind }) => kind === 'MESSAGE').sort((a, b) => a.position - b.position));
  }
  return found;
}

/** Lost, doubled or in another order than they were sent in. */
export function judgeLane(lane: Pick<Lane, 'name' | 'sent'>, registered: readonly Registered[]): Pick<Verdict, 'accepted' | 'lost' | 'duplicated' | 'reordered'> {
  const accepted = lane.sent.filter((send) => send.accepted !== undefined);
  // By what was written: another id with the same words is a double too.
  const mine = registered.filter(({ body }) => body.text?.startsWith(`${lane.name} `));
  const times = new Map<string, number>();
  for (const { body } of mine) times.set(body.text!, (times.get(body.text!) ?? 0) + 1);
  const numbers = mine.map(({ body }) => Number(body.text!.slice(lane.name.length + 1)));
  return {
    accepted: accepted.length,
    lost: accepted.filter(({ n }) => !times.has(`${lane.name} ${n}`)).length,
    duplicated: [...times.values()].reduce((sum, count) => sum + count - 1, 0),
    reordered: numbers.filter((n, i) => i > 0 && n < numbers[i - 1]!).length,
  };
}

/** The other side's messages of which a lane's author was never told that they had come. */
export function untoldIn(lane: Lane, lanes: readonly Lane[], registered: readonly Registered[]): number {
  const others = lanes.filter((other) => other !== lane && other.caseCopyId === lane.caseCopyId);
  const theirs = registered.filter(({ body }) => others.some(({ name }) => body.text?.startsWith(`${name} `)));
  return theirs.filter(({ submissionId, registeredAt }) => !lane.author.listener.knows(submissionId, registeredAt)).length;
}

export interface Wait {
  /** The fault that was over. */
  after: string;
  ms: number;
}

/** How long after a fault's end that was registered which had been accepted before or during the fault. */
export function afterFaults(history: History, registered: Iterable<Registered>): Wait[] {
  const faults = history.of('fault').sort((a, b) => a.end - b.end);
  const sends = new Map(history.of('send').map((send) => [send.id, send]));
  const waits: Wait[] = [];
  for (const { submissionId, acceptedAt, registeredAt } of registered) {
    const send = sends.get(submissionId);
    if (send?.accepted === undefined) continue;
    // Where an earlier attempt was accepted and its answer got lost, its author was told only later.
    const earlier = Date.parse(acceptedAt);
    const told = send.asked !== undefined && earlier < Math.floor(send.asked) ? earlier : send.accepted;
    const at = Date.parse(registeredAt);
    // The first fault that ended after it was accepted: it waits for that one, also where another strikes meanwhile.
    const fault = faults.find(({ end }) => end >= told);
    if (fault && fault.end <= at) waits.push({ after: fault.what, ms: at - fault.end });
  }
  return waits.sort((a, b) => a.ms - b.ms);
}

export const p99 = (sorted: readonly Wait[]): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))]?.ms ?? Number.NaN;

type MessagePage = components['schemas']['MessagePage'];
type Conversation = portal['schemas']['Conversation'];

/** Unread and read states in which portal and fagsystem differ, once everything has come to rest. */
export async function unreadWrong(demo: Demo, lanes: readonly Lane[]): Promise<number> {
  let wrong = 0;
  for (const lane of lanes) {
    const { caseCopyId, municipality, author } = lane;
    const citizen = author.who.world === 'citizen';
    const response = await fetch(`${demo.addresses.fagsystem}/${municipality}/v1/case-copies/${caseCopyId}/messages?limit=200`, {
      headers: { authorization: `Bearer ${demo.secrets.fagsystemToken}` },
    });
    const truth = (await response.json()) as MessagePage;
    const mark = (side: 'PARTY' | 'EMPLOYEE'): number => truth.readMarks.find((one) => one.side === side)?.position ?? 0;
    const [own, other] = citizen ? (['PARTY', 'EMPLOYEE'] as const) : (['EMPLOYEE', 'PARTY'] as const);

    const shown = await author.call('GET', citizen ? `/api/citizen/cases/${caseCopyId}/conversation?limit=200` : `/api/employee/conversations/${caseCopyId}?limit=200`);
    if (!shown?.ok) {
      wrong++;
      continue;
    }
    const body = (await shown.json()) as Conversation | { conversation: Conversation };
    const conversation = 'conversation' in body ? body.conversation : body;
    if (conversation.readPosition !== mark(own)) wrong++;
    for (const message of conversation.messages) {
      if (message.mine && (message.state === 'READ') !== ((message.position ?? Infinity) <= mark(other))) wrong++;
    }
    const unread = truth.messages.filter((message) => message.author.side === other && message.position > mark(own)).length;
    const counted = citizen
      ? ((await (await author.call('GET', `/api/citizen/cases/${caseCopyId}`))?.json()) as portal['schemas']['Case'] | undefined)?.unreadMessages
      : ((await (await author.call('GET', '/api/employee/inbox'))?.json()) as portal['schemas']['Inbox'] | undefined)?.items.find((item) => item.caseCopyId === caseCopyId)?.unread;
    // Only the newest 100 are counted on a page of the case.
    if (counted !== Math.min(unread, 100) && counted !== unread) wrong++;
  }
  return wrong;
}
