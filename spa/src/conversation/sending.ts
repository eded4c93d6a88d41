import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Message, NewMessage } from '../api/client.ts';
import { type FailureCode, failureCode, mayBeDone } from '../api/failure.ts';
import type { Readiness } from '../attachments/keeper.ts';
import type { MessageUnderWay } from '../parts/underWay.ts';
import { kept, type TextFault, textFault } from './text.ts';
import { uuidv7 } from './uuid.ts';

export type SendState =
  | { is: 'writing' }
  /** Asked for, and done as soon as the files are there. */
  | { is: 'waiting' }
  | { is: 'sending' }
  | { is: 'refused'; fault: TextFault | 'files' }
  /** `unsure`: its answer is missing, and it may have been sent. */
  | { is: 'failed'; code: FailureCode; unsure: boolean };

type Attempt = { id: string; message: NewMessage; text: string; attachments: string[]; unsure: boolean };

/**
 * By place, from the beginning of each attempt: whether they were sent isn't known, also where one has gone to another page of
 * the portal and comes back. In this page's memory only.
 */
const unanswered = new Map<string, Attempt>();

/**
 * The same words, files and marks. Where an answer is missing the language isn't asked: it may only be the page's, which was
 * changed meanwhile.
 */
function isAgain({ message, unsure }: Attempt, now: NewMessage): boolean {
  const said = (one: NewMessage) => JSON.stringify(unsure ? { ...one, language: undefined } : one);
  return said(message) === said(now);
}

const underWay: Record<SendState['is'], MessageUnderWay> = {
  writing: 'nothing',
  waiting: 'waiting',
  sending: 'sending',
  refused: 'stopped',
  failed: 'stopped',
};

/** What the writer can mend. */
const refusals: Partial<Record<FailureCode, TextFault | 'files'>> = {
  'text-empty': 'empty',
  'text-too-long': 'too-long',
  'attachment-unusable': 'files',
  'too-many-files': 'files',
  'files-too-large': 'files',
};

/** What stands in the field, with what was told of it. */
type InField = Omit<NewMessage, 'attachments'>;

/** The files that are to go along. */
type Files = {
  readiness: ReadonlySignal<Readiness>;
  sendable: () => string[];
  /** These stay where they are until it is decided whether they were sent. */
  hold: (attachmentIds: readonly string[]) => void;
};

const none: Files = { readiness: signal<Readiness>('ready'), sendable: () => [], hold: () => undefined };

type Deps = {
  /** What is written for which conversation. */
  place?: string;
  send: (messageId: string, message: NewMessage) => Promise<Message>;
  files?: Files;
  /** `text` as it stood in the field. */
  onSent: (message: Message, text: string, attachments: string[]) => void;
  /** There is no conversation to send it to any more, as in a case that is closed. */
  onGone?: () => void;
  onBegin?: () => void;
  /** No longer waited for; `unsure` where it isn't decided whether it was sent. */
  onEnd?: (unsure: boolean) => void;
  makeId?: () => string;
};

/**
 * Sends one message. The text stays in the field until the server has answered "sent"; trying the same text again uses the
 * same id, so a message whose answer got lost is never sent twice; it is sent, too, where it is seen in the conversation.
 */
export class Sending {
  readonly state: Signal<SendState> = signal<SendState>({ is: 'writing' });
  /** The same for those who only want to know what becomes of it. */
  readonly underWay: ReadonlySignal<MessageUnderWay> = computed(() => underWay[this.state.value.is]);
  private attempt: Attempt | null;
  private thread: readonly Message[] = [];
  private stopWaiting: (() => void) | undefined;

  constructor(private readonly deps: Deps) {
    this.attempt = unanswered.get(deps.place ?? '') ?? null;
    // The page that began it was left: here its answer is missing.
    if (this.attempt) this.attempt.unsure = true;
  }

  /** Sends what stands in the field; with files still on their way, as soon as they are there, what stands there then. */
  async submit(read: () => InField): Promise<void> {
    const { is } = this.state.value;
    if (is === 'sending' || is === 'waiting') return;
    const files = this.deps.files ?? none;
    const ready = files.readiness.peek();
    const attachments = files.sendable();
    const inField = read();
    const { text } = inField;
    const fault = ready === 'unusable' ? 'files' : textFault(text);
    const goesWithout = fault === 'empty' && (attachments.length > 0 || ready === 'on-their-way');
    if (fault && !goesWithout) {
      this.state.value = { is: 'refused', fault };
      return;
    }
    if (ready === 'on-their-way') {
      this.wait(files, read);
      return;
    }
    const message: NewMessage = { ...inField, text: kept(text), ...(attachments.length > 0 && { attachments }) };
    if (!this.attempt || !isAgain(this.attempt, message)) {
      this.decided();
      this.attempt = { id: (this.deps.makeId ?? uuidv7)(), message, text, attachments, unsure: false };
    }
    const { attempt } = this;
    if (this.deps.place) unanswered.set(this.deps.place, attempt);
    files.hold(attachments);
    this.state.value = { is: 'sending' };
    this.deps.onBegin?.();
    try {
      this.sent(await this.deps.send(attempt.id, attempt.message), attempt);
    } catch (error) {
      const code = failureCode(error);
      const fault = refusals[code];
      // These say that nothing was ever accepted under this id, or something else: this text needs an id of its own.
      if (fault || code === 'other-body') this.decided();
      else if (mayBeDone(error)) attempt.unsure = true;
      // Any other refusal of this try says nothing of one whose answer is missing.
      else if (!attempt.unsure) this.forget(attempt);
      this.state.value = fault ? { is: 'refused', fault } : { is: 'failed', code, unsure: this.unsure };
      if (code === 'not-found') this.deps.onGone?.();
    } finally {
      this.deps.onEnd?.(this.unsure);
      // It may have come into the conversation before its answer was given up.
      this.seen(this.thread);
    }
  }

  /** The conversation shows what has been sent: an attempt that is among it needs no answer any more. */
  seen(messages: readonly Message[]): void {
    this.thread = messages;
    const attempt = this.unsure && this.state.peek().is !== 'sending' ? this.attempt : null;
    const sent = attempt && messages.find(({ messageId }) => messageId === attempt.id);
    if (!sent) return;
    this.sent(sent, attempt);
    this.deps.onEnd?.(false);
  }

  private get unsure(): boolean {
    return !!this.attempt?.unsure;
  }

  private sent(message: Message, { text, attachments }: Attempt): void {
    this.decided();
    this.state.value = { is: 'writing' };
    this.deps.onSent(message, text, attachments);
  }

  /** Another page may have begun another one for this place meanwhile: that one stays. */
  private forget(attempt: Attempt | null): void {
    const { place } = this.deps;
    if (place && unanswered.get(place) === attempt) unanswered.delete(place);
  }

  private decided(): void {
    this.forget(this.attempt);
    this.attempt = null;
    this.deps.files?.hold([]);
  }

  /** Not yet, after all. */
  dontWait(): void {
    this.stopWaiting?.();
    this.stopWaiting = undefined;
    if (this.state.value.is === 'waiting') this.state.value = { is: 'writing' };
  }

  private wait({ readiness }: Files, read: () => InField): void {
    this.state.value = { is: 'waiting' };
    const stop = effect(() => {
      if (readiness.value === 'on-their-way') return;
      // Not within the change that brought the last file.
      queueMicrotask(() => {
        if (this.stopWaiting !== stop) return;
        // In one step: in between nobody takes it for given up.
        batch(() => {
          this.dontWait();
          void this.submit(read);
        });
      });
    });
    this.stopWaiting = stop;
  }

  /** The writer goes on: what was said about the last attempt goes. */
  edited(): void {
    if (this.state.value.is === 'refused' || this.state.value.is === 'failed') this.state.value = { is: 'writing' };
  }
}
