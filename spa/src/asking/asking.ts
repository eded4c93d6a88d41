import { type Signal, signal } from '@preact/signals';
import type { Message, NewRequest } from '../api/client.ts';
import { failureSaid, mayBeDone } from '../api/failure.ts';
import type { HandInState } from '../conversation/useKeptForm.ts';
import { uuidv7 } from '../conversation/uuid.ts';

type Attempt = { id: string; request: NewRequest; unsure: boolean };

/**
 * By place and content, from the beginning of each attempt: whether they were sent isn't known, also where one has gone to
 * another page of the portal and asks the same there. In this page's memory only.
 */
const unanswered = new Map<string, Attempt>();

type Deps = {
  /** Where it is asked; what is asked in one place has nothing to do with another. */
  place: string;
  send: (requestId: string, request: NewRequest) => Promise<Message>;
  makeId?: () => string;
};

/** Hands in one request. The same content tried again has the same id, so that a lost answer asks nobody to call twice. */
export class Asking {
  readonly state: Signal<HandInState> = signal<HandInState>({ is: 'writing' });

  constructor(private readonly deps: Deps) {}

  async submit(request: NewRequest): Promise<void> {
    const now = this.state.value.is;
    if (now === 'sending' || now === 'sent') return;
    // The language may only be the page's, which was changed meanwhile.
    const content = JSON.stringify([this.deps.place, { ...request, language: undefined }]);
    const before = unanswered.get(content);
    // A page that was left while it was sent: here its answer is missing.
    if (before) before.unsure = true;
    const attempt = before ?? { id: (this.deps.makeId ?? uuidv7)(), request, unsure: false };
    unanswered.set(content, attempt);
    const decided = () => {
      if (unanswered.get(content)?.id === attempt.id) unanswered.delete(content);
    };
    this.state.value = { is: 'sending' };
    try {
      await this.deps.send(attempt.id, attempt.request);
      decided();
      this.state.value = { is: 'sent' };
    } catch (error) {
      const said = failureSaid(error);
      if (mayBeDone(error)) attempt.unsure = true;
      // Under this id something else was accepted: this needs an id of its own. Any other refusal of this try says nothing of
      // one whose answer is missing.
      if (said.code === 'other-body' || !attempt.unsure) decided();
      this.state.value = { is: 'failed', ...said };
    }
  }

  /** The writer goes on: what was said about the last attempt goes. */
  edited(): void {
    if (this.state.value.is === 'failed') this.state.value = { is: 'writing' };
  }
}
