// Taken back within ten seconds, a message has never left: not to the fagsystem, not to the other side, not to a phone.
import { expect, loginEmployee, test } from './fixtures.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, registered } from './visiting.ts';
import { words } from './words.ts';

const pl = words('pl');
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
});

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
  // Who isn't here is the one who would be called.
  const his = page.url();
  await page.goto('about:blank');
  await answer.field.fill('Dette var til en annen.');
  await answer.send.click();
  await desk.getByRole('button', { name: nb('state.undo') }).click();
  await expect(answer.field).toHaveValue('Dette var til en annen.');
  await expect(answer.log.getByText('Dette var til en annen.')).toHaveCount(0);
  await page.goto(his);

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

test('what waits behind a message that a human must look at can be taken back too, on a line that comes and goes', async ({ page, demo }) => {
  const talk = await openConversation(page, 'katarzyna', 'pl');
  const copy = copyOf(page);
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'refuse', municipality: 'lyngmo', method: 'PUT', path: `/v1/case-copies/${copy}/submissions` });
  await slow(page);
  await talk.field.fill('To stoi w miejscu.');
  await talk.send.click();
  await expect(talk.message('To stoi w miejscu.')).toContainText(pl('state.refused'), { timeout: 25_000 });
  await restore(page);
  await talk.field.fill('Tego jednak nie.');
  await talk.send.click();
  await expect(talk.message('Tego jednak nie.')).toContainText(pl('state.afterEarlier'));
  await cut(page);
  await page.getByRole('button', { name: pl('state.undo') }).click();
  await expect(page.getByText(pl('state.undoWaits'))).toBeVisible();
  await restore(page);
  await expect(talk.field).toHaveValue('Tego jednak nie.');
  await expect(talk.log.getByText('Tego jednak nie.')).toHaveCount(0);
});
