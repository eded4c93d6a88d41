import { type Signal, signal } from '@preact/signals';
import type { Message, NewMessage } from '../api/client.ts';
import { type FailureCode, failureCode } from '../api/failure.ts';
import { kept, type TextFault, textFault } from './text.ts';
import { uuidv7 } from './uuid.ts';

export type SendState =
  | { is: 'writing' }
  | { is: 'sending' }
  | { is: 'refused'; fault: TextFault }
  | { is: 'failed'; code: FailureCode };

type Deps = {
  send: (messageId: string, message: NewMessage) => Promise<Message>;
  /** `text` as it stood in the field. */
  onSent: (message: Message, text: string) => void;
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

  constructor(private readonly deps: Deps) {}

  /** `told` is what goes with the text. */
  async submit(text: string, told: Omit<NewMessage, 'text'> = {}): Promise<void> {
    if (this.state.value.is === 'sending') return;
    const fault = textFault(text);
    if (fault) {
      this.state.value = { is: 'refused', fault };
      return;
    }
    const message = { ...told, text: kept(text) };
    const body = JSON.stringify(message);
    if (this.attempt?.body !== body) this.attempt = { id: (this.deps.makeId ?? uuidv7)(), body };
    this.state.value = { is: 'sending' };
    this.deps.onBegin?.();
    try {
      const sent = await this.deps.send(this.attempt.id, message);
      this.attempt = null;
      this.state.value = { is: 'writing' };
      this.deps.onSent(sent, text);
    } catch (error) {
      const code = failureCode(error);
      if (code === 'text-empty') this.state.value = { is: 'refused', fault: 'empty' };
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

  /** The writer goes on: what was said about the last attempt goes. */
  edited(): void {
    if (this.state.value.is === 'refused' || this.state.value.is === 'failed') this.state.value = { is: 'writing' };
  }
}
