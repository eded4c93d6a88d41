// Taken back within ten seconds, a message has never left: not to the fagsystem, not to the other side, not to a phone.
import { expect, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, openDesk, registered } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
});

test('a message that is taken back, on a line that goes and comes back slow, is a draft again; nobody hears of it, nor of any before its ten seconds are over', async ({
  page,
  browser,
  demo,
}) => {
  const talk = await openConversation(page, 'tomasz', language, 'Jakub');
  const copy = copyOf(page);
  const before = (await registered(demo, copy)).length;
  const told = demo.phones.notifications('tomasz').length;

  await talk.field.fill('Tego nie chcę wysyłać.');
  await talk.send.click();
  await expect(talk.message('Tego nie chcę wysyłać.').getByText(w('state.sent'), { exact: true })).toBeVisible();
  await cut(page);
  await page.getByRole('button', { name: w('state.undo') }).click();
  await expect(page.getByText(w('state.undoWaits'))).toBeVisible();
  await slow(page);
  await expect(talk.field).toHaveValue('Tego nie chcę wysyłać.');
  await expect(talk.log.getByText('Tego nie chcę wysyłać.')).toHaveCount(0);
  await restore(page);
  // It is a draft on the server too.
  await page.reload();
  await expect(talk.field).toHaveValue('Tego nie chcę wysyłać.');
  await talk.field.fill('To chcę wysłać.');
  await talk.send.click();
  await expect(talk.message('To chcę wysłać.').getByText(w('state.sent'), { exact: true })).toBeVisible();

  // Who isn't here is the one who would be called.
  const his = page.url();
  await page.goto('about:blank');
  const desk = await openDesk(browser, demo, 'petter', copy);
  const answer = conversation(desk, 'nb');
  await answer.field.fill('Dette var til en annen.');
  await answer.send.click();
  await desk.getByRole('button', { name: nb('state.undo') }).click();
  await expect(answer.field).toHaveValue('Dette var til en annen.');
  await expect(answer.log.getByText('Dette var til en annen.')).toHaveCount(0);
  await answer.field.fill('Dette er til deg.');
  await answer.send.click();

  const [news, ...more] = (await demo.phones.waitFor('tomasz', told + 1, 45_000)).slice(told);
  const sent = (await registered(demo, copy)).slice(before);
  expect(sent.map(({ body }) => body.text)).toEqual(['To chcę wysłać.', 'Dette er til deg.']);
  // What was taken back would have called him earlier, and what stays calls nobody while it can be taken back.
  const { acceptedAt } = sent[1]!;
  expect(Date.parse(news!.receivedAt) - Date.parse(acceptedAt)).toBeGreaterThanOrEqual(10_000);
  for (const { acceptedAt: from, registeredAt } of sent) expect(Date.parse(registeredAt) - Date.parse(from)).toBeGreaterThanOrEqual(10_000);

  await page.goto(his);
  await expect(talk.message('To chcę wysłać.')).toContainText(around(w('state.number')));
  await expect(talk.log.getByText('Dette er til deg.')).toBeVisible();
  await expect(talk.log.getByText('Dette var til en annen.')).toHaveCount(0);
  await expect(talk.log.getByText('Tego nie chcę wysyłać.')).toHaveCount(0);
  await expect(answer.log.getByText('To chcę wysłać.')).toBeVisible();
  await expect(answer.log.getByText('Tego nie chcę wysyłać.')).toHaveCount(0);
  expect(more).toEqual([]);
  expect(demo.phones.notifications('tomasz')).toHaveLength(told + 1);
  await desk.context().close();
});

test('what waits behind a message that a human must look at can be taken back too, on a line that comes and goes', async ({ page, demo }) => {
  const talk = await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'refuse', municipality: 'lyngmo', method: 'PUT', path: `/v1/case-copies/${copy}/submissions` });
  await slow(page);
  await talk.field.fill('To stoi w miejscu.');
  await talk.send.click();
  await expect(talk.message('To stoi w miejscu.')).toContainText(w('state.refused'), { timeout: 25_000 });
  await restore(page);
  await talk.field.fill('Tego jednak nie.');
  await talk.send.click();
  await expect(talk.message('Tego jednak nie.')).toContainText(w('state.afterEarlier'));
  await cut(page);
  await page.getByRole('button', { name: w('state.undo') }).click();
  await expect(page.getByText(w('state.undoWaits'))).toBeVisible();
  await restore(page);
  await expect(talk.field).toHaveValue('Tego jednak nie.');
  await expect(talk.log.getByText('Tego jednak nie.')).toHaveCount(0);
});
