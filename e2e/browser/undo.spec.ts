// Taken back within ten seconds, a message has never left: not to the fagsystem, not to the other side, not to a phone.
import { expect, loginEmployee, test } from './fixtures.ts';
import { conversation, copyOf, openConversation, registered } from './visiting.ts';
import { words } from './words.ts';

const pl = words('pl');
const nb = words('nb');

test('a message that is taken back is a draft again, and nobody hears of it', async ({ page, browser, demo }) => {
  const talk = await openConversation(page, 'tomasz', 'pl', 'Jakub');
  const copy = copyOf(page);
  const before = (await registered(demo, copy)).length;
  const told = demo.phones.notifications('tomasz').length;

  const work = await browser.newContext({ baseURL: demo.portalUrl, locale: 'nb-NO', viewport: { width: 1280, height: 800 } });
  const desk = await work.newPage();
  await loginEmployee(desk, 'petter');
  await desk.goto(`/employee/conversation/${copy}`);
  const answer = conversation(desk, 'nb');
  await answer.field.fill('Dette var til en annen.');
  await answer.send.click();
  await desk.getByRole('button', { name: nb('state.undo') }).click();
  await expect(answer.field).toHaveValue('Dette var til en annen.');
  await expect(answer.log.getByText('Dette var til en annen.')).toHaveCount(0);

  await talk.field.fill('Tego nie chcę wysyłać.');
  await talk.send.click();
  await expect(page.getByText(pl('state.sent'), { exact: true })).toBeVisible();
  await page.getByRole('button', { name: pl('state.undo') }).click();
  await expect(talk.field).toHaveValue('Tego nie chcę wysyłać.');
  await expect(talk.log.getByText('Tego nie chcę wysyłać.')).toHaveCount(0);
  // It is a draft on the server too.
  await page.reload();
  await expect(talk.field).toHaveValue('Tego nie chcę wysyłać.');

  // What is sent after it passes it: by then it would have arrived, had it not been taken back.
  await talk.field.fill('To chcę wysłać.');
  await talk.send.click();
  await expect(talk.message('To chcę wysłać.')).toContainText(pl('state.delivered'), { timeout: 25_000 });
  const sent = (await registered(demo, copy)).slice(before).map(({ body }) => body.text);
  expect(sent).toEqual(['To chcę wysłać.']);
  await expect(answer.log.getByText('To chcę wysłać.')).toBeVisible();
  await expect(answer.log.getByText('Tego nie chcę wysyłać.')).toHaveCount(0);
  await expect(talk.log.getByText('Dette var til en annen.')).toHaveCount(0);
  expect(demo.phones.notifications('tomasz')).toHaveLength(told);
  await work.close();
});
