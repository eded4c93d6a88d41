// What people did and what they were told, with the time before and after: what the checks are made on.

/** Milliseconds since the epoch, to fractions. */
export const clock = (): number => performance.timeOrigin + performance.now();

export interface Send {
  kind: 'send';
  lane: string;
  /** 1, 2, 3, … within the lane: its author sends one after the other. */
  n: number;
  id: string;
  caseCopyId: string;
  call: number;
  /** When the last attempt began. */
  asked?: number;
  /** When the portal answered "sent"; absent where it never did. */
  accepted?: number;
  attempts: number;
}

/** An author looked at their own conversation. */
export interface View {
  kind: 'view';
  lane: string;
  call: number;
  return: number;
  /** Their own messages' ids as shown, oldest first. */
  ids: string[];
}

export interface Struck {
  kind: 'fault';
  what: string;
  begin: number;
  end: number;
}

/** An answer that no fault excuses. */
export interface Oddity {
  kind: 'oddity';
  at: number;
  what: string;
}

export type Event = Send | View | Struck | Oddity;

export class History {
  readonly events: Event[] = [];

  add(event: Event): void {
    this.events.push(event);
  }

  of<K extends Event['kind']>(kind: K): Extract<Event, { kind: K }>[] {
    return this.events.filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);
  }
}
