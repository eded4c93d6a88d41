// What may go wrong between "Send" and the contact person: nothing to send, too much, twice, no socket, two tabs.
import type { Page } from '@playwright/test';
import { picture } from './files.ts';
import { atOnce, expect, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { conversation, copyOf, openConversation, registered, writesInFagsystem } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('nb');
const w = words(language);

/** Hands a text in past the page's own checks, as a changed page would. */
function handIn(page: Page, text: string): Promise<{ status: number; problem: { code: string; detail: string } }> {
  return page.evaluate(
    async ([caseCopyId, body]) => {
      const id = `0190${crypto.randomUUID().slice(4, 14)}7${crypto.randomUUID().slice(15)}`;
      const response = await fetch(`/api/citizen/cases/${caseCopyId}/conversation/messages/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-portal': '1' },
        body: JSON.stringify({ text: body, language: 'nb' }),
      });
      return { status: response.status, problem: await response.json() };
    },
    [copyOf(page), text] as const,
  );
}

test('an empty message isn’t sent; 10 000 code points are, and one more is told by how much it is too long', async ({ page, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const copy = copyOf(page);
  const before = (await registered(demo, copy)).length;
  const fault = page.locator('form').getByRole('alert');

  await talk.send.click();
  await expect(fault).toHaveText(w('talk.empty'));
  await expect(talk.field).toBeFocused();
  await talk.field.fill(' \n\t\u00a0\u200b');
  await talk.send.click();
  await expect(fault).toHaveText(w('talk.empty'));

  // Letters with a combining mark count as the one that they are, and a face outside the basic plane as one.
  const most = `${'e\u0301'.repeat(9_998)}😀😀`;
  await talk.field.fill(`${most}!`);
  await talk.send.click();
  await expect(fault).toHaveText(w('talk.tooLong', { Count: 1 }));
  await expect(talk.field).toHaveValue(`${most}!`);

  for (const [text, code] of [
    [`${most}!`, 'text-too-long'],
    [' \n', 'text-empty'],
  ] as const) {
    const { status, problem } = await handIn(page, text);
    expect(status, code).toBeGreaterThanOrEqual(400);
    expect(status, code).toBeLessThan(500);
    expect(problem).toMatchObject({ code, detail: w(`srv.problem.${code}.detail`) });
  }

  await talk.field.fill(most);
  await talk.send.click();
  await expect(talk.field).toHaveValue('');
  await expect(talk.message('😀')).toContainText(w('state.delivered'));
  const all = await registered(demo, copy);
  expect(all).toHaveLength(before + 1);
  expect([...all.at(-1)!.body.text!]).toHaveLength(10_000);
  expect(all.at(-1)!.body.text).toBe(most.normalize('NFC'));
});

test('a double click and a lost answer send one message', async ({ page, demo }) => {
  const talk = await openConversation(page, 'tomasz', language, 'Jakub');
  const copy = copyOf(page);
  const before = (await registered(demo, copy)).length;
  const [twice, lost] = ['Dwa kliknięcia, jedna wiadomość.', 'Odpowiedź zginęła po drodze.'];
  await talk.field.fill(twice);
  await talk.send.dblclick();
  await expect(talk.message(twice)).toContainText(w('state.delivered'));

  // The server has it, and the answer is lost on the way; trying again is the same message.
  let tries = 0;
  await page.route(/\/conversation\/messages\/[^/]+$/, async (route) => {
    if (tries++ > 0) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  // Nor does the page hear in another way that it was sent.
  await page.route(/\/conversation(\?.*)?$/, (route) => (tries === 1 ? route.abort() : route.continue()));
  const file = page.getByRole('list', { name: w('files.yours') }).getByRole('listitem');
  await page.locator('form input[type=file]').setInputFiles(picture('zdjecie.png', 40, 30));
  await expect(file).toContainText(new RegExp(`${w('files.checking')}|${w('files.ready')}`));
  await talk.field.fill(lost);
  await talk.send.click();
  await expect(page.locator('form').getByRole('alert')).toHaveText(w('talk.unsure'));
  await expect(talk.field).toHaveValue(lost);
  await expect(file).toHaveCount(1);
  await talk.send.click();
  await expect(talk.field).toHaveValue('');
  await expect(talk.message(lost)).toContainText(w('state.delivered'));
  await expect(talk.message(lost)).toHaveCount(1);
  await expect(file).toHaveCount(0);
  const sent = await registered<{ kind: string; body: { text?: string; attachments?: string[] } }>(demo, copy);
  expect(sent.slice(before).map(({ body }) => [body.text, body.attachments?.length ?? 0])).toEqual([
    [twice, 0],
    [lost, 1],
  ]);
  await page.reload();
  await expect(talk.message(lost)).toBeVisible();
  await expect(talk.field).toHaveValue('');
});

test('without a socket everything still arrives, by asking', async ({ page, demo }) => {
  await page.clock.install();
  await page.routeWebSocket(/\/api\/citizen\/live/, (socket) => socket.close());
  const talk = await openConversation(page, 'nina', language);
  const question = 'Kommer dette fram uten forbindelse?';
  await talk.field.fill(question);
  await talk.send.click();
  await expect(talk.field).toHaveValue('');
  const answer = 'Ja, det kommer fram.';
  await writesInFagsystem(demo, 'fjordvik', copyOf(page), 'ahmed', answer);
  await expect(async () => {
    await page.clock.fastForward(15_000);
    await expect(talk.log.getByText(answer)).toBeVisible({ timeout: 1000 });
    await expect(talk.message(question)).toContainText(around(w('state.delivered')), { timeout: 1000 });
  }).toPass();
});

test('two tabs show the same conversation, and neither overwrites what was begun in the other', async ({ page, context }) => {
  const first = await openConversation(page, 'nina', language);
  const second = await context.newPage();
  await second.goto(page.url());
  const other = conversation(second, language);
  await expect(other.field).toBeVisible();
  await first.field.fill('Fra den første fanen.');
  await first.send.click();
  await expect(other.log.getByText('Fra den første fanen.')).toBeVisible();
  await expect(other.message('Fra den første fanen.')).toContainText(w('state.delivered'));

  // Both begin before either hears of the other.
  await second.route(/\/conversation\/draft$/, (route) => route.abort());
  await other.field.fill('Begynt de');
  await first.field.fill('Begynt her');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await second.unroute(/\/conversation\/draft$/);
  await other.field.press('End');
  await other.field.pressSequentially('r');
  const choice = second.getByRole('alert').filter({ hasText: w('draft.other') });
  await expect(choice).toContainText('Begynt her');
  await expect(other.field).toHaveValue('Begynt der');
  await choice.getByRole('button', { name: w('draft.takeOther') }).click();
  await expect(other.field).toHaveValue('Begynt her');
});
