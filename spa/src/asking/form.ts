import type { Hours, NewRequest, SafeTime } from '../api/client.ts';
import { uuidv7 } from '../conversation/uuid.ts';

/** What one fills in a form for; an interpreter alone needs none. */
export type FormKind = 'CALL_ME' | 'MEETING_REQUEST';

export type Span = { from: string; until: string };

/** What stands in the form, as it is filled in. Its id goes with the draft: what was sent once is never sent from another page. */
export type AskForm = {
  id: string;
  /** Only at the chosen times, or any time in office hours. */
  only: boolean;
  days: Record<number, Span>;
  otherNumber: boolean;
  phone: string;
  mayLeaveMessage: boolean;
  spoken: string;
  otherLanguage: string;
  interpreter: boolean;
  form: '' | NonNullable<NewRequest['form']>;
  about: string;
  participants: string;
  words: string;
  /** What they write is something they are afraid of being known. */
  afraid: boolean;
};

export function emptyForm(language: string): AskForm {
  return {
    id: uuidv7(),
    only: false,
    days: {},
    otherNumber: false,
    phone: '',
    mayLeaveMessage: false,
    spoken: language,
    otherLanguage: '',
    interpreter: false,
    form: '',
    about: '',
    participants: '',
    words: '',
    afraid: false,
  };
}

const content = ({ id: _, ...form }: AskForm): string => JSON.stringify(form);

/** The form as the one text that a draft is; nothing filled in is no draft. `language` is the one the page begins with. */
export function toDraft(form: AskForm, language: string): string {
  return content(form) === content(emptyForm(language)) ? '' : JSON.stringify(form);
}

/** The form that a draft holds, or null where it holds none. */
export function fromDraft(text: string): AskForm | null {
  try {
    const read = JSON.parse(text) as Record<string, unknown> | null;
    if (typeof read?.id !== 'string') return null;
    const known = Object.entries(emptyForm('nb')).map(([name, empty]) => {
      const value = read[name];
      return [name, typeof value === typeof empty && value !== null ? value : empty];
    });
    return Object.fromEntries(known) as AskForm;
  } catch {
    return null;
  }
}

/** Whether something stands there in the writer's own words. */
export const hasWords = (kind: FormKind, { words, about, participants }: AskForm): boolean =>
  [words, ...(kind === 'MEETING_REQUEST' ? [about, participants] : [])].some((text) => text.trim() !== '');

export type Faults = { times?: 'none' | 'order'; phone?: true; language?: true };

/** A language that isn't in the list; its name then stands in the words. */
export const unlisted = 'und';

/** What must be mended before it can be sent. */
export function faultsOf(kind: FormKind, form: AskForm): Faults {
  const faults: Faults = {};
  const spans = Object.values(form.days);
  if (form.only && spans.length === 0) faults.times = 'none';
  else if (form.only && spans.some(({ from, until }) => from >= until)) faults.times = 'order';
  if (kind === 'CALL_ME' && form.otherNumber && !callable(form.phone)) faults.phone = true;
  if (form.spoken === unlisted && form.otherLanguage.trim() === '') faults.language = true;
  return faults;
}

/** Five to fifteen digits of any of the scripts people here write numbers in. */
function callable(phone: string): boolean {
  return /^\+?[0-9٠-٩۰-۹]{5,15}$/.test(phone.replace(/[\s().\-\u200e\u200f\u2066-\u2069]/g, ''));
}

/** The form as it is handed in. What belongs to a choice that was taken back isn't sent. */
export function asRequest(kind: FormKind, form: AskForm, language: string): NewRequest {
  const times: SafeTime[] = form.only
    ? Object.entries(form.days).map(([weekday, { from, until }]) => ({ weekday: Number(weekday), from, until }))
    : [];
  const otherLanguage = form.spoken === unlisted ? form.otherLanguage.trim() : '';
  const text = [otherLanguage, form.words.trim()].filter(Boolean).join('\n\n');
  const about = form.about.trim();
  const participants = form.participants.trim();
  return {
    kind,
    times,
    mayLeaveMessage: form.mayLeaveMessage,
    spokenLanguage: form.spoken,
    interpreter: form.interpreter,
    language,
    ...(kind === 'CALL_ME' && form.otherNumber && { phone: form.phone.trim() }),
    ...(kind === 'MEETING_REQUEST' && form.form && { form: form.form }),
    ...(kind === 'MEETING_REQUEST' && about && { about }),
    ...(kind === 'MEETING_REQUEST' && participants && { participants }),
    ...(text && { text }),
    ...(form.afraid && hasWords(kind, form) && { afraidOfBeingKnown: true }),
  };
}

/** The days on which somebody is at the office; Monday to Friday where nobody says. */
export function officeDays(hours: Hours[]): number[] {
  const days = [...new Set(hours.map((h) => h.weekday))].sort();
  return days.length > 0 ? days : [1, 2, 3, 4, 5];
}

/** The office hours of a day, which one begins with. */
export function officeSpan(hours: Hours[], weekday: number): Span {
  const those = hours.filter((h) => h.weekday === weekday);
  const from = those.map((h) => h.opens).sort()[0] ?? '08:00';
  const until =
    those
      .map((h) => h.closes)
      .sort()
      .at(-1) ?? '15:30';
  return { from, until };
}

/** Half hours from seven to eight in the evening, and the odd times that are chosen already. */
export function clockTimes(...also: string[]): string[] {
  const times = Array.from({ length: 27 }, (_, i) => {
    const minutes = 7 * 60 + i * 30;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });
  return [...new Set([...times, ...also])].sort();
}
