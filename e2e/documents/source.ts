// The documents as they lie in this folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** How a translation came about; never by whom by name. */
export interface Translation {
  kind: 'CERTIFIED' | 'PERSON' | 'MACHINE';
  agency?: string;
  role?: string;
  madeDaysAgo: number;
}

/** `document.json`; README.md explains the fields. */
export interface DocumentSource {
  slug: string;
  municipality: string;
  subject: string;
  for: string[];
  from: string;
  originalLanguage: string;
  title: Record<string, string>;
  dokumenttype: 'VEDTAK' | 'MOTEREFERAT' | 'TILTAKSPLAN' | null;
  journalposttype: 'I' | 'U' | 'N' | 'X' | 'S';
  tidslinje: boolean;
  daysAgo: number;
  remedy?: { kind: 'MUNICIPAL_DECISION' | 'BOARD_DECISION' | 'ACUTE_DECISION'; deadlineDays: number; receiver: string };
  translations: Record<string, Translation>;
  word?: string[];
  draftForComments?: boolean;
  commentsDays?: number;
  commentsAsked?: Record<string, string>;
  outcome?: { kind: 'FINISHED' | 'DROPPED'; daysAgo: number; text?: Record<string, string>; final?: string };
  plan?: {
    status: 'AKTIV' | 'AVSLUTTET';
    startDaysAgo: number;
    endInDays: number;
    subGoals: { id: string; description: Record<string, string>; state: string }[];
  };
  hidden?: { from: string[]; strings: string[] }[];
}

const here = new URL('./', import.meta.url);

/** The names of all document folders, sorted. */
export function slugs(): string[] {
  return readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/document.json`, here)))
    .map((entry) => entry.name)
    .sort();
}

/** One document's description. */
export function readSource(slug: string): DocumentSource {
  return JSON.parse(readFileSync(new URL(`${slug}/document.json`, here), 'utf8')) as DocumentSource;
}

/** One document's text with its dates not yet filled in. */
export function readText(slug: string, language: string): string {
  return readFileSync(new URL(`${slug}/${language}.md`, here), 'utf8');
}

/** The original's language first, then those of the translations, sorted. */
export function languagesOf(source: DocumentSource): string[] {
  return [source.originalLanguage, ...Object.keys(source.translations).sort()];
}
