import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../../../contracts/portal';
import { language } from '../i18n/catalogue.ts';
import { Failure, fromResponse } from './failure.ts';
import { noteEnd } from './sessionState.ts';

type Schemas = components['schemas'];
export type PublicContext = Schemas['PublicContext'];
export type Municipality = Schemas['Municipality'];
export type Phone = Schemas['Phone'];
export type Hours = Schemas['Hours'];
export type Opening = Schemas['Opening'];
export type Office = Schemas['Office'];
export type SpecialDay = Schemas['SpecialDay'];
export type AwaitedAnswer = Schemas['AwaitedAnswer'];
export type Citizen = Schemas['Citizen'];
export type CaseSummary = Schemas['CaseSummary'];
export type Case = Schemas['Case'];
export type Waiting = Schemas['Waiting'];
export type Milestone = Schemas['Milestone'];
export type TranslatedWords = Schemas['TranslatedWords'];
export type Plan = Schemas['Plan'];
export type TimelineItem = Schemas['TimelineItem'];
export type MeasuresPlan = Schemas['MeasuresPlan'];
export type SubGoal = Schemas['SubGoal'];
export type ComplaintRight = Schemas['ComplaintRight'];
export type Meeting = Schemas['Meeting'];
export type ContactPerson = Schemas['ContactPerson'];
export type EntrySummary = Schemas['EntrySummary'];
export type AccessState = Schemas['AccessState'];
export type AccessRequest = Schemas['AccessRequest'];
export type AccessRequestItem = Schemas['AccessRequestItem'];
export type NewAccessRequest = Schemas['NewAccessRequest'];
export type EntryType = Schemas['EntryType'];
export type Entry = Schemas['Entry'];
export type EntryDocument = Schemas['EntryDocument'];
export type Correspondent = Schemas['Correspondent'];
export type Link = Schemas['Link'];
export type Remedy = Schemas['Remedy'];
export type Text = Schemas['Text'];
export type DocumentText = Schemas['DocumentText'];
export type OnlyDocument = Schemas['OnlyDocument'];
export type Block = Schemas['Block'];
export type Inline = Schemas['Inline'];
export type Provenance = Schemas['Provenance'];
export type TextInfo = Schemas['TextInfo'];
export type Conversation = Schemas['Conversation'];
export type Message = Schemas['Message'];
export type MessageState = Schemas['MessageState'];
export type NewRequest = Schemas['NewRequest'];
export type NewMessage = Schemas['NewMessage'];
export type SafeTime = Schemas['SafeTime'];
export type View = Schemas['View'];
export type ViewMoment = Schemas['ViewMoment'];
export type ViewPrompt = Schemas['ViewPrompt'];
export type NewView = Schemas['NewView'];
export type NewOnEntry = Schemas['NewOnEntry'];
export type OnEntry = Schemas['OnEntry'];
export type OnEntryKind = Schemas['OnEntryKind'];
export type Answer = Schemas['Answer'];
export type Look = Schemas['Look'];
export type Consent = Schemas['Consent'];
export type ConsentWords = Schemas['ConsentWords'];
export type ConsentStep = Schemas['ConsentStep'];
export type ConsentAnswer = Schemas['ConsentAnswer'];
export type ConsentReply = Schemas['ConsentReply'];
export type NewConsentAnswer = Schemas['NewConsentAnswer'];
export type Attachment = Schemas['Attachment'];
export type AttachmentReason = Schemas['AttachmentReason'];
export type AttachmentLimits = Schemas['AttachmentLimits'];
export type AttachmentList = Schemas['AttachmentList'];
export type Draft = Schemas['Draft'];
export type DraftBase = Schemas['DraftBase'];
export type Session = Schemas['Session'];
export type LogIn = Schemas['LogIn'];
export type LogInList = Schemas['LogInList'];
export type PersonName = Schemas['PersonName'];
export type LiveEvent = Schemas['LiveEvent'];
export type LiveEventPage = Schemas['LiveEventPage'];
export type PortalLanguage = Schemas['PortalLanguage'];
export type UnderstoodAnswer = Schemas['UnderstoodAnswer'];

let actedAt = Date.now();
for (const sign of ['pointerdown', 'keydown', 'scroll']) {
  globalThis.addEventListener?.(sign, () => {
    actedAt = Date.now();
  });
}

const guard: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language.peek());
    if (request.method !== 'GET') request.headers.set('X-Portal', '1');
    // What the page fetches anew by itself is nobody's doing, and doesn't keep the session alive.
    else if (Date.now() - actedAt > 60_000) request.headers.set('X-Portal-Passive', '1');
    return request;
  },
};

/** Where nothing comes for so long, in milliseconds, the line is dead without saying so: the server gives up after 30 seconds. */
export const silence = 40_000;

/** Asks for as long as something comes: a large answer on a slow line takes its time. */
async function ask(request: Request): Promise<Response> {
  const over = new AbortController();
  const end = () => over.abort();
  let timer = setTimeout(end, silence);
  // AbortSignal.any is younger than many phones.
  request.signal.addEventListener('abort', end);
  if (request.signal.aborted) end();
  const response = await fetch(request, { signal: over.signal });
  // Browsers give it a body, and take none for it.
  if (response.status === 204) return response;
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, to) {
        clearTimeout(timer);
        timer = setTimeout(end, silence);
        to.enqueue(piece);
      },
    }),
  );
  return new Response(body, response);
}

export const api = createClient<paths>({
  fetch: ask,
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  cache: 'no-store',
});
api.use(guard);

/** Marks a request as made by the page itself, so that it doesn't keep the session alive. */
export const passive = { 'X-Portal-Passive': '1' };

/** Where a line is dead without saying so, it counts as no line after this many seconds. */
export function patience(seconds: number): AbortSignal {
  const control = new AbortController();
  setTimeout(() => control.abort(), seconds * 1000);
  return control.signal;
}

/** `byItself`: the page asks, not the person; that doesn't keep the session alive. */
export type DraftLoad = { byItself?: boolean };
/** `outlives`: the page may be gone before the answer comes. */
export type DraftSave = { outlives?: boolean };

/** How any draft is fetched and saved. */
export const draftLoad = ({ byItself = false }: DraftLoad = {}) => ({
  headers: byItself ? passive : {},
  signal: patience(8),
});

export const draftSave = (draft: Draft, { outlives = false }: DraftSave = {}) => ({
  body: draft,
  keepalive: outlives,
  signal: patience(8),
});

type Called<T> = { data?: T; error?: unknown; response: Response };

/** The body of an answer, or a Failure that the pages know how to show. */
export async function answer<T>(call: Promise<Called<T>>): Promise<T> {
  let got: Called<T>;
  try {
    got = await call;
  } catch (cause) {
    throw new Failure('offline', 0, { cause });
  }
  if (!got.response.ok) {
    const failure = fromResponse(got.response, got.error);
    if (failure.code === 'session-ended') noteEnd();
    throw failure;
  }
  return got.data as T;
}
