// What somebody is told live, asked for as by a page without a socket: that the other side's messages have come.
import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../contracts/portal.d.ts';
import { clock } from './history.ts';
import { between, type Random } from './random.ts';

export type LiveEventPage = components['schemas']['LiveEventPage'];

/** One person's place in their own sequence of events, which has no gaps. */
export class Listener {
  private readonly named = new Set<string>();
  /** Where what can be asked for begins: at the start, or where everything had to be fetched anew. */
  private first = 0;
  private position = 0;
  private anewAt = -Infinity;

  constructor(
    /** What happened after a position, or without one only how far it has come; undefined where nobody answers. */
    private readonly ask: (after?: number) => Promise<LiveEventPage | undefined>,
    private readonly odd: (what: string) => void,
  ) {}

  /** Listens from here on. */
  async start(): Promise<void> {
    const page = await this.ask();
    if (!page) throw new Error('nobody says how far the events have come');
    this.first = this.position = page.position;
  }

  /** Asks for what is new; tells whether something was, or that nobody answered. */
  async listen(): Promise<'news' | 'nothing' | 'silence'> {
    const page = await this.ask(this.position);
    if (!page) return 'silence';
    const before = this.position;
    if (page.resync) {
      if (page.position <= before) this.odd(`events went back from ${before} to ${page.position}`);
      this.first = this.position = page.position;
      this.anewAt = clock();
      return 'news';
    }
    for (const { position, type, messageId } of page.events) {
      if (position !== this.position + 1) this.odd(`event ${position} came after event ${this.position}`);
      this.position = position;
      if (type === 'message-received' && messageId) this.named.add(messageId);
    }
    if (page.position !== this.position) this.odd(`after event ${this.position} the next is to be asked for after ${page.position}`);
    return this.position === before ? 'nothing' : 'news';
  }

  /**
   * Listens to it all once more, and gives up where nobody answers ten times running. What nobody could decide about when
   * it was told first was only hinted at.
   */
  async again(): Promise<void> {
    this.position = this.first;
    for (let silent = 0; silent < 10; ) {
      const heard = await this.listen();
      if (heard === 'nothing') return;
      silent = heard === 'silence' ? silent + 1 : 0;
      if (silent) await pause(100);
    }
  }

  /** Whether it was told that this message had come, or since then to fetch everything anew. */
  knows(messageId: string, registeredAt: string): boolean {
    return this.named.has(messageId) || Date.parse(registeredAt) <= this.anewAt;
  }
}

/** Listens until `stop`. */
export async function listenOn(listener: Listener, next: Random, stop: () => boolean): Promise<void> {
  while (!stop()) {
    await listener.listen();
    await pause(between(next, 200, 900));
  }
}
