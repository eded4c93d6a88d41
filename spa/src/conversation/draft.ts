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
 * Keeps what is being written on the server, one save at a time, at the latest half a second after the first key that isn't
 * saved: however long one writes without a rest, a page that dies has lost no more. The text on the screen is never replaced
 * behind the writer's back: where another device saved something else in between, the writer chooses.
 */
export class DraftKeeper {
  readonly text: Signal<string> = signal('');
  readonly status: Signal<DraftStatus> = signal<DraftStatus>('loading');
  readonly other: Signal<string | null> = signal<string | null>(null);
  private revision = 0;
  private stored = '';
  /** What was sent off as the page was hidden, without waiting for an answer. */
  private last: string | undefined;
  private loaded = false;
  private held = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due: number | undefined;
  private saving: Promise<void> | null = null;

  constructor(private readonly port: Port) {}

  async load(): Promise<void> {
    try {
      const draft = await this.port.loadDraft();
      // Whoever began to write before the draft was here keeps their words; the next save tells the two apart.
      const begun = this.text.value !== this.stored;
      this.revision = draft.revision;
      this.stored = draft.text;
      this.loaded = true;
      if (begun) this.schedule(pause);
      else {
        this.text.value = draft.text;
        this.status.value = draft.text === '' ? 'idle' : 'saved';
      }
    } catch {
      if (this.status.value === 'loading') this.status.value = this.text.value === '' ? 'idle' : 'not-saved';
    }
  }

  /** Somebody comes back to the page: what they have written meanwhile on another device is here too. */
  async refresh(): Promise<void> {
    const untouched = this.status.value === 'idle' || this.status.value === 'saved';
    if (untouched && !this.saving && !this.held) await this.load();
  }

  edit(text: string): void {
    this.text.value = text;
    if (this.status.value === 'conflict') return;
    this.status.value = 'unsaved';
    this.schedule(pause);
  }

  /** This draft among everything that is being written on the page. */
  readonly written: Written = { state: computed(() => standing[this.status.value]), save: () => this.flush() };

  /** Saves now, with the newest words: the page is being left, the network is back, or the session is about to end. */
  async flush(): Promise<void> {
    if (this.saving) await this.saving;
    if (!this.loaded) await this.refresh();
    if (!this.held && (this.status.value === 'unsaved' || this.status.value === 'not-saved')) await this.save();
  }

  /** The page is hidden and may never be seen again: what isn't saved is sent off, outliving the page. */
  lastWords(): void {
    const state = this.status.peek();
    if (this.held || (state !== 'unsaved' && state !== 'not-saved' && state !== 'saving')) return;
    this.last = this.text.peek();
    this.port.saveDraft({ text: this.last, revision: this.revision }, { outlives: true }).catch(() => {
      // If the page lives on, the save that is due says how it went.
    });
  }

  /** The text is being sent: until that is decided, no save may bring it back. */
  hold(): void {
    this.held = true;
    this.stopTimer();
  }

  release(): void {
    this.held = false;
    if (this.status.value === 'unsaved' || this.status.value === 'not-saved') this.schedule(pause);
  }

  /** A text has been sent: the server has removed the draft with the same stroke. What was written meanwhile is the new one. */
  sent(text: string): void {
    this.stopTimer();
    const now = this.text.value;
    const since = now.startsWith(text) ? now.slice(text.length).trimStart() : now;
    this.other.value = null;
    this.text.value = since;
    this.status.value = since === '' ? 'idle' : 'unsaved';
    this.stored = '';
    this.revision = 0;
  }

  /** A message was taken back: its text is the draft again, before anything written since. */
  restore(draft: Draft): void {
    this.stopTimer();
    const since = this.text.value.trim();
    const saved = this.stored.trim();
    // The server has already put behind it what it had saved of that.
    const behind = [since, saved].find((words) => words !== '' && draft.text.endsWith(`\n\n${words}`)) ?? '';
    const message = behind === '' ? draft.text : draft.text.slice(0, -behind.length - 2);
    this.revision = draft.revision;
    this.stored = draft.text;
    this.other.value = null;
    this.text.value = since === '' || since === draft.text.trim() ? draft.text : `${message}\n\n${since}`;
    if (this.text.value === draft.text) this.status.value = 'saved';
    else {
      this.status.value = 'unsaved';
      this.schedule(pause);
    }
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
    if (this.held) return;
    const due = Date.now() + (hurry.peek() ? 0 : after);
    if (this.due !== undefined && this.due <= due) return;
    this.stopTimer();
    this.due = due;
    this.timer = setTimeout(() => {
      this.due = undefined;
      void this.save();
    }, due - Date.now());
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.due = undefined;
  }

  private save(): Promise<void> {
    if (this.saving) return this.saving;
    this.stopTimer();
    const began = Date.now();
    this.saving = this.saveOnce().finally(() => {
      this.saving = null;
      // What was written meanwhile has waited since then.
      if (this.status.value === 'unsaved') this.schedule(Math.max(0, began + pause - Date.now()));
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
        else if (theirs.text === '' || theirs.text === this.stored || theirs.text === this.last) {
          // Only the number moved on, for instance because the draft was sent: nothing to choose between.
          this.stored = theirs.text;
          if (this.held) this.status.value = 'unsaved';
          else if (text !== theirs.text) await this.saveOnce();
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
    this.loaded = true;
    if (this.text.value !== text) this.status.value = 'unsaved';
    else this.status.value = text === '' ? 'idle' : 'saved';
  }
}
