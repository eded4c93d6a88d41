import { type Signal, signal } from '@preact/signals';
import type { Message, NewRequest } from '../api/client.ts';
import { failureSaid } from '../api/failure.ts';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { uuidv7 } from '../conversation/uuid.ts';

type Deps = { send: (requestId: string, request: NewRequest) => Promise<Message>; makeId?: () => string };

/** Hands in one request. The same content tried again has the same id, so that a lost answer asks nobody to call twice. */
export class Asking {
  readonly state: Signal<HandInState> = signal<HandInState>({ is: 'writing' });
  private attempt: { id: string; content: string } | null = null;

  constructor(private readonly deps: Deps) {}

  async submit(request: NewRequest): Promise<void> {
    const now = this.state.value.is;
    if (now === 'sending' || now === 'sent') return;
    const content = JSON.stringify(request);
    if (this.attempt?.content !== content) this.attempt = { id: (this.deps.makeId ?? uuidv7)(), content };
    this.state.value = { is: 'sending' };
    try {
      await this.deps.send(this.attempt.id, request);
      this.state.value = { is: 'sent' };
    } catch (error) {
      const said = failureSaid(error);
      // Under this id something else was accepted: this needs an id of its own.
      if (said.code === 'other-body') this.attempt = null;
      this.state.value = { is: 'failed', ...said };
    }
  }

  /** The writer goes on: what was said about the last attempt goes. */
  edited(): void {
    if (this.state.value.is === 'failed') this.state.value = { is: 'writing' };
  }
}
