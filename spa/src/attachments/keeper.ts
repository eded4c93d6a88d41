import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Attachment, AttachmentLimits, AttachmentList, AttachmentReason } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import type { FileUnderWay } from '../parts/underWay.ts';
import { type OverLimit, overLimit, usualLimits } from './limits.ts';
import type { Upload } from './upload.ts';

/** Where one file stands: on its way, stopped on the way, here and on its way out again, or kept by the server. */
export type FileState =
  | { is: 'queued' }
  | { is: 'uploading'; part: number }
  /** The line went; it goes on by itself. */
  | { is: 'interrupted' }
  | { is: 'over'; limit: OverLimit }
  /** The server said no; `again` where the same file may be tried once more. */
  | { is: 'refused'; detail: string | undefined; reason?: AttachmentReason | undefined; again: boolean }
  /** `over` where it can't go with those before it, as when a message with files is taken back. */
  | { is: 'kept'; attachment: Attachment; over?: OverLimit }
  | { is: 'removing' };

export type DraftFile = { attachmentId: string; name: string; size: number; state: FileState };

export type AttachmentPort = {
  /** Where the file goes. */
  address: (attachmentId: string) => string;
  upload: Upload;
  remove: (attachmentId: string) => Promise<unknown>;
};

/** How the files stand with a message that is to take them along. */
export type Readiness = 'ready' | 'on-their-way' | 'unusable';

const atOnce = 2;
const again = [1000, 2000, 4000, 8000, 15_000];

/**
 * The files of one draft: those that the server keeps, whichever device they came from, and those that are on their way
 * from here. An upload that is cut off goes on when the line is back, under the same id, so that a file whose answer got
 * lost is never there twice.
 */
export class AttachmentKeeper {
  readonly files: Signal<readonly DraftFile[]> = signal<readonly DraftFile[]>([]);
  readonly limits: Signal<AttachmentLimits> = signal(usualLimits);
  readonly readiness: ReadonlySignal<Readiness> = computed(() => readinessOf(this.files.value));
  /** Those that only this device has: they would be lost with the page. */
  readonly underWay: ReadonlySignal<readonly FileUnderWay[]> = computed(() => this.files.value.flatMap(underWay));
  private readonly local = new Map<string, File>();
  private readonly running = new Map<string, AbortController>();
  private readonly tries = new Map<string, number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private held: readonly string[] = [];
  /** When something was decided about a file here: what the server said before that is out of date. */
  private readonly decided = new Map<string, number>();

  constructor(
    private readonly port: AttachmentPort,
    private readonly makeId: () => string = uuidv7,
  ) {}

  /** Takes files that somebody has chosen; those that can't go with the others say why, and stay until they are taken away. */
  add(chosen: readonly File[]): void {
    for (const file of chosen) {
      const attachmentId = this.makeId();
      const limit = overLimit(file, this.files.value.filter(counts), this.limits.value);
      if (!limit) this.local.set(attachmentId, file);
      const state: FileState = limit ? { is: 'over', limit } : { is: 'queued' };
      this.files.value = [...this.files.value, { attachmentId, name: file.name, size: file.size, state }];
    }
    this.next();
  }

  /** What the server keeps, as it was asked at `askedAt`. */
  took(list: AttachmentList, askedAt: number): void {
    this.limits.value = list.limits;
    const known = new Map(list.attachments.map((attachment) => [attachment.attachmentId, attachment]));
    const outdated = (attachmentId: string) => (this.decided.get(attachmentId) ?? 0) >= askedAt;
    const here = this.files.value.flatMap((file) => {
      const attachment = known.get(file.attachmentId);
      known.delete(file.attachmentId);
      if (file.state.is === 'removing') return [file];
      // The upload's own answer may come after the check's, on a slow line: what is checked doesn't wait again.
      const checked = attachment && attachment.state !== 'WAITING_FOR_CHECK' && file.state.is === 'kept';
      if (outdated(file.attachmentId) && !checked) return [file];
      if (attachment) {
        this.forget(file.attachmentId);
        return [keptFile(attachment, file)];
      }
      // Sent or taken away on another device, unless it isn't known yet whether it was sent from here.
      return file.state.is === 'kept' && !this.held.includes(file.attachmentId) ? [] : [file];
    });
    const new_ = [...known.values()].filter(({ attachmentId }) => !outdated(attachmentId));
    this.show([...new_.map((attachment) => keptFile(attachment)), ...here]);
  }

  /** Takes one away, wherever it stands. */
  remove(attachmentId: string): void {
    const file = this.find(attachmentId);
    if (!file) return;
    const onlyHere = file.state.is === 'over' || file.state.is === 'queued';
    this.forget(attachmentId);
    this.decide(attachmentId);
    if (onlyHere) this.drop(attachmentId);
    else {
      // Cancelled on its way too: it may have arrived, and only its answer is missing.
      this.put(attachmentId, { is: 'removing' });
      void this.removeThere(attachmentId);
    }
    this.next();
  }

  /** Tries one again now, as the same file. */
  retry(attachmentId: string): void {
    if (!this.local.has(attachmentId) || this.running.has(attachmentId)) return;
    clearTimeout(this.timers.get(attachmentId));
    this.tries.delete(attachmentId);
    this.put(attachmentId, { is: 'queued' });
    this.next();
  }

  /** The line is back: whatever was cut off goes on. */
  retryAll(): void {
    for (const { attachmentId, state } of this.files.value) if (state.is === 'interrupted') this.retry(attachmentId);
  }

  /** Those that a message sent now takes along, in their order. */
  sendable(): string[] {
    return this.files.value.filter(({ state }) => state.is === 'kept').map(({ attachmentId }) => attachmentId);
  }

  /** They go with a message; the server's list says nothing of them until it is decided whether they went. */
  hold(attachmentIds: readonly string[]): void {
    this.held = attachmentIds;
  }

  sent(attachmentIds: readonly string[]): void {
    for (const attachmentId of attachmentIds) this.decide(attachmentId);
    this.show(this.files.value.filter(({ attachmentId }) => !attachmentIds.includes(attachmentId)));
  }

  /** Nothing is under way that would be lost with this. */
  get idle(): boolean {
    return this.files.peek().every(({ state }) => state.is === 'kept');
  }

  private next(): void {
    for (const { attachmentId, state } of this.files.value) {
      if (this.running.size >= atOnce) return;
      if (state.is === 'queued') void this.send(attachmentId);
    }
  }

  private async send(attachmentId: string): Promise<void> {
    const file = this.local.get(attachmentId);
    if (!file) return;
    const abort = new AbortController();
    this.running.set(attachmentId, abort);
    this.put(attachmentId, { is: 'uploading', part: 0 });
    const progress = (part: number) => {
      if (this.running.get(attachmentId) === abort) this.put(attachmentId, { is: 'uploading', part });
    };
    try {
      const attachment = await this.port.upload(this.port.address(attachmentId), file, progress, abort.signal);
      if (this.running.get(attachmentId) !== abort) return;
      this.forget(attachmentId);
      this.decide(attachmentId);
      const before = this.find(attachmentId);
      this.show(this.files.value.map((one) => (one === before ? keptFile(attachment, one) : one)));
    } catch (error) {
      if (this.running.get(attachmentId) !== abort) return;
      this.running.delete(attachmentId);
      await this.failed(attachmentId, error, file);
    }
    this.next();
  }

  private async failed(attachmentId: string, error: unknown, file: File): Promise<void> {
    const failure = error instanceof Failure ? error : undefined;
    if (failure?.code === 'other-body') {
      // The file was changed since it was chosen: it is another one now.
      this.local.delete(attachmentId);
      this.put(attachmentId, { is: 'refused', detail: failure.detail, again: false });
    } else if (failure?.passes && !(await gone(file))) {
      const tries = this.tries.get(attachmentId) ?? 0;
      this.tries.set(attachmentId, tries + 1);
      this.put(attachmentId, { is: 'interrupted' });
      const wait = again[Math.min(tries, again.length - 1)];
      this.timers.set(
        attachmentId,
        setTimeout(() => this.goOn(attachmentId), wait),
      );
    } else
      this.put(attachmentId, {
        is: 'refused',
        detail: failure?.detail,
        reason: failure?.reason,
        again: !failure || failure.passes,
      });
  }

  private goOn(attachmentId: string): void {
    if (this.find(attachmentId)?.state.is !== 'interrupted') return;
    this.put(attachmentId, { is: 'queued' });
    this.next();
  }

  private async removeThere(attachmentId: string, tries = 0): Promise<void> {
    try {
      await this.port.remove(attachmentId);
    } catch (error) {
      if (error instanceof Failure && error.passes) {
        setTimeout(() => void this.removeThere(attachmentId, tries + 1), again[Math.min(tries, again.length - 1)]);
        return;
      }
      // Not there any more is what was wanted.
    }
    this.decide(attachmentId);
    this.drop(attachmentId);
    this.next();
  }

  private find(attachmentId: string): DraftFile | undefined {
    return this.files.value.find((file) => file.attachmentId === attachmentId);
  }

  private put(attachmentId: string, state: FileState): void {
    this.show(this.files.value.map((file) => (file.attachmentId === attachmentId ? { ...file, state } : file)));
  }

  private drop(attachmentId: string): void {
    this.show(this.files.value.filter((file) => file.attachmentId !== attachmentId));
  }

  private show(files: readonly DraftFile[]): void {
    const before: DraftFile[] = [];
    this.files.value = files.map((file) => {
      const { state } = file;
      if (state.is !== 'kept') {
        if (counts(file)) before.push(file);
        return file;
      }
      const over = overLimit(file, before, this.limits.value);
      if (!over) before.push(file);
      return { ...file, state: { is: 'kept', attachment: state.attachment, ...(over && { over }) } };
    });
  }

  private decide(attachmentId: string): void {
    this.decided.set(attachmentId, Date.now());
  }

  /** Lets go of the file itself and of everything that would send it. */
  private forget(attachmentId: string): void {
    this.local.delete(attachmentId);
    this.tries.delete(attachmentId);
    clearTimeout(this.timers.get(attachmentId));
    this.timers.delete(attachmentId);
    const abort = this.running.get(attachmentId);
    this.running.delete(attachmentId);
    abort?.abort();
  }
}

/** A file that the device has taken away or changed meanwhile looks to the browser like a line that is cut. */
async function gone(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return false;
  } catch {
    return true;
  }
}

const stopped = (state: FileState) => state.is === 'over' || state.is === 'refused';

/** Takes up room in the draft. */
const counts = ({ state }: DraftFile) => !stopped(state) && state.is !== 'removing';

function underWay({ attachmentId: id, name, state }: DraftFile): FileUnderWay[] {
  if (state.is === 'uploading') return [{ id, name, part: state.part, stopped: false }];
  if (state.is === 'queued') return [{ id, name, part: 0, stopped: false }];
  const stopped = state.is === 'interrupted' || (state.is === 'refused' && state.again);
  return stopped ? [{ id, name, part: 0, stopped }] : [];
}

function keptFile(attachment: Attachment, before?: DraftFile): DraftFile {
  return {
    attachmentId: attachment.attachmentId,
    name: attachment.name ?? before?.name ?? '',
    size: attachment.size ?? before?.size ?? 0,
    state: { is: 'kept', attachment },
  };
}

function readinessOf(files: readonly DraftFile[]): Readiness {
  const unusable = ({ state }: DraftFile) =>
    stopped(state) ||
    (state.is === 'kept' &&
      (!!state.over || state.attachment.state === 'INFECTED' || state.attachment.state === 'REFUSED'));
  if (files.some(unusable)) return 'unusable';
  return files.some(({ state }) => state.is !== 'kept' && state.is !== 'removing') ? 'on-their-way' : 'ready';
}
