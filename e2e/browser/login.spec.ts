// Both log-ins through the stand-ins, as far as the portal's own session.
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { tap } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('nb');
const w = words(language);

test('a citizen and an employee log in, each into a session of their own', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Logg inn' })).toBeVisible();
  await loginCitizen(page, 'rania');
  await loginEmployee(page, 'ingrid');
  const cookies = await context.cookies();
  for (const name of ['__Host-session', '__Host-employee']) {
    const cookie = cookies.find((c) => c.name === name);
    expect(cookie, name).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/', domain: 'localhost' });
  }
  // Nothing that a page's script can read says who it is.
  expect(await page.evaluate(() => [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join())).not.toMatch(/\d{11}|Haddad/);
});

test('a foreign e-ID without a national number is told so, and can log out again, here and at ID-porten', async ({ page, context, demo }) => {
  await loginCitizen(page, 'foreign');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.no-national-number.title'));
  const loggedOutAtProvider = page.waitForRequest((r) => r.method() === 'POST' && r.url() === `${demo.addresses.citizensLogin}/logout`);
  await page.getByRole('button', { name: w('more.logOut') }).click();
  await loggedOutAtProvider;
  await page.waitForURL(`${demo.portalUrl}/logged-out`);
  const cookies = await context.cookies();
  expect(cookies.filter(({ name }) => name === '__Host-session' || name.startsWith('citizens-standin-session'))).toEqual([]);
});

test('where the log-in service couldn’t be asked to log out, too, the page says so', async ({ page }) => {
  for (const [address, way] of [
    ['/logged-out/only-here', 'Logg inn igjen'],
    ['/employee/logged-out/only-here', 'Fjordvik'],
  ] as const) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Du er logget ut');
    await expect(page.getByText('Innloggingstjenesten svarte ikke')).toBeVisible();
    await expect(page.getByRole('link', { name: way }).first()).toBeVisible();
  }
});

test('who logs out at ID-porten in another tab is logged out here too, by the frame alone', async ({ page, context, demo }) => {
  await loginCitizen(page, 'nina');
  // Until somebody was on it, a page without a session is the log-in's.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Nina');
  const refused: string[] = [];
  const other = await context.newPage();
  other.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  // The provider's page never gets further than the frame, so its server tells nobody.
  await context.route('**/logout/confirm', (route) => route.fulfill({ body: 'stopped here' }));
  const framed = other.waitForResponse((response) => response.url().startsWith(`${demo.portalUrl}/login/frontchannel-logout?`));
  await other.goto(`${demo.addresses.citizensLogin}/logout`);
  expect((await framed).status()).toBe(200);
  expect((await framed).request().headers().cookie, 'a frame of another site comes without cookies').toBeUndefined();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(w('sorry.session-ended.title'));
  await expect(page.getByText('Nina')).toHaveCount(0);
  expect(refused.filter((text) => /frame/i.test(text))).toEqual([]);
});

test('a language chosen while the page is still coming is there, and stays', async ({ page }) => {
  await loginCitizen(page, 'maksym');
  const picker = page.getByRole('dialog');
  const first = language === 'pl' ? (['ar', 'العربية'] as const) : (['pl', 'Polski'] as const);
  for (const [chosen, name] of [first, ['en', 'English']] as const) {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/citizen/me', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await tap(page.locator('.tools').getByRole('button').first());
    await expect(picker).toBeVisible();
    // Once the page comes while somebody looks for their language, once after they have chosen.
    if (chosen === first[0]) {
      release();
      await expect(page.locator('main h1')).toContainText('Maksym');
      await expect(picker).toBeVisible();
    }
    const kept = page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/language'));
    await tap(picker.getByRole('button', { name, exact: true }));
    await expect(page.locator('html')).toHaveAttribute('lang', chosen);
    await expect(picker).toHaveCount(0);
    release();
    expect((await kept).ok()).toBe(true);
    await expect(page.locator('main h1')).toContainText('Maksym');
    await expect(page.locator('html')).toHaveAttribute('lang', chosen);
    await page.unroute('**/api/citizen/me');
  }
});
