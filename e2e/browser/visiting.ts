// Small steps that several stories take: to a page, to a conversation, to what the fagsystem has registered.
import type { Browser, Locator, Page } from '@playwright/test';
import { municipalities } from '../people/people.ts';
import { expect, loginCitizen, loginEmployee, type Demo } from './fixtures.ts';
import { words } from './words.ts';

export type Place = 'home' | 'conversation' | 'documents' | 'plan' | 'more';

/** Taps a place in the navigation; `language` is the one the page is in. */
export async function goTo(page: Page, place: Place, language: string): Promise<void> {
  const t = words(language);
  await page.getByRole('navigation', { name: t('nav.label') }).getByRole('link', { name: t(`nav.${place}`) }).click();
}

/** Taps what the reader offers for a document; on a phone some of it stands behind "more". */
export async function tapTool(page: Page, name: 'reader.print' | 'reader.only' | 'texts.choose', language: string): Promise<void> {
  const t = words(language);
  const tools = page.getByRole('group', { name: t('reader.tools') });
  const more = tools.locator('[aria-expanded][aria-controls]');
  await expect(tools).toBeVisible();
  if ((await more.isVisible()) && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
  await tools.getByRole('button', { name: t(name) }).click();
}

/** A tap where there is a screen to touch, a click where there is a mouse. */
export async function tap(on: Locator, options: { timeout?: number } = {}): Promise<void> {
  const touched = await on.page().evaluate(() => navigator.maxTouchPoints > 0);
  await (touched ? on.tap(options) : on.click(options));
}

/** The field, the button and the messages of an open conversation. */
export function conversation(page: Page, language: string) {
  const t = words(language);
  const log = page.getByRole('log');
  return {
    field: page.getByRole('textbox', { name: t('talk.field') }),
    send: page.getByRole('button', { name: t('talk.send'), exact: true }),
    log,
    /** Whether what stands in the field is saved. */
    saved: page.locator('.composer-status'),
    /** One message with what is said of its state. */
    message: (text: string): Locator => log.locator('div:has(> .message)').filter({ hasText: text }),
  };
}

/** Taps a child's name, where there are several cases, and waits until it is that one. */
export async function chooseCase(page: Page, child: string, language: string): Promise<void> {
  const cases = page.getByRole('navigation', { name: words(language)('case.choose') });
  await cases.getByRole('link', { name: child }).click();
  await expect(cases.getByRole('link', { name: child })).toHaveAttribute('aria-current', 'true');
}

/** Logs a citizen in and opens the conversation; `child` names whose case, where there are several. */
export async function openConversation(page: Page, who: string, language: string, child?: string) {
  await loginCitizen(page, who);
  if (child) await chooseCase(page, child, language);
  await goTo(page, 'conversation', language);
  const talk = conversation(page, language);
  await expect(talk.field).toBeVisible();
  return talk;
}

/** A conversation as an employee has it at a desk, in a browser of their own. */
export async function openDesk(browser: Browser, demo: Demo, employee: string, caseCopyId: string, locale = 'nb-NO'): Promise<Page> {
  const desk = await (await browser.newContext({ baseURL: demo.portalUrl, locale, viewport: { width: 1280, height: 800 } })).newPage();
  await loginEmployee(desk, employee);
  await desk.goto(`/employee/conversation/${caseCopyId}`);
  return desk;
}

/** When the server has greeted on a socket of the page: it is told what happens, and needn't ask. To be called before the page is loaded. */
export function greeted(page: Page): Promise<void> {
  return new Promise((resolve) => page.on('websocket', (socket) => socket.once('framereceived', () => resolve())));
}

export interface Registered {
  submissionId: string;
  kind: string;
  acceptedAt: string;
  registeredAt: string;
  body: { text?: string };
}

/** The case copy that the page shows, by its address. */
export function copyOf(page: Page): string {
  const found = /\/case\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  if (!found) throw new Error(`the page is at ${new URL(page.url()).pathname}, in no case`);
  return found;
}

/** What the fagsystems have registered of these kinds in a copy of a case, oldest first; messages unless told otherwise. */
export async function registered<T extends { kind: string } = Registered>(demo: Demo, caseCopyId: string, ...kinds: string[]): Promise<T[]> {
  const all = await Promise.all(municipalities.map(({ id }) => demo.fagsystemControl.call<T[]>('GET', `/${id}/copies/${caseCopyId}/submissions`)));
  return all.flat().filter(({ kind }) => (kinds.length > 0 ? kinds : ['MESSAGE']).includes(kind));
}

/** The fagsystem's ids, by the names that the demo has for them. */
export const names = (demo: Demo, municipality: string) =>
  demo.fagsystemControl.call<Record<'copies' | 'employees' | 'entries' | 'documents', Record<string, string>>>('GET', `/${municipality}/names`);

/** Something is done in the fagsystem itself with a copy of a case. */
export const inFagsystem = <T = unknown>(demo: Demo, municipality: string, caseCopyId: string, path: string, body: unknown = {}): Promise<T> =>
  demo.fagsystemControl.call<T>('POST', `/${municipality}/copies/${caseCopyId}/${path}`, body);

/** An employee writes in the fagsystem itself. */
export async function writesInFagsystem(demo: Demo, municipality: string, caseCopyId: string, employee: string, text: string): Promise<void> {
  const { employees } = await names(demo, municipality);
  await inFagsystem(demo, municipality, caseCopyId, 'message', { employeeId: employees[employee], text });
}

/** Nothing is wider than the screen. A phone's `innerWidth` says nothing of that: it grows with what is too wide. */
export async function expectNarrow(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(screen!);
}

/** Everything that scripts of this page's origin can read in the browser, and its address. */
export async function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const found = [location.href, document.cookie, JSON.stringify(history.state), JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) found.push(`${name} ${request.url} ${await (await caches.match(request))?.text()}`);
    }
    return found.join('\n');
  });
}

/** A page that says sorry: its heading, its words, and the phones of the municipalities. */
export async function expectSorry(page: Page, language: string, reason: string): Promise<void> {
  const t = words(language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t(`sorry.${reason}.title`));
  await expect(page.getByText(t(`sorry.${reason}.text`))).toBeVisible();
}

/** Each municipality's switchboard stands in the page itself, ready to be tapped. */
export async function expectPhones(page: Page, language: string): Promise<void> {
  const t = words(language);
  const reach = page.getByRole('region', { name: t('sorry.reach') });
  for (const number of ['55 00 00 00', '55 00 00 10']) {
    await expect(reach.getByRole('link', { name: new RegExp(number.replaceAll(' ', '\\s')) })).toHaveAttribute('href', /^tel:/);
  }
}
