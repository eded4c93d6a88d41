// Somebody who writes and reads through the real API, at whichever replica answers, and repeats what wasn't answered
// until it is: what a page does.
import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../contracts/portal.d.ts';
import { Visitor } from '../visitor/visitor.ts';
import { clock, type History, type Send } from './history.ts';
import { Listener, type LiveEventPage } from './listener.ts';
import { between, oneOf, type Random } from './random.ts';

type Conversation = components['schemas']['Conversation'];

/** How long a page waits for one answer. */
const patience = 4000;

export interface Who {
  world: 'citizen' | 'employee';
  /** As people.json names them. */
  id: string;
}

export class Person {
  private visitor = new Visitor();
  /** One stream of events, however many conversations. */
  readonly listener = new Listener((after) => this.events(after), (what) => this.oddity(what));

  constructor(
    readonly who: Who,
    private readonly portals: readonly string[],
    private readonly history: History,
    private readonly next: Random,
  ) {}

  async logIn(): Promise<void> {
    this.visitor = new Visitor();
    const portal = oneOf(this.next, this.portals);
    if (this.who.world === 'citizen') await this.visitor.logInCitizen(portal, this.who.id);
    else await this.visitor.logInEmployee(portal, this.who.id);
  }

  private path(caseCopyId: string, rest: string): string {
    const citizen = this.who.world === 'citizen';
    // The citizens' conversation lies below their case; the employees' is a place of its own.
    const base = citizen ? `/api/citizen/cases/${caseCopyId}/conversation` : `/api/employee/conversations/${caseCopyId}`;
    return `${base}${rest}`;
  }

  /** How many replicas there are to ask. */
  get replicas(): number {
    return this.portals.length;
  }

  /** One call at a replica by chance; undefined where nobody answered in time or somebody is down. */
  async call(method: string, path: string, body?: unknown): Promise<Response | undefined> {
    const response = await this.ask(oneOf(this.next, this.portals), method, path, body);
    return typeof response === 'string' ? undefined : response;
  }

  /** One call at one replica; or why there is no answer. */
  private async ask(portal: string, method: string, path: string, body?: unknown): Promise<Response | string> {
    let response: Response;
    try {
      response = await this.visitor.api(method, `${portal}${path}`, body, { signal: AbortSignal.timeout(patience) });
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in time' : 'no connection';
    }
    if (response.status === 401) {
      await this.logIn().catch(() => undefined);
      return 'logged out';
    }
    return response.status >= 500 ? String(response.status) : response;
  }

  /**
   * Sends, and repeats under the same id until it is accepted or `stop` says to give up, which is odd. Each attempt goes
   * to a replica by chance, or all of them to the one that is named (the first is 0).
   */
  async send(lane: string, n: number, id: string, caseCopyId: string, stop: () => boolean, replica?: number): Promise<Send> {
    const send: Send = { kind: 'send', lane, n, id, caseCopyId, call: clock(), attempts: 0 };
    this.history.add(send);
    const text = `${lane} ${n}`;
    let trouble = 'never tried';
    while (!stop()) {
      send.attempts++;
      send.asked = clock();
      const portal = replica === undefined ? oneOf(this.next, this.portals) : this.portals[replica]!;
      const response = await this.ask(portal, 'PUT', this.path(caseCopyId, `/messages/${send.id}`), { text, language: 'nb' });
      if (typeof response === 'string') trouble = response;
      else if (response.ok) {
        send.accepted = clock();
        return send;
      } else {
        trouble = String(response.status);
        if (response.status !== 429) this.oddity(`a message was refused with ${response.status}: ${(await response.text()).slice(0, 200)}`);
      }
      await pause(between(this.next, 30, 200));
    }
    this.oddity(`${replica === undefined ? 'no replica took' : `replica ${replica + 1} didn’t take`} "${text}" (attempts: ${send.attempts}, the last: ${trouble})`);
    return send;
  }

  /** Looks at the conversation, as far as it can be seen now; notes which of one's own messages are there. */
  async look(lane: string, caseCopyId: string, own: ReadonlySet<string>): Promise<Conversation | undefined> {
    const call = clock();
    const response = await this.call('GET', this.path(caseCopyId, '?limit=200'));
    if (!response) return undefined;
    if (!response.ok) {
      this.oddity(`a conversation was refused with ${response.status}`);
      return undefined;
    }
    const body = (await response.json().catch(() => undefined)) as Conversation | { conversation: Conversation } | undefined;
    if (!body) return undefined;
    const conversation = 'conversation' in body ? body.conversation : body;
    if (conversation.historyAvailable) {
      const ids = conversation.messages.map((message) => message.messageId).filter((id) => own.has(id));
      this.history.add({ kind: 'view', lane, call, return: clock(), ids });
    }
    return conversation;
  }

  private async events(after?: number): Promise<LiveEventPage | undefined> {
    const response = await this.call('GET', `/api/${this.who.world}/events${after === undefined ? '' : `?after=${after}`}`);
    if (!response) return undefined;
    if (!response.ok) this.oddity(`events were refused with ${response.status}`);
    return response.ok ? ((await response.json().catch(() => undefined)) as LiveEventPage | undefined) : undefined;
  }

  async read(caseCopyId: string, position: number): Promise<void> {
    const response = await this.call('PUT', this.path(caseCopyId, '/read'), { position });
    if (response && !response.ok && response.status !== 429) this.oddity(`reading was refused with ${response.status}`);
  }

  private oddity(what: string): void {
    this.history.add({ kind: 'oddity', at: clock(), what: `${this.who.id}: ${what}` });
  }
}
