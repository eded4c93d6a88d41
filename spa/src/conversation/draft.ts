import { computed, type Signal, signal } from '@preact/signals';
import type { Draft } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { hurry, type Written, type WrittenState } from '../parts/written.ts';
import type { ConversationPort } from './port.ts';

export type DraftStatus = 'loading' | 'idle' | 'unsaved' | 'saving' | 'saved' | 'not-saved' | 'conflict';

const standing: Record<DraftStatus, WrittenState> = {
  loading: 'nothing',
  idle: 'nothing',
  unsaved: 'saving',
  saving: 'saving',
  saved: 'saved',
  'not-saved': 'unsaved',
  conflict: 'unsaved',
};

type Port = Pick<ConversationPort, 'loadDraft' | 'saveDraft'>;

const pause = 500;
const retryAfter = 5000;

/**
 * Keeps what is being written on the server, half a second after the last key, one save at a time. The text on the screen is
 * never replaced behind the writer's back: where another device saved something else in between, the writer chooses.
 */
export class DraftKeeper {
  readonly text: Signal<string> = signal('');
  readonly status: Signal<DraftStatus> = signal<DraftStatus>('loading');
  readonly other: Signal<string | null> = signal<string | null>(null);
  private revision = 0;
  private stored = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | null = null;

  constructor(private readonly port: Port) {}

  async load(): Promise<void> {
    try {
      const draft = await this.port.loadDraft();
      this.revision = draft.revision;
      this.stored = draft.text;
      // Whoever began to write before the draft was here keeps their words; the next save tells the two apart.
      if (this.text.value === '') {
        this.text.value = draft.text;
        this.status.value = draft.text === '' ? 'idle' : 'saved';
      } else this.schedule(pause);
    } catch {
      this.status.value = this.text.value === '' ? 'idle' : 'not-saved';
    }
  }

  edit(text: string): void {
    this.text.value = text;
    if (this.status.value === 'conflict') return;
    this.status.value = 'unsaved';
    this.schedule(pause);
  }

  /** This draft among everything that is being written on the page. */
  readonly written: Written = { state: computed(() => standing[this.status.value]), save: () => this.flush() };

  /** Saves now, with the newest words: the page is being left, or hidden, or the session is about to end. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.saving) await this.saving;
    clearTimeout(this.timer);
    if (this.status.value === 'unsaved' || this.status.value === 'not-saved') await this.save();
  }

  /** The text has been sent: the server has removed the draft with the same stroke, so here too it begins anew. */
  sent(): void {
    clearTimeout(this.timer);
    this.other.value = null;
    this.text.value = '';
    this.status.value = 'idle';
    this.stored = '';
    this.revision = 0;
  }

  /** A message was taken back: its text is the draft again, before anything written since. */
  restore(draft: Draft): void {
    clearTimeout(this.timer);
    const since = this.text.value.trim();
    this.revision = draft.revision;
    this.stored = draft.text;
    this.text.value = since === '' || since === draft.text.trim() ? draft.text : `${draft.text}\n\n${since}`;
    if (this.text.value === draft.text) this.status.value = 'saved';
    else this.edit(this.text.value);
  }

  keepMine(): void {
    this.other.value = null;
    this.status.value = 'unsaved';
    void this.save();
  }

  takeOther(): void {
    this.text.value = this.other.value ?? this.text.value;
    this.stored = this.text.value;
    this.other.value = null;
    this.status.value = 'saved';
  }

  private schedule(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), hurry.peek() ? 0 : after);
  }

  private save(): Promise<void> {
    this.saving ??= this.saveOnce().finally(() => {
      this.saving = null;
      if (this.status.value === 'unsaved') this.schedule(pause);
    });
    return this.saving;
  }

  private async saveOnce(): Promise<void> {
    const text = this.text.value;
    if (text !== '') this.status.value = 'saving';
    try {
      const saved = await this.port.saveDraft({ text, revision: this.revision });
      this.took(saved.revision, text);
    } catch (error) {
      const theirs = error instanceof Failure && error.code === 'draft-conflict' ? error.saved : undefined;
      if (theirs) {
        this.revision = theirs.revision;
        const same = theirs.text === text;
        if (same) this.took(theirs.revision, text);
        else if (theirs.text === '' || theirs.text === this.stored) {
          // Only the number moved on, for instance because the draft was sent: nothing to choose between.
          this.stored = theirs.text;
          if (text !== theirs.text) await this.saveOnce();
        } else {
          this.stored = theirs.text;
          this.other.value = theirs.text;
          this.status.value = 'conflict';
        }
        return;
      }
      this.status.value = 'not-saved';
      this.schedule(retryAfter);
    }
  }

  private took(revision: number, text: string): void {
    this.revision = revision;
    this.stored = text;
    if (this.text.value !== text) this.status.value = 'unsaved';
    else this.status.value = text === '' ? 'idle' : 'saved';
  }
}
