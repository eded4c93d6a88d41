// The whole way, as the people in it live it. One story, one browser each, against the real server on real parts.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { devices } from '@playwright/test';
import { expect, loginCitizen, loginEmployee, test, type Demo } from './fixtures.ts';
import { fagsystemNeedles, peopleNeedles, Traces } from './traces.ts';
import { conversation } from './visiting.ts';
import { around, words } from './words.ts';

const ar = words('ar');
// It begins with the demo as it is.
test.use({ own: 'story' });

const nb = words('nb');

const question = 'متى سيكون الاجتماع القادم؟ أريد أن أفهم ما سيحدث لليلى.';
const answer = 'Hei. Møtet er på torsdag klokka ti, og det kommer en tolk.';
const later = 'En ting til: du kan ta med deg noen du stoler på til møtet.';
const laylaWrites = 'hei, kan du ringe meg etter skolen på fredag';

const phone: BrowserContextOptions = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, locale: 'nb-NO', timezoneId: 'Europe/Oslo' };
const desk: BrowserContextOptions = { viewport: { width: 1360, height: 900 }, locale: 'nb-NO', timezoneId: 'Europe/Oslo' };

interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Everything the portal's API has answered here. */
  answers: string[];
}

/** A browser of somebody's own, on the phone unless told otherwise. */
async function visit(browser: Browser, demo: Demo, traces: Traces, who: string, size: BrowserContextOptions = phone): Promise<Visitor> {
  const context = await browser.newContext({ ...size, baseURL: demo.portalUrl });
  traces.follow(context, who);
  const answers: string[] = [];
  context.on('response', async (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) return;
    answers.push(await response.text().catch(() => ''));
  });
  return { context, page: await context.newPage(), answers };
}

const place = (page: Page, name: string) => page.getByRole('navigation', { name: words('nb')('nav.label') }).getByRole('link', { name });

/**
 * The Back button. Before the logged-out page lies the form that sent itself to the provider: where a browser kept it
 * in its history, it shows its own page about sending a form again, since nothing of ours is stored.
 */
async function goBack(page: Page): Promise<void> {
  const ours = await page.goBack().then(
    () => true,
    (error: Error) => {
      if (!error.message.includes('ERR_CACHE_MISS')) throw error;
      return false;
    },
  );
  if (ours) await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('a mother reads a decision in Arabic, writes to the contact person, and gets an answer', async ({ browser, demo }) => {
  test.setTimeout(180_000);
  const traces = new Traces(demo.portalUrl);
  const rania = await visit(browser, demo, traces, 'rania');
  const ingrid = await visit(browser, demo, traces, 'ingrid', desk);

  await test.step('the first page offers every language, the log-in, and a person without any e-ID', async () => {
    const { page } = rania;
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: nb('login.title') })).toBeVisible();
    for (const name of ['العربية', 'Polski', 'English', 'Norsk nynorsk']) await expect(page.getByRole('button', { name })).toBeVisible();
    await expect(page.getByRole('heading', { name: nb('login.withoutTitle') })).toBeVisible();
    await page.locator('summary', { hasText: 'Fjordvik kommune' }).click();
    await expect(page.getByRole('link', { name: /55 00 00 00/ }).first()).toHaveAttribute('href', /^tel:/);
    expect(await page.title()).not.toMatch(/barnevern/i);
  });

  await test.step('she logs in, and the portal is in Arabic, right to left, without her asking', async () => {
    const { page } = rania;
    await loginCitizen(page, 'rania');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('heading', { level: 1, name: around(ar('home.hello')) })).toBeVisible();
  });

  await test.step('she can change the language on every page', async () => {
    const { page } = rania;
    await page.getByRole('banner').getByRole('button', { name: ar('language.choose') }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Polski' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(page.getByRole('heading', { level: 1, name: around(words('pl')('home.hello')) })).toContainText('Rania');
    await page.getByRole('banner').getByRole('button', { name: words('pl')('language.choose') }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'العربية' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  });

  await test.step('she sees her child’s case: the contact person, what happens, what waits, and a new decision', async () => {
    const { page } = rania;
    await page.getByRole('navigation', { name: ar('case.choose') }).getByRole('link', { name: /Layla/ }).click();
    const main = page.getByRole('main');
    await expect(main.getByText('Ingrid Solbakken').first()).toBeVisible();
    await expect(main.getByRole('heading', { name: ar('home.waiting') })).toBeVisible();
    await expect(main.getByRole('heading', { name: ar('home.now') })).toBeVisible();
    await expect(main.getByRole('heading', { name: ar('home.where') })).toBeVisible();
    await expect(main.getByText(ar('documents.new')).first()).toBeVisible();
  });

  await test.step('she reads the decision in Arabic and in Norwegian, knows who translated it, and until when she can complain', async () => {
    const { page } = rania;
    await page.getByRole('navigation', { name: ar('nav.label') }).getByRole('link', { name: ar('nav.documents') }).click();
    await page.getByRole('main').getByRole('link').filter({ hasText: ar('type.DECISION') }).first().click();
    const article = page.getByRole('article').or(page.locator('.reader')).first();
    await expect(article.locator('[lang="ar"]').first()).toBeVisible();
    await expect(page.getByText(ar('reader.norwegianCounts'))).toBeVisible();
    await expect(page.getByText(around(ar('complaint.deadline'))).first()).toBeVisible();
    await expect(page.getByText(around(ar('reader.madeCertified'))).first()).toBeVisible();
    await page.getByRole('group', { name: ar('reader.switch') }).getByRole('button', { name: /Norsk|bokmål/i }).click();
    await expect(article.locator('[lang="nb"]').getByText(/vedtak/i).first()).toBeVisible();

    const original = page.getByRole('link', { name: ar('reader.original') });
    const [, copy, entry, document] = /^\/case\/([^/]+)\/documents\/([^/]+)\/original\/([^/]+)$/.exec((await original.getAttribute('href')) ?? '') ?? [];
    const part = await page.request.get(`/api/citizen/cases/${copy}/entries/${entry}/documents/${document}/content`, { headers: { Range: 'bytes=0-4' } });
    expect(part.status()).toBe(206);
    expect((await part.body()).toString()).toBe('%PDF-');
    expect(part.headers()['cache-control']).toContain('no-store');
  });

  const row = ingrid.page.getByRole('link', { name: /Rania Haddad/ }).filter({ hasText: 'Layla' });
  await test.step('the contact person logs in at the employees’ own door and has her inbox open', async () => {
    const { page } = ingrid;
    await page.goto('/employee');
    await expect(page.getByRole('heading', { name: nb('staff.login.title') })).toBeVisible();
    await loginEmployee(page, 'ingrid');
    await expect(row).toContainText(nb('nav.unread', { Count: 1 }));
  });

  await test.step('she writes: sent with time to undo, then delivered, without a reload', async () => {
    const { page } = rania;
    await page.getByRole('navigation', { name: ar('nav.label') }).getByRole('link', { name: ar('nav.conversation') }).click();
    const field = page.getByRole('textbox', { name: ar('talk.field') });
    await field.fill(question);
    await expect(page.getByText(ar('draft.saved'))).toBeVisible();
    await page.getByRole('button', { name: ar('talk.send') }).click();
    await expect(field).toHaveValue('');
    await expect(page.getByRole('log').getByText(question)).toBeVisible();
    await expect(page.getByText(ar('state.sent'), { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: ar('state.undo') })).toBeVisible();
    await expect(page.getByText(ar('state.delivered')).last()).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('button', { name: ar('state.undo') })).toHaveCount(0);
  });

  await test.step('the contact person sees it appear and opens it, the mother sees that it is read, and the answer appears', async () => {
    const { page } = ingrid;
    await expect(row).toContainText(nb('nav.unread', { Count: 2 }));
    await row.click();
    await expect(page.getByRole('log').getByText(question)).toBeVisible();
    await expect(rania.page.getByText(around(ar('state.readAt'))).last()).toBeVisible();

    await page.getByRole('textbox', { name: nb('talk.field') }).fill(answer);
    await page.getByRole('button', { name: nb('talk.send') }).click();
    await expect(page.getByText(nb('state.delivered')).last()).toBeVisible({ timeout: 20_000 });
    await expect(rania.page.getByRole('log').getByText(answer)).toBeVisible();
    await expect(page.getByText(around(nb('state.readAt'))).last()).toBeVisible();
  });

  await test.step('with her tab closed, her phone tells her that there is something, and nothing of what or whom', async () => {
    await traces.look(rania.page, 'rania');
    await rania.page.close();
    const before = demo.phones.notifications('rania').length;
    await ingrid.page.getByRole('textbox', { name: nb('talk.field') }).fill(later);
    await ingrid.page.getByRole('button', { name: nb('talk.send') }).click();
    const received = await demo.phones.waitFor('rania', before + 1, 60_000);
    const said = JSON.stringify(received.at(-1));
    for (const secret of [...peopleNeedles(), later, 'barnevern', 'Fjordvik', 'kommune', 'Layla']) expect(said.toLowerCase()).not.toContain(secret.toLowerCase());

    rania.page = await rania.context.newPage();
    await rania.page.goto('/');
    await rania.page.getByRole('navigation', { name: ar('nav.label') }).getByRole('link', { name: ar('nav.conversation') }).click();
    await expect(rania.page.getByRole('log').getByText(later)).toBeVisible();
  });

  const layla = await visit(browser, demo, traces, 'layla');
  await test.step('her daughter sees her own copy, with a document that her mother doesn’t see, and not her mother’s messages', async () => {
    const { page } = layla;
    await loginCitizen(page, 'layla');
    await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
    await place(page, nb('nav.documents')).click();
    const own = page.getByRole('main').getByRole('link').filter({ hasText: /samtale/i }).first();
    await expect(own).toBeVisible();
    const title = (await own.locator('.title').first().textContent())?.trim() ?? '';
    expect(title.length).toBeGreaterThan(5);
    expect(rania.answers.join('\n')).not.toContain(title);

    await place(page, nb('nav.conversation')).click();
    await expect(page.getByRole('heading', { name: nb('first.title') })).toBeVisible();
    await expect(page.getByText(nb('first.partOfCase'))).toBeVisible();
    await expect(page.getByRole('textbox', { name: nb('talk.field') })).toHaveCount(0);
    await page.getByRole('button', { name: nb('first.understood') }).click();
    await page.getByRole('textbox', { name: nb('talk.field') }).fill(laylaWrites);
    await page.getByRole('button', { name: nb('talk.send') }).click();
    // Hers, and not one that was delivered before.
    await expect(conversation(page, 'nb').message(laylaWrites).getByText(nb('state.delivered'))).toBeVisible({ timeout: 20_000 });
    for (const text of [question, answer, later]) expect(layla.answers.join('\n')).not.toContain(text);
  });

  const sami = await visit(browser, demo, traces, 'sami');
  await test.step('her brother, without party rights, has his conversation and the way to help, and no documents', async () => {
    const { page } = sami;
    await loginCitizen(page, 'sami');
    await expect(place(page, nb('nav.conversation'))).toBeVisible();
    await expect(place(page, nb('nav.documents'))).toHaveCount(0);
    await expect(page.getByText(nb('rights.title'))).toBeVisible();
    await page.getByRole('button', { name: nb('help.button') }).click();
    await expect(page.getByRole('dialog').getByText('116 111')).toBeVisible();
    await page.keyboard.press('Escape');
    await place(page, nb('nav.conversation')).click();
    await expect(page.getByRole('log')).toBeVisible();
    const copy = /\/case\/([0-9a-f-]+)/.exec(page.url())?.[1];
    const refused = await page.request.get(`/api/citizen/cases/${copy}/entries`);
    expect(refused.status()).toBe(404);
  });

  const omar = await visit(browser, demo, traces, 'omar');
  await test.step('the father sees his own copy, and nowhere where the mother lives', async () => {
    const { page } = omar;
    await loginCitizen(page, 'omar');
    for (const name of [nb('nav.documents'), nb('nav.plan'), nb('nav.conversation'), nb('nav.more'), nb('nav.home')]) {
      await place(page, name).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    }
    const hidden = await secretsOf(demo, 'rania');
    expect(hidden.length).toBeGreaterThan(0);
    const seen = omar.answers.join('\n');
    expect(seen.length).toBeGreaterThan(500);
    const shown = hidden.filter((text) => seen.includes(text));
    expect(shown).toEqual([]);
    for (const text of [question, answer, later, laylaWrites]) expect(seen).not.toContain(text);
  });

  await test.step('everybody logs out, and the Back button shows nothing', async () => {
    for (const [who, visitor, word] of [
      ['rania', rania, ar],
      ['layla', layla, nb],
      ['sami', sami, nb],
      ['omar', omar, nb],
    ] as const) {
      const { page } = visitor;
      await page.getByRole('navigation', { name: word('nav.label') }).getByRole('link', { name: word('nav.more') }).click();
      await traces.look(page, who);
      await page.getByRole('button', { name: word('more.logOut') }).click();
      await page.waitForURL('**/logged-out');
      await expect(page.getByRole('heading', { name: word('out.title') })).toBeVisible();
      await goBack(page);
      await expect(page.getByText('Ingrid Solbakken')).toHaveCount(0);
      await expect(page.getByText('Haddad')).toHaveCount(0);
      await expect(page.getByText('Layla')).toHaveCount(0);
      const me = await page.request.get('/api/citizen/me');
      expect(me.status()).toBe(401);
    }
    await traces.look(ingrid.page, 'ingrid');
    await ingrid.page.getByRole('button', { name: nb('more.logOut') }).click();
    await ingrid.page.waitForURL('**/employee/logged-out');
    await goBack(ingrid.page);
    await expect(ingrid.page.getByText('Rania Haddad')).toHaveCount(0);
    expect((await ingrid.page.request.get('/api/employee/me')).status()).toBe(401);
  });

  await test.step('no number, name or message stands in any log, store or address', async () => {
    for (const { context } of [rania, ingrid, layla, sami, omar]) await context.close();
    const logs = await traces.addLogs(demo.logFolder);
    expect(logs).toContain('portal.log');
    expect(logs).toContain('fagsystem.log');
    const needles = [...peopleNeedles(), ...(await fagsystemNeedles(demo.fagsystemControl))];
    expect(needles.length).toBeGreaterThan(600);
    for (const typed of [question, answer, later, laylaWrites]) expect(needles).toContain(typed);
    expect(traces.find(needles)).toEqual([]);
    // The search itself finds what it looks for.
    traces.all.push({ where: 'proof', text: encodeURIComponent(`x ${question} Rania`) });
    expect(traces.find([question, 'Rania'])).toHaveLength(2);
  });
});

/** What the fagsystem knows of where and how somebody is reached, and hides from others. */
async function secretsOf(demo: Demo, person: string): Promise<string[]> {
  const all = await demo.fagsystemControl.call<{ person: string; strings: string[] }[]>('GET', '/fjordvik/secrets');
  return all.filter((one) => one.person === person).flatMap((one) => one.strings);
}
