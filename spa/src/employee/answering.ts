import type { Answer, ViewPrompt } from '../api/client.ts';
import { uuidv7 } from '../conversation/uuid.ts';
import { tooLong } from '../views/form.ts';
import type { NewAnswerLink, NewAnswers } from './staffApi.ts';

/** Names an answer to all that was said, rather than to one thing. */
export const whole = 'WHOLE';

export type About = ViewPrompt | typeof whole;

/** An answer to one thing that was said, or to all of it, and where that can be seen. */
export type Part = { outcome?: Answer['outcome']; reason: string; link?: NewAnswerLink | undefined };

/** What is being answered. Its id goes with the draft, so that the same answer is never sent twice. */
export type Answering = { id: string; parts: Partial<Record<About, Part>> };

export const nothing: Part = { reason: '' };

export const emptyAnswering = (): Answering => ({ id: uuidv7(), parts: {} });

const begun = (part: Part | undefined): part is Part =>
  !!part && (part.outcome !== undefined || part.reason.trim() !== '' || !!part.link);

const complete = ({ outcome, reason }: Part): boolean => !!outcome && reason.trim() !== '' && !tooLong(reason);

/** The answer as the one text that a draft is; nothing chosen or written is no draft. */
export function toDraft(answering: Answering): string {
  const empty = Object.values(answering.parts).every((part) => !part.outcome && part.reason === '' && !part.link);
  return empty ? '' : JSON.stringify(answering);
}

/** The answer that a draft holds, or null where it holds none. */
export function fromDraft(text: string): Answering | null {
  try {
    const read = JSON.parse(text) as Partial<Answering> | null;
    if (typeof read?.id !== 'string' || typeof read.parts !== 'object' || read.parts === null) return null;
    return { id: read.id, parts: read.parts };
  } catch {
    return null;
  }
}

/** What is handed in, or null where something that was begun isn't complete, or nothing is. */
export function asAnswers({ parts }: Answering, about: readonly About[], language: string): NewAnswers | null {
  const given = about.flatMap((what) => (begun(parts[what]) ? [[what, parts[what]] as const] : []));
  if (given.length === 0 || !given.every(([, part]) => complete(part))) return null;
  return {
    language,
    answers: given.map(([what, { outcome = 'USED', reason, link }]) => ({
      ...(what === whole ? {} : { prompt: what }),
      outcome,
      reason: reason.trim(),
      ...(link ? { link } : {}),
    })),
  };
}
