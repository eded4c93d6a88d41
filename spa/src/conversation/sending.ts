import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Message, NewMessage } from '../api/client.ts';
import { type FailureCode, failureCode } from '../api/failure.ts';
import type { Readiness } from '../attachments/keeper.ts';
import { kept, type TextFault, textFault } from './text.ts';
import { uuidv7 } from './uuid.ts';

export type SendState =
  | { is: 'writing' }
  /** Asked for, and done as soon as the files are there. */
  | { is: 'waiting' }
  | { is: 'sending' }
  | { is: 'refused'; fault: TextFault | 'files' }
  | { is: 'failed'; code: FailureCode };

/** What stands in the field, with what was told of it. */
type InField = Omit<NewMessage, 'attachments'>;

/** The files that are to go along. */
type Files = { readiness: ReadonlySignal<Readiness>; sendable: () => string[] };

const none: Files = { readiness: signal<Readiness>('ready'), sendable: () => [] };

type Deps = {
  send: (messageId: string, message: NewMessage) => Promise<Message>;
  files?: Files;
  /** `text` as it stood in the field. */
  onSent: (message: Message, text: string, attachments: string[]) => void;
  onBegin?: () => void;
  /** Sent or not: it is decided, or no longer waited for. */
  onEnd?: () => void;
  makeId?: () => string;
};

/**
 * Sends one message. The text stays in the field until the server has answered "sent"; trying the same text again uses the
 * same id, so a message whose answer got lost is never sent twice.
 */
export class Sending {
  readonly state: Signal<SendState> = signal<SendState>({ is: 'writing' });
  private attempt: { id: string; body: string } | null = null;
  private stopWaiting: (() => void) | undefined;

  constructor(private readonly deps: Deps) {}

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
    const body = JSON.stringify(message);
    if (this.attempt?.body !== body) this.attempt = { id: (this.deps.makeId ?? uuidv7)(), body };
    this.state.value = { is: 'sending' };
    this.deps.onBegin?.();
    try {
      const sent = await this.deps.send(this.attempt.id, message);
      this.attempt = null;
      this.state.value = { is: 'writing' };
      this.deps.onSent(sent, text, attachments);
    } catch (error) {
      const code = failureCode(error);
      if (code === 'text-empty') this.state.value = { is: 'refused', fault: 'empty' };
      else if (code === 'attachment-unusable') this.state.value = { is: 'refused', fault: 'files' };
      else if (code === 'text-too-long') this.state.value = { is: 'refused', fault: 'too-long' };
      else {
        // Under this id something else was accepted: this text needs an id of its own.
        if (code === 'other-body') this.attempt = null;
        this.state.value = { is: 'failed', code };
      }
    } finally {
      this.deps.onEnd?.();
    }
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
        this.dontWait();
        void this.submit(read);
      });
    });
    this.stopWaiting = stop;
  }

  /** The writer goes on: what was said about the last attempt goes. */
  edited(): void {
    if (this.state.value.is === 'refused' || this.state.value.is === 'failed') this.state.value = { is: 'writing' };
  }
}
