// The stand-ins' own pages: usable at 320 px, by keyboard and by a screen reader, live without a reload.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startCitizensLogin } from '../oidc/citizens.ts';
import { Phones } from '../phone/server.ts';
import { citizen } from '../people/people.ts';

async function expectUsable(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
}

const authorize = new URLSearchParams({
  client_id: 'portal-citizen',
  response_type: 'code',
  redirect_uri: 'http://localhost:4300/login/callback',
  scope: 'openid',
  state: 's',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
});

test('the log-in page says that it is a demo, and what is wrong with a typed number', async ({ page }) => {
  const login = await startCitizensLogin(0, {
    clientId: 'portal-citizen',
    jwks: { keys: [] },
    redirectUris: ['http://localhost:4300/login/callback'],
    postLogoutRedirectUris: [],
  });
  await page.goto(`${login.url}/authorize?${authorize}`);
  await expect(page.getByText('dette er ikke ID-porten')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rania Haddad', exact: true })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('link', { name: 'MinID' }).click();
  const number = page.getByLabel('Synthetic national number');
  await number.fill('01010112345');
  await number.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('This may be the number of a real human being. Write a fictitious one.');
  await expect(number).toBeFocused();
  await expectUsable(page);
  await login.stop();
});

test('a notification appears on the open lock screen', async ({ page }) => {
  const phones = await Phones.start({ port: 0, token: 'secret' });
  await page.goto(`${phones.url}/phones/rania`);
  await expect(page.getByText('Ingen varsler')).toBeVisible();
  const answer = await fetch(`${phones.url}/notifications/api/v1/orders`, {
    method: 'POST',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    body: JSON.stringify({
      notificationChannel: 'Sms',
      recipients: [{ nationalIdentityNumber: citizen('rania').nationalNumber }],
      smsTemplate: { senderNumber: 'Innbygger', body: 'Du har en ny melding' },
    }),
  });
  expect(answer.status).toBe(202);
  await expect(page.getByRole('list', { name: 'Varsler' })).toContainText('Du har en ny melding');
  await expect(page.getByText('Ingen varsler')).toBeHidden();
  await expectUsable(page);
  await page.getByRole('link', { name: 'Alle telefoner' }).click();
  await expectUsable(page);
  await phones.stop();
});
