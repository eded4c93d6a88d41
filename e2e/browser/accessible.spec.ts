// Every page and what opens on it, for whoever reads Norwegian or Arabic, in light and in dark: no violation that axe can
// find, nothing to scroll sideways at 320 px; and a message written and sent with the keyboard alone.
import type { Locator, Page } from '@playwright/test';
import { expectSound, expectStill, expectWithinScreen } from './accessibility.ts';
import { expect, keptLanguage, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { disguised, infected, picture } from './files.ts';
import { breakOff, held, restore } from './network.ts';
import { conversation, goTo } from './visiting.ts';
import { around, words } from './words.ts';

/**
 * Checks what is on the screen now; `what` names it in a failure. The dark theme is other colours for the same page, and the
 * colours are the same in every language: they are looked at in Norwegian, in light and in dark.
 */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const norwegian = (await page.locator('html').getAttribute('lang')) === 'nb';
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectStill(page);
  await expectWithinScreen(page, what);
  await expectSound(page, `${what}, light`, norwegian ? 'all' : 'others');
  if (!norwegian) return;
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectSound(page, `${what}, dark`, 'colours');
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Chooses a language in the picker that every page has, once the page is in the one that is kept for whoever is logged in. */
async function choose(page: Page, name: string, language: string): Promise<void> {
  const html = page.locator('html');
  const kept = await keptLanguage(page, new URL(page.url()).pathname.startsWith('/employee') ? 'employee' : 'citizen');
  if (kept !== undefined) await expect(html).toHaveAttribute('lang', kept);
  if ((await html.getAttribute('lang')) === language) return;
  await page.locator('.tools').getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  await expect(html).toHaveAttribute('lang', language);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** With a phone's keyboard up, what one writes, the button that sends it and the one for leaving are on the screen, each by itself. */
async function expectRoomAboveKeyboard(page: Page, language: string): Promise<void> {
  const t = words(language);
  const { field, send } = conversation(page, language);
  const before = page.viewportSize()!;
  await field.focus();
  await page.setViewportSize({ width: before.width, height: 300 });
  await expect(page.getByRole('navigation', { name: t('nav.label') })).toBeHidden();
  const parts = [field, send, page.getByRole('button', { name: t('leave.button') })];
  await expect(async () => {
    const boxes = await Promise.all(parts.map(async (part) => (await part.boundingBox())!));
    for (const [i, box] of boxes.entries()) {
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(300);
      for (const other of boxes.slice(i + 1)) {
        const apart = box.y + box.height <= other.y || other.y + other.height <= box.y || box.x + box.width <= other.x || other.x + other.width <= box.x;
        expect(apart, JSON.stringify([box, other])).toBe(true);
      }
    }
  }).toPass({ timeout: 15_000 });
  await page.setViewportSize(before);
}

/** On a phone that lies on its side the messages can be read: nothing lies over them. */
async function expectRoomToRead(page: Page, language: string): Promise<void> {
  const before = page.viewportSize()!;
  const last = conversation(page, language).log.locator('.message-text').last();
  await page.setViewportSize({ width: 740, height: 360 });
  await expect(async () => {
    await last.evaluate((message) => message.scrollIntoView({ block: 'center' }));
    expect(await last.evaluate((message) => {
      const { x, y, width, height } = message.getBoundingClientRect();
      return message.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    })).toBe(true);
  }).toPass({ timeout: 15_000 });
  await page.setViewportSize(before);
}

/** What is written with files in every state, then what somebody is afraid of being known. Nothing of it is left. */
async function expectComposerAccessible(page: Page, language: string): Promise<void> {
  const t = words(language);
  const { field } = conversation(page, language);
  const understood = page.getByRole('button', { name: t('first.understood') });
  await expect(understood.or(field)).toBeVisible();
  if (await understood.isVisible()) await understood.click();
  await field.fill('Mamma roper når pappa er her. Jeg sover helst hos mormor.');
  const files = page.getByRole('list', { name: t('files.yours') }).getByRole('listitem');
  const input = page.locator('form input[type=file]');
  await input.setInputFiles([picture('fin.png', 16, 16), infected('smittet.png'), disguised('bilde.jpg'), { name: 'tom.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }]);
  for (const [name, told] of [['fin.png', 'files.ready'], ['smittet.png', 'files.infected'], ['bilde.jpg', 'srv.attachment.TYPE_NOT_ALLOWED'], ['tom.png', 'files.empty']] as const) {
    await expect(files.filter({ hasText: name })).toContainText(t(told), { timeout: 30_000 });
  }
  // Still on their way when they have been looked at, however long that takes.
  await held(page, /\/attachments\/[0-9a-f-]{36}$/, async () => {
    await input.setInputFiles([1, 2, 3].map((number) => picture(`stor${number}.png`, 400, 300)));
    await expect(files.filter({ hasText: 'stor3.png' })).toContainText(t('files.queued'));
    await expectAccessible(page, 'files on their way, checked and refused');
    await breakOff(page);
  });
  await expect(files.filter({ hasText: 'stor1.png' })).toContainText(t('files.interrupted'));
  await expectAccessible(page, 'files whose line was cut');
  await page.getByRole('button', { name: t('afraid.open') }).click();
  const asked = page.getByRole('dialog');
  await asked.getByRole('button', { name: 'Jeg sover helst hos mormor.' }).click();
  await expectAccessible(page, 'what somebody is afraid of being known');
  await asked.getByRole('button', { name: t('afraid.done') }).click();
  await expect(page.getByRole('list', { name: t('afraid.marked') })).toBeVisible();
  await expectAccessible(page, 'a mark in what is written');
  await expectRoomAboveKeyboard(page, language);
  await restore(page);
  await expect(files.filter({ hasText: 'stor' }).filter({ hasText: t('files.ready') })).toHaveCount(3, { timeout: 30_000 });
  for (let left = await files.count(); left > 0; left -= 1) {
    await files.first().getByRole('button', { name: new RegExp(`^(${t('files.remove')}|${t('files.cancel')})`) }).click();
    await expect(files).toHaveCount(left - 1);
  }
  await field.fill('');
  await expect(page.locator('.composer-status')).toHaveText('');
}

/** The forms for a call and a meeting, with all that opens in them and what isn't filled in yet. */
async function expectAskingAccessible(page: Page, language: string): Promise<void> {
  const t = words(language);
  for (const kind of ['CALL_ME', 'MEETING_REQUEST'] as const) {
    await goTo(page, 'conversation', language);
    await page.getByRole('link', { name: t(`ask.${kind}`) }).click();
    await page.getByLabel(t('ask.onlyTimes')).check();
    // What was half filled in before is there again, with what opens.
    await expect(page.getByText(t(kind === 'CALL_ME' ? 'ask.onlyThen' : 'ask.onlyThenMeet'))).toBeVisible();
    const days = page.getByRole('checkbox', { checked: true });
    while ((await days.count()) > 0) await days.first().uncheck();
    if (kind === 'CALL_ME') await page.getByLabel(t('ask.phoneOther')).check();
    await page.getByRole('button', { name: t(`ask.send.${kind}`) }).click();
    await expect(page.getByText(t('ask.fault.times'))).toBeVisible();
    await page.getByRole('checkbox').first().check();
    await expect(page.locator('.day-times').getByRole('combobox').first()).toBeVisible();
    await expectAccessible(page, `asked for: ${kind}`);
  }
}

/** What one looks for can be read while one types it, however many there are. */
async function expectFindFits(page: Page, language: string): Promise<void> {
  const t = words(language);
  await page.getByRole('group', { name: t('reader.tools') }).getByRole('button', { name: t('reader.find') }).click();
  const field = page.getByRole('searchbox', { name: t('reader.find') });
  await field.fill(language === 'ar' ? 'ا' : 'e');
  await expect(page.getByRole('search').getByRole('status')).toHaveText(/\d{2}|[٠-٩]{2}/);
  await expectAccessible(page, 'finding in a text');
  expect((await field.boundingBox())!.width).toBeGreaterThan(100);
  await field.press('Escape');
}

/** What one has said and what became of it, a card to say more on, and the last look before it is sent. It isn't. */
async function expectSayingAccessible(page: Page, language: string): Promise<void> {
  const t = words(language);
  await goTo(page, 'conversation', language);
  await page.getByRole('link', { name: t('views.say') }).and(page.locator('[href$="/views"]')).click();
  await expect(page.getByRole('article').first()).toBeVisible();
  await expectAccessible(page, 'what one has said');
  await page.getByRole('main').getByRole('link', { name: t('views.say') }).click();
  const card = page.locator('.say-card').getByRole('textbox');
  await card.fill('Det er fint hos mormor.');
  await expectAccessible(page, 'saying something');
  const onward = page.locator('.say-buttons button[type=submit]');
  const review = page.getByRole('heading', { name: t('views.review') });
  while (!(await review.isVisible())) {
    const title = (await page.locator('.say-card h2').textContent())!;
    await onward.click();
    await expect(page.locator('.say-card h2')).not.toHaveText(title);
  }
  await expectAccessible(page, 'the last look at what one says');
  await page.getByRole('button', { name: t('views.change') }).click();
  await card.fill('');
  await expect(page.locator('.say-saved')).toHaveText('');
}

for (const { language, name } of [
  { language: 'nb', name: 'Norsk bokmål' },
  { language: 'ar', name: 'العربية' },
]) {
  const t = words(language);

  test(`the citizens' pages are accessible in ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto('/');
    await choose(page, name, language);
    await expect(page.getByRole('heading', { name: t('login.withoutTitle') })).toBeVisible();
    for (const summary of await page.locator('summary').all()) await summary.click();
    await expectAccessible(page, 'log-in, everything opened');
    await page.getByRole('button', { name: t('help.button') }).click();
    await expect(page.getByRole('dialog').getByText('116 111')).toBeVisible();
    await expectAccessible(page, 'help');
    for (const reason of ['no-case', 'no-access', 'unknown-person', 'no-national-number', 'test-identity', 'real-identity', 'session-ended', 'unavailable', 'level', 'login-failed', 'login-cancelled', 'not-here']) {
      await page.goto(`/sorry/${reason}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t(`sorry.${reason}.title`));
      // They are made of the same parts: three are enough to look at closely.
      if (['no-case', 'session-ended', 'level'].includes(reason)) await expectAccessible(page, `sorry, ${reason}`);
    }
    await page.goto('/logged-out');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('out.title'));
    await expectAccessible(page, 'logged out');

    await loginCitizen(page, 'rania');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Rania');
    await choose(page, name, language);
    await expect(page.getByRole('heading', { level: 2, name: t('home.where') })).toBeVisible();
    await expectAccessible(page, 'home');
    await goTo(page, 'documents', language);
    const decision = page.getByRole('main').getByRole('link').filter({ hasText: t('type.DECISION') }).first();
    await expect(decision).toBeVisible();
    await expectAccessible(page, 'documents');
    await decision.click();
    await expect(page.getByText(t('reader.norwegianCounts')).or(page.getByText(around(t('complaint.deadline')))).first()).toBeVisible();
    await expectAccessible(page, 'reader');
    await expectFindFits(page, language);
    await goTo(page, 'plan', language);
    await expect(page.getByRole('heading', { name: t('plan.story') })).toBeVisible();
    await expectAccessible(page, 'plan');
    await goTo(page, 'conversation', language);
    await expect(page.getByRole('log').getByText(/./).first()).toBeVisible();
    await expectAccessible(page, 'conversation');
    await expectRoomToRead(page, language);
    const before = page.getByRole('log').locator('.group[data-mine]').filter({ has: page.getByRole('button', { name: t('talk.details') }) }).first();
    await before.getByRole('button', { name: t('talk.details') }).click();
    await before.getByRole('button', { name: t('receipt.keep') }).first().click();
    await expect(before.getByRole('button', { name: t('receipt.download') })).toBeVisible();
    await expectAccessible(page, 'a message’s details, and its receipt');
    await goTo(page, 'more', language);
    await expect(page.getByRole('button', { name: t('more.logOut') })).toBeVisible();
    await expectAccessible(page, 'more');
    await page.getByRole('main').getByRole('link', { name: t('logins.title') }).click();
    await expect(page.getByRole('heading', { name: t('logins.unknownTitle') })).toBeVisible();
    await expectAccessible(page, 'own log-ins');
  });

  test(`what a log-in with MinID shows, and the warning before a session ends, are accessible in ${language}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 700 });
    await loginCitizen(page, 'rania', { level: 'substantial' });
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Rania');
    await choose(page, name, language);
    await expect(page.getByText(t('stepup.more'))).toBeVisible();
    await expectAccessible(page, 'home that offers to step up');
    await goTo(page, 'conversation', language);
    await expect(page.getByRole('log').getByText(/./).first()).toBeVisible();
    await expectAccessible(page, 'conversation that offers to step up');
    await page.route('**/api/citizen/session', (route) => {
      const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
      return route.fulfill({ json: { now: at(0), idleEndsAt: at(100), endsAt: at(3600) } });
    });
    await page.reload();
    await expect(page.getByRole('region', { name: t('session.title') })).toBeVisible();
    await expectAccessible(page, 'session about to end');
  });

  test(`the pages of those under 18 and of employees are accessible in ${language}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 320, height: 700 });
    await loginCitizen(page, 'sami');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Sami');
    await choose(page, name, language);
    await expect(page.getByRole('heading', { name: t('rights.title') })).toBeVisible();
    await expectAccessible(page, 'home without documents');
    await goTo(page, 'conversation', language);
    await expect(page.getByRole('log').or(page.getByRole('heading', { name: t('first.title') })).first()).toBeVisible();
    await expectAccessible(page, 'conversation of a child');
    await expectComposerAccessible(page, language);
    await expectAskingAccessible(page, language);
    await expectSayingAccessible(page, language);
    await page.context().clearCookies();

    await page.goto('/employee');
    await choose(page, name, language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('staff.login.title'));
    await expectAccessible(page, 'employees’ log-in');
    for (const reason of ['no-access', 'level', 'session-ended', 'unavailable', 'login-failed', 'login-cancelled', 'not-here']) {
      await page.goto(`/employee/sorry/${reason}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t(`staff.sorry.${reason}.title`));
      if (reason === 'no-access' || reason === 'session-ended') await expectAccessible(page, `employee, ${reason}`);
    }
    await loginEmployee(page, 'ingrid');
    const row = page.getByRole('link', { name: /Rania Haddad/ }).first();
    await expect(row).toBeVisible();
    await choose(page, name, language);
    await expectAccessible(page, 'inbox');
    await row.click();
    await expect(page.getByRole('log').getByText(/./).first()).toBeVisible();
    await expectAccessible(page, 'employee’s conversation');
    await page.getByRole('banner').getByRole('link', { name: t('logins.title') }).click();
    await expect(page.getByRole('heading', { name: t('logins.unknownTitle') })).toBeVisible();
    await expectAccessible(page, 'employee’s own log-ins');
  });
}

test('with motion reduced, another theme is there at once, not element by element', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await page.evaluate(() => document.getAnimations().filter((one) => one instanceof CSSTransition).length)).toBe(0);
});

/** Presses Tab until the focus is on it, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < 80; i++) {
    if (await target.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(target)}`);
}

test('from log-in to a sent message with the keyboard alone', async ({ page }) => {
  const t = words('pl');
  await page.goto('/');
  const polish = page.getByRole('main').getByRole('button', { name: 'Polski', exact: true });
  await tabTo(page, polish);
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  const logIn = page.getByRole('main').getByRole('link', { name: t('login.button') });
  await expect(logIn).toBeVisible();
  await page.reload();
  await tabTo(page, logIn);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Katarzyna Nowak', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.hostname === 'localhost');

  // The first thing Tab finds leads past everything that stands on every page.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Katarzyna');
  await tabTo(page, page.getByRole('link', { name: t('shell.skip') }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await tabTo(page, page.getByRole('navigation', { name: t('nav.label') }).getByRole('link', { name: t('nav.conversation') }));
  await page.keyboard.press('Enter');
  const { field, send, log, message } = conversation(page, 'pl');
  await tabTo(page, field);
  await page.keyboard.type('Piszę tylko na klawiaturze.');
  await page.keyboard.press('Tab');
  await expect(send).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(log.getByText('Piszę tylko na klawiaturze.')).toBeVisible();
  // It can be taken back for ten seconds only: on a slow machine it is already delivered.
  await expect(message('Piszę tylko na klawiaturze.')).toContainText(new RegExp(`${t('state.sent')}|${t('state.delivered')}`));
  await expect(field).toBeFocused();
});
