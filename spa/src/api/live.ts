import type { EventFrame, PageFrame, ServerFrame } from '../../../contracts/live';
import type { LiveEventPage } from './client.ts';

// One socket per tab that says which ids changed; what they mean is fetched over HTTP. Where no socket holds, polling does
// the same, only slower. Positions are gapless per person: a gap means that something was missed, and is asked for again.

export type LiveChange = Omit<EventFrame, 'kind' | 'position'> | { type: 'resync' };

export type LiveOptions = {
  /** Path of the socket, e.g. /api/citizen/live. */
  path: string;
  poll: (after: number | undefined) => Promise<LiveEventPage>;
  onChange: (change: LiveChange) => void;
  onEnded: () => void;
  random?: () => number;
  open?: (url: string) => WebSocket;
};

/** The server closes with this when the session is over: there is nothing to come back for. */
export const closeSessionEnded = 4401;
const pollEvery = 15_000;
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
  let again: ReturnType<typeof setTimeout> | undefined;
  let renew: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;

  const say = (frame: PageFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  };

  const take = (frame: ServerFrame) => {
    switch (frame.kind) {
      case 'hello':
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

  const catchUp = async () => {
    try {
      const page = await poll(position);
      const known = position !== undefined;
      position = page.position;
      if (page.resync || !known) onChange({ type: 'resync' });
      else for (const event of page.events) onChange(event as LiveChange);
    } catch {
      // The next poll or connection asks again; a call for content that fails is shown where it was made.
    }
  };

  const disconnect = () => {
    clearTimeout(again);
    clearTimeout(renew);
    const old = socket;
    socket = null;
    old?.close(1000);
  };

  const connect = () => {
    if (stopped || document.hidden) return;
    disconnect();
    const address = new URL(path, location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const mine = open(address.href);
    socket = mine;
    mine.onopen = () => {
      attempt = 0;
      clearInterval(polling);
      polling = undefined;
      if (position !== undefined) say({ kind: 'resume', after: position });
      renew = setTimeout(connect, renewAfter * (0.8 + 0.2 * random()));
    };
    mine.onmessage = (message) => take(JSON.parse(String(message.data)) as ServerFrame);
    mine.onclose = (event) => {
      if (socket !== mine || stopped) return;
      socket = null;
      clearTimeout(renew);
      if (event.code === closeSessionEnded) {
        onEnded();
        return;
      }
      polling ??= setInterval(() => void catchUp(), pollEvery);
      again = setTimeout(connect, backoff(attempt, random));
      attempt += 1;
    };
  };

  const onVisibility = () => {
    if (document.hidden) disconnect();
    else connect();
  };
  const onActivity = () => {
    const at = Date.now();
    if (at - activeAt < activityEvery) return;
    activeAt = at;
    say({ kind: 'activity' });
  };
  document.addEventListener('visibilitychange', onVisibility);
  addEventListener('pointerdown', onActivity, { passive: true });
  addEventListener('keydown', onActivity, { passive: true });
  connect();

  return () => {
    stopped = true;
    document.removeEventListener('visibilitychange', onVisibility);
    removeEventListener('pointerdown', onActivity);
    removeEventListener('keydown', onActivity);
    clearInterval(polling);
    disconnect();
  };
}
