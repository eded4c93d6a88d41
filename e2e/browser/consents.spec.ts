// What somebody is asked to agree to: read in one's own language beside the Norwegian text, answered with a fresh log-in,
// taken back as easily, and asked anew when the text changes.
import { citizen, fullName } from '../people/people.ts';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore } from './network.ts';
import { copyOf, inFagsystem, registered, stored } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

/** As the demo's guardian is asked, by language. */
const purposes: Record<string, string> = {
  ar: 'التحدث مع مدرسة ماكسيم',
  pl: 'Rozmowa ze szkołą Maksyma',
  nb: 'Å snakke med skolen til Maksym',
};
const purpose = purposes[language] ?? purposes.nb!;
const norwegian = purposes.nb!;

interface Kept {
  submissionId: string;
  kind: string;
  body: { answer?: string; text?: string; consentText?: { textVersion: string; language?: string } };
}

test('a yes is given after logging in again and over a cut line, taken back, asked anew in other words; the contact person sees it all', async ({ page, browser, demo }) => {
  await loginCitizen(page, 'olena');
  await page.getByRole('link').filter({ hasText: w('waiting.consent') }).filter({ hasText: purpose }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(purpose);
  const copy = copyOf(page);
  const answers = async () => (await registered<Kept>(demo, copy, 'CONSENT_ANSWER')).map(({ body }) => body);
  const main = page.getByRole('main');
  // The Norwegian text, which counts, stands with the translation.
  await expect(main.getByText(/Vi vil gjerne snakke med kontaktlæreren/)).toBeVisible();
  const yes = page.getByRole('radio', { name: w('consents.yes') });
  const reason = page.getByRole('textbox', { name: w('consents.reason') });
  const send = page.getByRole('button', { name: w('consents.send') });
  await expect(send).toBeDisabled();
  await yes.check();
  await reason.fill('hun er snill 😀');
  await expect(page.getByText(w('draft.saved'))).toBeVisible();

  // Eleven minutes later somebody else may sit there.
  const soon = new Date();
  await page.clock.setFixedTime(new Date(soon.getTime() + 11 * 60_000));
  const address = page.url();
  await send.click();
  await expect(page.getByText(w('consents.again.text'))).toBeVisible();
  expect(await answers()).toHaveLength(0);
  await page.getByRole('button', { name: w('consents.again.button') }).click();
  await page.waitForURL((url) => url.hostname !== 'localhost');
  await page.clock.setFixedTime(new Date());
  await page.getByRole('button', { name: fullName(citizen('olena')), exact: true }).click();
  await page.waitForURL(address);
  await expect(yes).toBeChecked();
  await expect(reason).toHaveValue('hun er snill 😀');
  expect(await stored(page)).not.toContain('snill');

  await cut(page);
  await send.click();
  await expect(page.getByText(w('consents.failedOffline'))).toBeVisible();
  await expect(reason).toHaveValue('hun er snill 😀');
  await restore(page);
  await send.click();
  await expect(page.getByRole('status').filter({ hasText: w('consents.sent') })).toBeVisible();
  const step = (key: string) => page.getByRole('region', { name: w('consents.history') }).getByRole('listitem').filter({ hasText: w(key) }).first();
  await expect(step('consents.step.GIVEN')).toContainText(w('state.askDelivered'), { timeout: 30_000 });
  await expect(step('consents.step.GIVEN')).toContainText(around(w('state.number')));
  expect(await answers()).toEqual([expect.objectContaining({
    answer: 'GIVEN', text: 'hun er snill 😀', consentText: expect.objectContaining({ textVersion: '1', ...(language === 'nb' ? {} : { language }) }),
  })]);
  const kept = page.waitForEvent('download');
  await step('consents.step.GIVEN').getByRole('button', { name: w('receipt.keep') }).click();
  await step('consents.step.GIVEN').getByRole('button', { name: w('receipt.download') }).click();
  expect((await kept).suggestedFilename()).toMatch(/\.pdf$/);

  // Taken back in one tap, without saying why.
  await page.getByRole('button', { name: w('consents.withdraw') }).click();
  await expect(step('consents.step.WITHDRAWN')).toContainText(w('state.askDelivered'), { timeout: 30_000 });

  // Other words are asked anew while the page is open; what was chosen under the former isn't an answer to them.
  const consent = address.split('/').at(-1);
  const ask = (text: string) => inFagsystem(demo, 'fjordvik', copy, `consents/${consent}`, { text });
  await ask('Vi vil også snakke med helsesykepleieren.');
  await expect(main.getByText('Vi vil også snakke med helsesykepleieren.')).toBeVisible();
  await expect(step('consents.step.newText')).toBeVisible();
  await yes.check();
  await ask('Vi vil snakke med helsesykepleieren og treneren.');
  await expect(page.getByText(w('consents.textChanged'))).toBeVisible();
  await expect(send).toBeDisabled();
  await page.getByRole('radio', { name: w('consents.no') }).check();
  await send.click();
  await expect(step('consents.step.REFUSED')).toContainText(w('state.askDelivered'), { timeout: 30_000 });
  expect((await answers()).map(({ answer, consentText }) => `${answer} ${consentText?.textVersion}`)).toEqual(['GIVEN 1', 'WITHDRAWN 1', 'REFUSED 3']);

  // The contact person, who reads Norwegian, finds each answer where the conversation is, and in the list.
  const desk = await (await browser.newContext()).newPage();
  await loginEmployee(desk, 'ahmed');
  await desk.goto(`/employee/conversation/${copy}`);
  const said = desk.getByRole('log').locator('.message').filter({ hasText: nb('talk.consent.line') });
  await expect(said).toHaveCount(3);
  await expect(said.first()).toContainText('hun er snill');
  // What stood before the contact person's eyes is seen, and she is told so.
  await expect(step('consents.step.REFUSED')).toContainText(around(w('state.askReadAt')), { timeout: 20_000 });
  await desk.getByRole('button', { name: nb('staff.consents.title') }).filter({ visible: true }).first().click();
  const list = desk.getByRole('dialog', { name: nb('staff.consents.title') }).getByRole('article').filter({ hasText: norwegian });
  await expect(list).toContainText(nb('consents.state.REFUSED'));
  await expect(list).toContainText(nb('consents.step.WITHDRAWN'));
  await desk.context().close();
});
