import type { EventFrame, PageFrame, ServerFrame } from '../../../contracts/live';
import type { LiveEventPage } from './client.ts';

// One socket per tab that says which ids changed; what they mean is fetched over HTTP. Where no socket holds, polling does
// the same, only slower. Positions are gapless per person: a gap means that something was missed, and is asked for again.
//
// A socket counts only once the server has greeted: some proxies refuse it, some let it hang, some open it and then swallow
// what it says. Against the last, the page looks by itself now and then also while the socket is open.

export type LiveChange = Omit<EventFrame, 'kind' | 'position'> | { type: 'resync' };

export type LiveOptions = {
  /** Path of the socket, e.g. /api/citizen/live. */
  path: string;
  /** Asks what happened; `active` says that the person has done something since, so that the session goes on. */
  poll: (after: number | undefined, active: boolean) => Promise<LiveEventPage>;
  onChange: (change: LiveChange) => void;
  onEnded: () => void;
  random?: () => number;
  open?: (url: string) => WebSocket;
};

/** The server closes with this when the session is over: there is nothing to come back for. */
export const closeSessionEnded = 4401;
/** How often the page asks where no socket holds, and how often it makes sure of one that does. */
export const pollEvery = 5000;
export const makeSureEvery = 60_000;
/** A socket on which nobody has greeted after this time leads nowhere. */
export const greetWithin = 6000;
/** What has held for so long was no accident: the next break waits as little as the first. */
const heldFor = 10_000;
/** Before proxies cut a long connection, this end renews it. */
const renewAfter = 40 * 60_000;
const activityEvery = 60_000;

/** Full jitter: anywhere between nothing and the ceiling, so that a thousand tabs don't come back at once. */
export function backoff(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(30_000, 1000 * 2 ** attempt));
}

export function startLive(options: LiveOptions): () => void {
  const { path, poll, onChange, onEnded, random = Math.random } = options;
  const open = options.open ?? ((url: string) => new WebSocket(url));
  let position: number | undefined;
  let socket: WebSocket | null = null;
  let attempt = 0;
  let stopped = false;
  let activeAt = 0;
  /** The person has done something that no socket has told the server. */
  let untold = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  let renew: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;
  let ungreeted: ReturnType<typeof setTimeout> | undefined;
  let held: ReturnType<typeof setTimeout> | undefined;
  /** Whether the server has greeted on the socket that is open. */
  let greeted = false;
  /** Whether polling stands in for a socket. */
  let instead = false;

  const say = (frame: PageFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  const take = (frame: ServerFrame) => {
    switch (frame.kind) {
      case 'hello':
        greeted = true;
        instead = false;
        clearTimeout(ungreeted);
        held = setTimeout(() => {
          attempt = 0;
        }, heldFor);
        pollAfter(makeSureEvery);
        // On the first connection what is on the screen may be older than the position: once more, from now on.
        if (position === undefined) {
          position = frame.position;
          onChange({ type: 'resync' });
        }
        return;
      case 'resync':
        position = frame.position;
        onChange({ type: 'resync' });
        return;
      case 'event':
        if (position !== undefined && frame.position <= position) return;
        if (position !== undefined && frame.position > position + 1) {
          say({ kind: 'resume', after: position });
          return;
        }
        position = frame.position;
        onChange(frame);
    }
  };

  /** Asks over HTTP what happened, and tells whether that was news. */
  const catchUp = async (): Promise<boolean> => {
    try {
      const before = position;
      const active = untold;
      untold = false;
      const page = await poll(before, active);
      // Meanwhile the socket may have told more than this answer knows.
      if (stopped || position !== before || page.position === before) return false;
      position = page.position;
      if (page.resync || before === undefined) onChange({ type: 'resync' });
      else for (const event of page.events) onChange(event as LiveChange);
      return true;
    } catch {
      // The next poll or connection asks again; a call for content that fails is shown where it was made.
      return false;
    }
  };

  const pollAfter = (ms: number) => {
    clearTimeout(polling);
    polling = setTimeout(() => void pollOnce(), ms * (0.75 + 0.25 * random()));
  };
  const pollOnce = async () => {
    const sure = greeted;
    const mine = socket;
    const news = await catchUp();
    if (stopped || document.hidden) return;
    // Open, and yet it didn't tell: something on the way swallows what the server says.
    if (news && sure && greeted && socket === mine) lost();
    else pollAfter(instead ? pollEvery : makeSureEvery);
  };

  const disconnect = () => {
    for (const timer of [again, renew, ungreeted, held]) clearTimeout(timer);
    greeted = false;
    const old = socket;
    socket = null;
    old?.close(1000);
  };

  /** No socket holds: polling takes over until one does. */
  const lost = () => {
    // One that broke comes back soon as a rule; one that never held may never.
    const first = greeted ? pollEvery : 1000;
    disconnect();
    again = setTimeout(connect, backoff(attempt, random));
    attempt += 1;
    if (!instead) pollAfter(first);
    instead = true;
  };
  const hush = () => {
    disconnect();
    clearTimeout(polling);
  };

  const connect = () => {
    if (stopped || document.hidden) return;
    disconnect();
    const address = new URL(path, location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const mine = open(address.href);
    socket = mine;
    ungreeted = setTimeout(lost, greetWithin);
    mine.onopen = () => {
      if (socket !== mine) return;
      if (position !== undefined) say({ kind: 'resume', after: position });
      renew = setTimeout(connect, renewAfter * (0.8 + 0.2 * random()));
    };
    mine.onmessage = (message) => socket === mine && take(JSON.parse(String(message.data)) as ServerFrame);
    mine.onclose = (event) => {
      if (socket !== mine || stopped) return;
      if (event.code === closeSessionEnded) {
        hush();
        onEnded();
      } else lost();
    };
  };

  const onVisibility = () => {
    if (document.hidden) hush();
    else {
      connect();
      if (instead) pollAfter(0);
    }
  };
  /** The network is back: no reason to wait. */
  const onOnline = () => {
    attempt = 0;
    connect();
  };
  const onActivity = () => {
    const at = Date.now();
    if (at - activeAt < activityEvery) return;
    activeAt = at;
    if (greeted) say({ kind: 'activity' });
    else untold = true;
  };
  document.addEventListener('visibilitychange', onVisibility);
  addEventListener('online', onOnline);
  addEventListener('pointerdown', onActivity, { passive: true });
  addEventListener('keydown', onActivity, { passive: true });
  connect();

  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisibility);
    removeEventListener('online', onOnline);
    removeEventListener('pointerdown', onActivity);
    removeEventListener('keydown', onActivity);
    hush();
  };
}
