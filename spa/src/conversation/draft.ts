import { batch, computed, type Signal, signal } from '@preact/signals';
import type { Draft, DraftBase, DraftLoad, NewMessage } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { hurry, type Written, type WrittenState } from '../parts/written.ts';
import {
  type Afraid,
  follow,
  fromDraft,
  joined,
  mark,
  type Span,
  shifted,
  toDraft,
  toMessage,
  unafraid,
  united,
  unmark,
} from './afraid.ts';
import { alike, type Content, contentOf, nothing, same } from './content.ts';
import type { DraftPort } from './port.ts';
import { kept } from './text.ts';
import { uuidv7 } from './uuid.ts';

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

const pause = 500;
const retryAfter = 5000;
/** Who hasn't touched a key for this long isn't writing just now. */
const rest = 2000;

/**
 * Keeps what is being written on the server, one save at a time, at the latest half a second after the first key that isn't
 * saved: however long one writes without a rest, a page that dies has lost no more. The text on the screen is never replaced
 * behind the writer's back: where another device saved something else in between, the writer chooses.
 */
export class DraftKeeper {
  readonly text: Signal<string> = signal('');
  readonly afraid: Signal<Afraid> = signal(unafraid);
  /** The language one writes in, where one has said so. */
  readonly language: Signal<string | undefined> = signal<string | undefined>(undefined);
  readonly status: Signal<DraftStatus> = signal<DraftStatus>('loading');
  readonly other: Signal<string | null> = signal<string | null>(null);
  private theirs: Draft | null = null;
  private revision = 0;
  /** The sent message that what is written comes after, until it is known which revision the draft ended with. */
  private after: string | undefined;
  /** What this page saves goes by this name, until something must be told apart from it that may not have arrived. */
  private saveId = uuidv7();
  /** By which name a save was last sent off: the server's draft may be that one, without this page having heard. */
  private sentOff: string | undefined;
  /** The message or the form that is being sent, or was. */
  private message: string | undefined;
  private stored: Content = nothing;
  /** What was sent off without an answer: the server may have it. */
  private last: Content[] = [];
  private loaded = false;
  private held = false;
  /** What was sent without an answer yet: the server may have ended this draft. */
  private tried: Content | undefined;
  /** What was put before the text that is being sent: a message that was taken back meanwhile. */
  private ahead = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due: number | undefined;
  private saving: Promise<void> | null = null;
  private saves = 0;
  private editedAt = 0;
  private hearing: ReturnType<typeof setTimeout> | undefined;

  /**
   * What is written here has a name of its own since then: what it was begun with ended while this was written on, perhaps by
   * being sent from another device. As it stood there, with its former name.
   */
  readonly parted: Signal<string | null> = signal<string | null>(null);

  /** `renamed` gives a text that has a name in it another one; without it, none has. */
  constructor(
    private readonly port: DraftPort,
    private readonly renamed?: (text: string) => string,
  ) {}

  /** Whether the server has answered, or it needn't be asked. */
  async load(options?: DraftLoad): Promise<boolean> {
    const saves = this.saves;
    try {
      const draft = await this.port.loadDraft(options);
      // What was asked before the last save is older than that.
      if (saves !== this.saves) return true;
      this.loaded = true;
      // Whoever began to write before the draft was here keeps their words. What they write isn't based on that draft: the
      // next save tells the two apart.
      if (!same(this.content(), this.stored)) {
        this.schedule(pause);
        return true;
      }
      this.standsAt(draft.revision);
      this.stored = contentOf(draft);
      this.take(draft);
      this.status.value = same(this.stored, nothing) ? 'idle' : 'saved';
      return true;
    } catch {
      if (this.status.value === 'loading') this.status.value = same(this.content(), nothing) ? 'idle' : 'not-saved';
      return false;
    }
  }

  /**
   * A draft of the writer's was saved or removed, perhaps by this very page: it is looked at, where somebody writes here once
   * they rest.
   */
  heard(): void {
    clearTimeout(this.hearing);
    this.hearing = setTimeout(
      () => void this.refresh({ byItself: true }),
      Math.max(0, this.editedAt + rest - Date.now()),
    );
  }

  /** Somebody comes back to the page: what they have written meanwhile on another device is here too. */
  async refresh(options?: { byItself?: boolean }): Promise<void> {
    const untouched = this.status.value === 'idle' || this.status.value === 'saved';
    if (untouched && !this.saving && !this.held && !this.undecided()) await this.load(options);
  }

  edit(text: string): void {
    this.write(text, follow(this.afraid.peek(), this.text.peek(), text));
    this.changed();
  }

  /** Marks some words as something one is afraid of being known, or all of it, or takes a mark off. */
  fear(change: { of: Span } | { not: Span } | { all: boolean }): void {
    const [text, afraid] = [this.text.peek(), this.afraid.peek()];
    if ('of' in change) this.afraid.value = mark(afraid, text, change.of);
    else if ('not' in change) this.afraid.value = unmark(afraid, text, change.not);
    else this.afraid.value = { ...afraid, all: change.all };
    this.changed();
  }

  /** Says which language one writes in. */
  writeIn(language: string): void {
    this.language.value = language;
    this.changed();
  }

  /** What goes with the text when it is sent. */
  told(): Omit<NewMessage, 'text'> {
    const language = this.language.peek();
    return { ...(language === undefined ? {} : { language }), ...toMessage(this.text.peek(), this.afraid.peek()) };
  }

  private content(text = this.text.peek(), afraid = this.afraid.peek()): Content {
    const language = this.language.peek();
    return { text, ...(language === undefined ? {} : { language }), ...toDraft(text, afraid) };
  }

  private write(text: string, afraid: Afraid): void {
    batch(() => {
      this.text.value = text;
      this.afraid.value = afraid;
    });
  }

  /** What was saved is what is written; the language stays where the draft doesn't say. */
  private take(draft: Draft): void {
    this.write(draft.text, fromDraft(draft));
    this.language.value = draft.language ?? this.language.peek();
  }

  private changed(): void {
    this.editedAt = Date.now();
    // Who writes on has chosen their own; the other text stays to be taken.
    // What couldn't be saved stays said until it could: who writes on without a line sees it between two keys too.
    if (this.status.value !== 'not-saved') this.status.value = 'unsaved';
    this.schedule(pause);
  }

  /** This draft among everything that is being written on the page. */
  readonly written: Written = {
    // What another device wrote and nobody has chosen or dropped is here alone, whatever is saved of one's own.
    state: computed(() => (this.other.value === null ? standing[this.status.value] : 'unsaved')),
    save: () => this.flush(),
  };

  /** Saves now, with the newest words: the page is being left, the network is back, or the session is about to end. */
  async flush(): Promise<void> {
    if (this.saving) await this.saving;
    if (!this.loaded) await this.refresh();
    if (!this.held && (this.status.value === 'unsaved' || this.status.value === 'not-saved')) await this.save();
  }

  /** The page is hidden and may never be seen again: what isn't saved is sent off, outliving the page. */
  lastWords(): void {
    const state = this.status.peek();
    if (state !== 'unsaved' && state !== 'not-saved' && state !== 'saving') return;
    const whole = this.content();
    const behind = this.held && this.tried ? this.content(...this.since(this.tried.text)) : whole;
    this.last = [behind, whole];
    this.saveId = uuidv7();
    const before = this.sentOff;
    this.sentOff = this.saveId;
    const off = (content: Content, on: DraftBase) => {
      this.port.saveDraft({ ...content, ...on, saveId: this.saveId }, { outlives: true }).catch(() => {
        // If the page lives on, the save that is due says how it went.
      });
    };
    off(whole, this.base());
    // The save under way may have arrived; only the one that fits is taken.
    if (this.saving) off(whole, { revision: this.revision, after: before });
    // Where what is being sent has arrived, only what stands behind it is the draft. None of the others fits then.
    if (behind !== whole && behind.text !== '') off(behind, this.behindSent());
  }

  /** What is written now comes after this. */
  private base(): DraftBase {
    return { revision: this.revision, ...(this.after === undefined ? {} : { after: this.after }) };
  }

  /** What comes after the text that is sent. */
  private behindSent(): DraftBase {
    // With what stands ahead of it, it isn't what the draft ends with.
    if (this.ahead !== '') return this.base();
    if (this.message === undefined) return { revision: this.revision + 1 };
    return { revision: this.revision, after: this.message };
  }

  /** The server has said which revision the draft has. */
  private standsAt(revision: number): void {
    this.revision = revision;
    this.after = undefined;
  }

  /** The draft that a message or a form is made from: it ends with that, and what is saved from now on is another one. */
  sending(id: string): DraftBase {
    const after = this.after ?? this.sentOff ?? this.saveId;
    this.message = id;
    this.saveId = uuidv7();
    return { revision: this.revision, after };
  }

  /** The text is being sent: until that is decided, no save may bring it back. */
  hold(): void {
    this.held = true;
    this.tried = this.content();
    this.ahead = '';
    this.stopTimer();
  }

  /** Where it is `undecided` whether the text was sent, a draft that has ended meanwhile isn't begun again with it. */
  release(undecided = false): void {
    this.held = false;
    if (!undecided) {
      this.tried = undefined;
      if (this.status.value === 'idle' && !same(this.content(), this.stored)) this.status.value = 'unsaved';
    }
    if (this.status.value === 'unsaved' || this.status.value === 'not-saved') this.schedule(pause);
  }

  /** A text has been sent: the server has removed the draft with the same stroke. What was written meanwhile is the new one. */
  sent(text: string): void {
    this.stopTimer();
    this.tried = undefined;
    this.parted.value = null;
    const [since, afraid] = this.since(text);
    // What was taken back meanwhile stays there when the server has taken out what was sent.
    const back = this.ahead.trimEnd();
    this.stored = back === '' ? nothing : this.content(back, shifted(this.afraid.value, 0, back));
    this.write(since, afraid);
    this.status.value = since === '' ? 'idle' : 'unsaved';
    const { revision, after } = this.behindSent();
    this.standsAt(revision);
    this.after = after;
    this.ahead = '';
    // What another device wrote wasn't sent: where the field is free, it is the draft again.
    if (since === '' && this.other.value !== null) this.takeOther();
  }

  /** What was written behind a text that is sent, whatever white space stands round either, after what was put before it. */
  private since(text: string): [string, Afraid] {
    const whole = this.text.value;
    const ahead = this.ahead !== '' && whole.startsWith(this.ahead) ? this.ahead : '';
    const now = whole.slice(ahead.length);
    const [begins, said] = [now.trimStart(), text.trim()];
    const behind = begins.startsWith(said) ? begins.slice(said.length).trimStart() : now;
    const since = kept(now) === kept(text) ? '' : behind;
    const afraid = since === '' ? unafraid : shifted(this.afraid.value, whole.length - since.length, since);
    if (ahead === '') return [since, afraid];
    const first = { text: ahead.trimEnd(), afraid: shifted(this.afraid.value, 0, ahead.trimEnd()) };
    if (since === '') return [first.text, first.afraid];
    return [`${first.text}\n\n${since}`, joined(first, { text: since, afraid }, '\n\n')];
  }

  private undecided(): boolean {
    return this.tried !== undefined && alike(this.content(), this.tried);
  }

  /** Something was sent by the name of what is written here: whether that was it, or `undefined` where that isn't known yet. */
  async wasSent(): Promise<boolean | undefined> {
    if (this.undecided()) {
      this.sent(this.text.peek());
      return true;
    }
    const named = this.text.peek();
    const resting = this.status.peek() === 'idle' || this.status.peek() === 'saved';
    // What is sent ends its own draft: what stands there still, or only here, is something else.
    if (resting && !this.saving && !(await this.load())) return undefined;
    if (this.text.peek() === '') return true;
    if (this.text.peek() === named) this.part();
    return false;
  }

  /** What is written here goes on by a name of its own. */
  private part(): void {
    const text = this.text.peek();
    const anew = this.renamed?.(text) ?? text;
    if (anew === text) return;
    this.parted.value ??= text;
    this.write(anew, this.afraid.peek());
    // Between two texts the writer chooses first.
    if (this.status.peek() !== 'conflict') this.changed();
  }

  /**
   * A message was taken back: its text is the draft again, before anything written since. One without `words` was files alone,
   * and changes nothing in what is written: where it was marked, all that the files now go with is.
   */
  restore(draft: Draft, words = true): void {
    const text = this.text.value;
    const since = text.trim();
    const saved = this.stored.text.trim();
    if (!words && since !== '' && since !== draft.text.trim()) {
      if (!draft.afraidOfBeingKnown) return;
      this.standsAt(draft.revision);
      this.stored = contentOf(draft);
      this.afraid.value = fromDraft(draft);
      this.changed();
      return;
    }
    this.stopTimer();
    // The server has already put behind it what it had saved of that.
    const behind = [since, saved].find((words) => words !== '' && draft.text.endsWith(`\n\n${words}`)) ?? '';
    const message = behind === '' ? draft.text : draft.text.slice(0, -behind.length - 2);
    this.standsAt(draft.revision);
    this.stored = contentOf(draft);
    this.other.value = null;
    if (since === '' || since === draft.text.trim()) this.take(draft);
    else {
      const first = { text: message, afraid: shifted(fromDraft(draft), 0, message) };
      const second = { text: since, afraid: shifted(this.afraid.value, text.length - text.trimStart().length, since) };
      this.write(`${message}\n\n${since}`, joined(first, second, '\n\n'));
      if (this.tried) this.ahead = `${message}\n\n`;
      this.language.value = draft.language ?? this.language.value;
    }
    if (same(this.content(), this.stored)) this.status.value = 'saved';
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
    this.other.value = null;
    if (this.theirs) this.take(this.theirs);
    // Whoever has written on has saved their own over it.
    if (this.status.value !== 'conflict') this.changed();
    else {
      this.stored = this.content();
      this.status.value = 'saved';
    }
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
    const content = this.content();
    this.saves += 1;
    if (!same(content, nothing) && this.status.value !== 'not-saved') this.status.value = 'saving';
    try {
      this.sentOff = this.saveId;
      const saved = await this.port.saveDraft({ ...content, ...this.base(), saveId: this.saveId });
      this.took(saved.revision, content);
    } catch (error) {
      const theirs = error instanceof Failure && error.code === 'draft-conflict' ? error.saved : undefined;
      if (theirs) {
        await this.resolve(theirs, content);
        return;
      }
      this.last = [content];
      this.status.value = 'not-saved';
      // Where one may no longer write, asking again and again helps nobody; the next key, or coming back, asks once more.
      if (!(error instanceof Failure && error.code === 'not-found')) this.schedule(retryAfter);
    }
  }

  /** Something else is saved than what this was based on. */
  private async resolve(theirs: Draft, content: Content): Promise<void> {
    const there = contentOf(theirs);
    const known = same(there, this.stored) || this.last.some((one) => alike(there, one));
    this.standsAt(theirs.revision);
    this.stored = there;
    if (alike(there, content)) this.took(theirs.revision, content);
    else if (there.text === '' || known) {
      // The other device's photo may be marked, and is sent from here.
      if (!known) this.afraid.value = united(this.afraid.value, fromDraft(there), content.text);
      // Only the number moved on, for instance because the draft was sent: nothing to choose between.
      // Where it ended while the text was being sent, it was. Otherwise this was not, and mustn't go by the name of what was.
      if (there.text === '' && this.undecided()) {
        this.status.value = 'idle';
        return;
      }
      if (there.text === '') this.part();
      if (this.held) this.status.value = 'unsaved';
      else await this.saveOnce();
    } else if (there.text === content.text) {
      // The same words, marked on two devices: each mark was meant.
      this.afraid.value = united(this.afraid.value, fromDraft(theirs), content.text);
      this.language.value ??= theirs.language;
      if (this.held) this.status.value = 'unsaved';
      else await this.saveOnce();
    } else {
      this.theirs = theirs;
      this.other.value = theirs.text;
      this.status.value = 'conflict';
    }
  }

  private took(revision: number, content: Content): void {
    this.standsAt(revision);
    this.stored = content;
    this.loaded = true;
    if (!same(this.content(), content)) this.status.value = 'unsaved';
    else this.status.value = same(content, nothing) ? 'idle' : 'saved';
  }
}
