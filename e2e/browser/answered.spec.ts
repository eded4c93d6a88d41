// What comes back: translations that the fagsystem adds, answers that are written there, messages that are taken out of the
// case, and states that say how far something has come, also where the line or the fagsystem is away in the middle.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { atOnce, expect, test, type Demo } from './fixtures.ts';
import { infected, picture } from './files.ts';
import { storyLanguage } from './language.ts';
import { cut, held, restore, slow } from './network.ts';
import { conversation, copyOf, goTo, inFagsystem, names, openConversation, openDesk, registered, tap, writesInFagsystem } from './visiting.ts';
import { around, words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystem.start();
  if (demo.clamd && !demo.clamd.pid) await demo.clamd.again();
});

/** What the language calls itself. */
const own = { nb: 'Norsk bokmål', nn: 'Norsk nynorsk', en: 'English', ar: 'العربية', pl: 'Polski' }[language];

/** The same conversation as its contact person has it. */
async function atDesk(page: Page, demo: Demo, who: string, locale = 'nb-NO') {
  const desk = await openDesk(page.context().browser()!, demo, who, copyOf(page), locale);
  await expect(conversation(desk, 'nb').log).toBeVisible();
  return desk;
}

test('a message says which language it is in; its translation comes live with its maker, one tap from the original, both ways', async ({ page, demo }) => {
  test.skip(language === 'nb', 'whoever writes Norwegian needs no translation');
  const talk = await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  const desk = await atDesk(page, demo, 'petter');
  const [polish, norwegian] = ['Syn boi się wracać do domu.', 'Hei, jeg prøver å skrive litt norsk.'];

  await talk.field.fill(polish);
  await talk.send.click();
  await expect(talk.message(polish)).toContainText(w('state.delivered'));
  // The page is Polish and the words aren't: she says so.
  await talk.field.fill(norwegian);
  await page.getByRole('combobox', { name: w('talk.writeIn') }).selectOption('nb');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();
  await page.reload();
  await expect(page.getByRole('combobox', { name: w('talk.writeIn') })).toHaveValue('nb');
  await talk.send.click();
  await expect(talk.message(norwegian)).toContainText(w('state.delivered'));
  const sent = (await registered(demo, copy)).slice(-2);
  expect(sent.map(({ body }) => (body as { language?: string }).language)).toEqual([language, 'nb']);

  const there = conversation(desk, 'nb');
  const theirs = there.log.locator(`[data-message="${sent[0]!.submissionId}"]`);
  await expect(theirs).toContainText(nb('reader.writtenIn', { Language: own }));
  await expect(theirs.locator('.message-text')).toHaveAttribute('lang', language);
  await expect(there.message(norwegian)).not.toContainText(around(nb('reader.writtenIn')));

  // The translation comes while the employee's line is away.
  await cut(desk);
  const translated = 'Sønnen min er redd for å komme hjem.';
  await inFagsystem(demo, 'lyngmo', copy, `messages/${sent[0]!.submissionId}/translations`, {
    language: 'nb', content: translated, provenance: { kind: 'PERSON', role: 'kontaktperson' },
  });
  await restore(desk);
  await expect(theirs).toContainText(translated, { timeout: 45_000 });
  await expect(theirs.locator('.message-translation')).toContainText('kontaktperson');
  await expect(theirs.locator('.message-text')).toHaveAttribute('lang', 'nb');
  await theirs.getByRole('button', { name: nb('talk.showOriginal') }).click();
  await expect(theirs.locator('.message-text')).toHaveText(polish);
  await theirs.getByRole('button', { name: around(nb('talk.showTranslation')) }).click();
  await expect(theirs.locator('.message-text')).toHaveText(translated);

  // She sees what is made of her words, but her own words first.
  const mine = talk.log.locator(`[data-message="${sent[0]!.submissionId}"]`);
  await mine.getByRole('button', { name: around(w('talk.showTranslation')) }).click();
  await expect(mine.locator('.message-text')).toHaveText(translated);

  // An answer in Norwegian, and a machine's Polish while her phone has no network: it is there when the network is, however slow.
  await there.field.fill('Takk for at du skriver.');
  await there.send.click();
  await expect(talk.message('Takk for at du skriver.')).toBeVisible({ timeout: 30_000 });
  // She may have it before the fagsystem has.
  await expect(there.message('Takk for at du skriver.')).toContainText(nb('state.delivered'), { timeout: 30_000 });
  const answer = (await registered(demo, copy)).find(({ body }) => body.text === 'Takk for at du skriver.')!.submissionId;
  const answered = talk.log.locator(`[data-message="${answer}"]`);
  await expect(answered.locator('.message-text')).toHaveText('Takk for at du skriver.');
  await expect(answered).toContainText(w('reader.writtenIn', { Language: 'Norsk bokmål' }));
  await cut(page);
  await inFagsystem(demo, 'lyngmo', copy, `messages/${answer}/translations`, {
    language, content: 'Dziękuję, że piszesz.', provenance: { kind: 'MACHINE', agency: 'Oversettertjenesten' },
  });
  await slow(page);
  await expect(answered.locator('.message-text')).toHaveText('Dziękuję, że piszesz.', { timeout: 45_000 });
  await restore(page);
  await expect(answered.locator('.message-translation')).toContainText(around(w('reader.madeMachine')));
  await expect(answered.locator('.message-translation')).toContainText('Oversettertjenesten');
  await tap(answered.getByRole('button', { name: w('talk.showOriginal') }));
  await expect(answered.locator('.message-text')).toHaveText('Takk for at du skriver.');
  await expect(answered.locator('.message-text')).toHaveAttribute('lang', 'nb');
  await tap(answered.getByRole('button', { name: around(w('talk.showTranslation')) }));
  await expect(answered.locator('.message-text')).toHaveAttribute('lang', language);
  await desk.context().close();
});

test('an answer that is written in the fagsystem comes live, is read back to it, and says nothing once it is withdrawn', async ({ page, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const copy = copyOf(page);
  const desk = await atDesk(page, demo, 'ingrid');
  const [first, wrong] = ['Svar skrevet i fagsystemet.', 'Dette skulle til en annen familie.'];

  await cut(page);
  await writesInFagsystem(demo, 'fjordvik', copy, 'ingrid', first);
  await expect(conversation(desk, 'nb').log.getByText(first)).toBeVisible();
  await expect(conversation(desk, 'nb').message(first)).toContainText(nb('state.delivered'));
  await slow(page);
  await expect(talk.log.getByText(first)).toBeVisible({ timeout: 45_000 });
  await restore(page);
  // What the employee's page says of reading comes from the fagsystem: it knows.
  await expect(conversation(desk, 'nb').message(first)).toContainText(around(nb('state.readAt')), { timeout: 30_000 });

  await writesInFagsystem(demo, 'fjordvik', copy, 'ingrid', wrong);
  await expect(talk.log.getByText(wrong)).toBeVisible();
  const id = (await registered(demo, copy)).at(-1)!.submissionId;
  await inFagsystem(demo, 'fjordvik', copy, `messages/${id}/withdraw`);
  for (const [where, read, t] of [[page, language, w], [desk, 'nb', nb]] as const) {
    const shown = conversation(where, read).log.locator(`[data-message="${id}"]`);
    await expect(shown).toContainText(t('talk.withdrawn'));
    await expect(where.getByText(wrong)).toHaveCount(0);
  }
  await page.reload();
  await expect(talk.log.locator(`[data-message="${id}"]`)).toContainText(w('talk.withdrawn'));
  await expect(page.getByText(wrong)).toHaveCount(0);
  await desk.context().close();
});

test('an employee’s file that turns out to be infected after it was sent is kept from the receiver, also on a line that comes and goes, and told to the sender', async ({ page, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const copy = copyOf(page);
  const desk = await atDesk(page, demo, 'ingrid');
  const there = conversation(desk, 'nb');
  await demo.clamd!.kill();
  await desk.locator('form input[type=file]').setInputFiles(infected('vedtaket.png'));
  await expect(desk.getByRole('list', { name: nb('files.yours') })).toContainText(nb('files.checking'));
  await there.field.fill('Her er vedtaket.');
  await there.send.click();
  const files = there.message('Her er vedtaket.').getByRole('list', { name: nb('files.of') });
  await expect(files).toContainText(nb('files.checkingSent'));

  // He sees that there is a file, and neither its name nor a way to open it.
  const received = talk.message('Her er vedtaket.').getByRole('list', { name: w('files.of') });
  await expect(received).toHaveText(w('files.theirsChecking'), { timeout: 30_000 });
  await cut(page);
  await demo.clamd!.again();
  await expect(files).toContainText(nb('files.infected'), { timeout: 45_000 });
  await expect(files).toContainText('vedtaket.png');
  await slow(page);
  await expect(received).toHaveText(w('files.theirsWithheld'), { timeout: 45_000 });
  await restore(page);
  await expect(received.getByRole('button')).toHaveCount(0);
  await expect(received.getByRole('link')).toHaveCount(0);
  const asked = await page.evaluate(async (address) => {
    const { messages } = (await (await fetch(address)).json()) as { messages: { messageId: string; text: string; attachments?: { attachmentId: string }[] }[] };
    const { messageId, attachments } = messages.find(({ text }) => text === 'Her er vedtaket.')!;
    return (await fetch(`${address}/messages/${messageId}/attachments/${attachments![0]!.attachmentId}/content`)).status;
  }, `/api/citizen/cases/${copy}/conversation`);
  expect(asked).toBe(404);
  await page.reload();
  await expect(received).toHaveText(w('files.theirsWithheld'));
  await expect(page.getByText('vedtaket.png')).toHaveCount(0);
  await desk.context().close();
});

test('files that are added in the fagsystem wait for the scanner, then open in one tap, and one that is infected is kept from him and told to the employee', async ({ page, demo }) => {
  const talk = await openConversation(page, 'omar', language);
  const copy = copyOf(page);
  const desk = await atDesk(page, demo, 'ingrid');
  const [clean, bad] = [picture('timeplan.png'), infected('innkalling.png')];
  const { employees } = await names(demo, 'fjordvik');
  await demo.clamd!.kill();
  for (const [text, file] of [['Timeplanen.', clean], ['Innkallingen.', bad]] as const) {
    await inFagsystem(demo, 'fjordvik', copy, 'message', {
      employeeId: employees['ingrid'], text, attachment: { name: file.name, mediaType: file.mimeType, content: file.buffer.toString('base64') },
    });
  }
  const there = conversation(desk, 'nb');
  const of = (where: typeof talk, text: string) => where.message(text).getByRole('list', { name: (where === there ? nb : w)('files.of') });
  for (const [text, name] of [['Timeplanen.', clean.name], ['Innkallingen.', bad.name]] as const) {
    await expect(of(talk, text)).toHaveText(w('files.theirsChecking'), { timeout: 30_000 });
    await expect(of(there, text)).toContainText(nb('files.checkingSent'));
    await expect(of(there, text)).toContainText(name);
  }
  await expect(page.getByText(clean.name)).toHaveCount(0);
  const address = (text: string) => page.evaluate(async ([conversation, said]) => {
    const { messages } = (await (await fetch(conversation!)).json()) as { messages: { messageId: string; text: string; attachments?: { attachmentId: string }[] }[] };
    const { messageId, attachments } = messages.find((message) => message.text === said)!;
    return `${conversation}/messages/${messageId}/attachments/${attachments![0]!.attachmentId}/content`;
  }, [`/api/citizen/cases/${copy}/conversation`, text]);
  const opens = async (text: string) => page.evaluate(async (asked) => (await fetch(asked)).status, await address(text));
  expect(await opens('Timeplanen.')).toBe(404);

  // The scanner comes back while his phone has no network: nobody does anything, and it is there.
  await cut(page);
  await demo.clamd!.again();
  await expect(of(there, 'Timeplanen.')).toContainText(nb('files.checked'), { timeout: 45_000 });
  await expect(of(there, 'Innkallingen.')).toContainText(nb('files.infected'), { timeout: 45_000 });
  await expect(of(there, 'Innkallingen.')).toContainText(bad.name);
  await expect(of(there, 'Innkallingen.').getByRole('button')).toHaveCount(0);
  await slow(page);
  await expect(of(talk, 'Innkallingen.')).toHaveText(w('files.theirsWithheld'), { timeout: 45_000 });
  await expect(of(talk, 'Timeplanen.')).toContainText(clean.name);
  await restore(page);
  await tap(of(talk, 'Timeplanen.').getByRole('button', { name: w('files.download') }));
  const [download] = await Promise.all([page.waitForEvent('download'), tap(of(talk, 'Timeplanen.').getByRole('link', { name: w('files.keep') }))]);
  expect(download.suggestedFilename()).toBe('vedlegg.png');
  expect((await readFile(await download.path())).equals(clean.buffer)).toBe(true);
  expect(await opens('Innkallingen.')).toBe(404);
  await expect(page.getByText(bad.name)).toHaveCount(0);
  await desk.context().close();
});

test('each state says in plain words how far it has come, for messages and for what is asked for', async ({ page, demo }) => {
  const talk = await openConversation(page, 'tomasz', language, 'Jakub');
  const copy = copyOf(page);
  const text = 'Czy możemy się spotkać we wtorek?';

  // Saving: not before the server has it is it called sent.
  await cut(page);
  await talk.field.fill(text);
  await talk.send.click();
  await expect(page.getByText(w('talk.unsure'))).toBeVisible();
  await expect(talk.log.getByText(text)).toHaveCount(0);
  await slow(page);
  await held(page, /\/conversation\/messages\/[^/]+$/, async () => {
    await talk.send.click();
    await expect(page.getByRole('button', { name: w('talk.sending') })).toBeVisible();
  });
  await expect(talk.message(text)).toBeVisible();
  await restore(page);
  await expect(talk.message(text)).toContainText(w('state.delivered'));
  const { registrationId } = (await registered(demo, copy)).at(-1) as unknown as { registrationId: string };
  await expect(talk.message(text)).toContainText(w('state.number', { Number: registrationId }));
  const desk = await atDesk(page, demo, 'petter');
  await expect(talk.message(text)).toContainText(around(w('state.readAt')), { timeout: 30_000 });

  // The fagsystem is away: why, when it arrives, and what one can do, on both sides, in words for a request too.
  await demo.fagsystem.kill();
  const late = 'To jeszcze jedna wiadomość.';
  await talk.field.fill(late);
  await talk.send.click();
  await expect(talk.message(late)).toContainText(around(w('state.waits')), { timeout: 30_000 });
  await goTo(page, 'home', language);
  await page.getByRole('link', { name: w('ask.CALL_ME') }).first().click();
  await page.getByRole('button', { name: w('ask.send.CALL_ME') }).click();
  await expect(page.getByText(around(w('state.askWaits')))).toBeVisible({ timeout: 30_000 });
  await demo.fagsystem.start();
  await expect(page.locator('.state').getByText(w('state.askDelivered'))).toBeVisible({ timeout: 30_000 });
  await goTo(page, 'conversation', language);
  // The message and the call went on their own ways: either may have come first, and both may be read in the same words.
  await expect(page.locator('.state').getByText(around(w('state.askReadAt'))).last()).toBeVisible({ timeout: 30_000 });
  await expect(conversation(desk, 'nb').log.getByText(late)).toBeVisible();
  await desk.context().close();
});
