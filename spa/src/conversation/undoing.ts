import { type Signal, signal } from '@preact/signals';
import type { Draft } from '../api/client.ts';
import { Failure } from '../api/failure.ts';

export type UndoState = 'nothing' | 'undoing' | 'waits' | 'undone' | 'too-late';

type Deps = {
  undo: (messageId: string) => Promise<Draft>;
  onUndone: (draft: Draft, messageId: string) => void;
  /** After every answer, since the thread may have changed. */
  onAnswer: () => void;
};

const again = 1000;
/** How often it is still asked once the page was left. */
const mostOnceLeft = 60;

/**
 * Takes a message back. Undoing twice is undoing once, so without an answer it is asked until there is one: only the
 * server knows whether it was in time.
 */
export class Undoing {
  readonly state: Signal<UndoState> = signal<UndoState>('nothing');
  private messageId: string | null = null;
  private left = 0;

  constructor(private readonly deps: Deps) {}

  start(messageId: string): void {
    if (this.messageId !== null) return;
    this.messageId = messageId;
    this.state.value = 'undoing';
    void this.ask(messageId);
  }

  /** Something else is under way: what was said about the last undo goes. */
  forget(): void {
    if (this.messageId === null) this.state.value = 'nothing';
  }

  /**
   * Nobody sees the answer here any more. It is asked for all the same, for a minute: whoever took a message back without a
   * line and went on has taken it back. The draft that it becomes is the server's to show.
   */
  leave(): void {
    this.left = mostOnceLeft;
  }

  /** Somebody is back on the page that was left. */
  back(): void {
    this.left = 0;
  }

  private async ask(messageId: string): Promise<void> {
    try {
      const draft = await this.deps.undo(messageId);
      if (this.left === 0) this.deps.onUndone(draft, messageId);
      this.state.value = 'undone';
    } catch (error) {
      if (error instanceof Failure && error.passes && this.left !== 1) {
        if (this.left > 1) this.left -= 1;
        this.state.value = 'waits';
        setTimeout(() => void this.ask(messageId), again);
        return;
      }
      this.state.value = 'too-late';
    }
    this.messageId = null;
    this.deps.onAnswer();
  }
}
