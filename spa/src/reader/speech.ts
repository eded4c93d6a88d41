import { signal } from '@preact/signals';

/** A paragraph to be said, in pieces that a voice says in one go. */
export type Said = { id: string; pieces: string[] };
export type Speaking = { state: 'still' | 'speaking' | 'paused'; id: string | null };

/** What other voices than a language's own may read it aloud. */
const close: Record<string, string[]> = { nb: ['no'], nn: ['no', 'nb'], no: ['nb'] };

/**
 * The voice that reads a language on this very device. Voices that send the text elsewhere don't count: what stands in a
 * document leaves the device for nobody.
 */
export function voiceFor(language: string, voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const here = voices.filter((voice) => voice.localService === true);
  const tag = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase();
  const base = language.split('-')[0]?.toLowerCase() ?? '';
  for (const wanted of [language.toLowerCase(), base, ...(close[base] ?? [])]) {
    const fitting = here.filter((voice) => tag(voice) === wanted || tag(voice).startsWith(`${wanted}-`));
    const found = fitting.find((voice) => voice.default) ?? fitting[0];
    if (found) return found;
  }
  return undefined;
}

const longest = 200;

/** The sentences of a line. What ends in a number and a full stop, as "3. desember", goes on. */
function sentences(line: string): string[] {
  const out: string[] = [];
  for (const part of line.match(/[^.!?؟…]+(?:[.!?؟…]+["'»”)]*|$)\s*|[.!?؟…]+\s*/g) ?? []) {
    const before = out.at(-1);
    if (before !== undefined && /\d\.\s*$/.test(before) && /^\p{Ll}|^\d/u.test(part))
      out[out.length - 1] = before + part;
    else out.push(part);
  }
  return out.map((part) => part.trim());
}

/** A text in sentences, and long sentences at their commas: a voice may break off in the middle of what is long. */
export function pieces(text: string): string[] {
  const out: string[] = [];
  for (const sentence of text.split(/\s*\n\s*/).flatMap(sentences)) {
    let rest = sentence;
    while (rest.length > longest) {
      const comma = Math.max(...[', ', '، ', '; '].map((sign) => rest.lastIndexOf(sign, longest)));
      const space = rest.lastIndexOf(' ', longest);
      const end = comma > 40 ? comma + 1 : space > 40 ? space : longest;
      out.push(rest.slice(0, end).trim());
      rest = rest.slice(end).trim();
    }
    if (/[\p{L}\p{N}]/u.test(rest)) out.push(rest);
  }
  return out;
}

type Synthesis = Pick<SpeechSynthesis, 'speak' | 'cancel' | 'getVoices'>;

/**
 * Reads paragraphs aloud, one after the other, and says which one it is at. Pausing breaks off, and going on begins the
 * sentence again: not every voice can be stopped in the middle of one.
 */
export class Aloud {
  readonly now = signal<Speaking>({ state: 'still', id: null });
  #said: Said[] = [];
  #at = { paragraph: 0, piece: 0 };
  #voice: SpeechSynthesisVoice | null = null;
  /** Held here, or some browsers forget it while it is being said, and never say that it has ended. */
  #utterance: SpeechSynthesisUtterance | null = null;

  constructor(
    private readonly synthesis: Synthesis,
    private readonly utter: (text: string) => SpeechSynthesisUtterance,
  ) {}

  start(said: Said[], voice: SpeechSynthesisVoice, from?: string | null): void {
    this.#said = said.filter(({ pieces: all }) => all.length > 0);
    this.#voice = voice;
    const first = from ? this.#said.findIndex(({ id }) => id === from) : 0;
    this.#at = { paragraph: Math.max(0, first), piece: 0 };
    this.#say();
  }

  pause(): void {
    if (this.now.peek().state !== 'speaking') return;
    this.#breakOff();
    this.now.value = { ...this.now.peek(), state: 'paused' };
  }

  resume(): void {
    if (this.now.peek().state === 'paused') this.#say();
  }

  stop(): void {
    if (this.now.peek().state === 'still') return;
    this.#breakOff();
    this.now.value = { state: 'still', id: null };
  }

  #breakOff(): void {
    this.#utterance = null;
    this.synthesis.cancel();
  }

  #say(): void {
    this.#breakOff();
    const paragraph = this.#said[this.#at.paragraph];
    const text = paragraph?.pieces[this.#at.piece];
    if (!paragraph || text === undefined || !this.#isThere()) {
      this.now.value = { state: 'still', id: null };
      return;
    }
    const one = this.utter(text);
    one.voice = this.#voice;
    one.lang = this.#voice?.lang ?? '';
    one.onend = () => this.#utterance === one && this.#next();
    // A voice that breaks down is silent: nothing must look as if it were read.
    one.onerror = () => this.#utterance === one && this.stop();
    this.#utterance = one;
    this.now.value = { state: 'speaking', id: paragraph.id };
    this.synthesis.speak(one);
  }

  /** In the place of one that has gone a browser takes another, which may send the text away. */
  #isThere(): boolean {
    const mine = this.#voice?.voiceURI;
    return this.synthesis.getVoices().some((one) => one.localService && one.voiceURI === mine);
  }

  #next(): void {
    const { paragraph, piece } = this.#at;
    const more = piece + 1 < (this.#said[paragraph]?.pieces.length ?? 0);
    this.#at = more ? { paragraph, piece: piece + 1 } : { paragraph: paragraph + 1, piece: 0 };
    this.#say();
  }
}
