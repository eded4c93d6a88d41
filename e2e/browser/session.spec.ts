// A session that ends while somebody writes: the page says so, and what was begun waits for them, on the server only.
import { expect, loginCitizen, test } from './fixtures.ts';
import { conversation, goTo, stored } from './visiting.ts';
import { words } from './words.ts';

test.use({ tuning: { sessionIdle: '10s', sessionAbsolute: '10s' } });

const nb = words('nb');

test('a session that ends with half a message written says so, and the half message is there after log-in', async ({ page }) => {
  const half = 'Jeg har tenkt mye på det du sa, og';
  await loginCitizen(page, 'nina');
  await expect(page.getByRole('alert').filter({ hasText: nb('session.saved') })).toBeVisible();
  await goTo(page, 'conversation', 'nb');
  const { field } = conversation(page, 'nb');
  await field.pressSequentially(half);
  await expect(page.getByText(nb('draft.saved'))).toBeVisible();
  expect(await stored(page)).not.toContain('tenkt mye');

  // Nobody touches anything: the page itself finds out.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nb('sorry.session-ended.title'), { timeout: 30_000 });
  await expect(page.getByText(nb('sorry.session-ended.more'))).toBeVisible();
  await expect(page.getByText('Nina')).toHaveCount(0);
  await expect(page.getByText(half)).toHaveCount(0);
  expect(await stored(page)).not.toContain('tenkt mye');

  await page.getByRole('link', { name: nb('sorry.logInAgain') }).click();
  await page.getByRole('button', { name: 'Nina Strand', exact: true }).click();
  await page.waitForURL(/\/case\/.*\/conversation$/);
  await expect(field).toHaveValue(half);
  expect(await stored(page)).not.toContain('tenkt mye');
});
