// Documents' texts as they come from the fagsystem: Word files with their tables, and what is hostile, too long or out of step.
import type { Page } from '@playwright/test';
import { readSource } from '../documents/source.ts';
import { type Demo, expect, loginCitizen, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { restore, slow } from './network.ts';
import { chooseCase, copyOf, expectNarrow, goTo, inFagsystem } from './visiting.ts';
import { words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const { title } = readSource('referat-mote');
/** What the second story's documents say in another language than Norwegian. */
const translated: Record<string, { heading: string; met: string; next: string; wait: string; short: string }> = {
  ar: { heading: 'محادثة في المدرسة', met: 'اجتمعنا يوم 4 مايو.', next: 'بعد ذلك', wait: 'الانتظار', short: 'باختصار' },
  pl: { heading: 'Rozmowa w szkole', met: 'Spotkanie 4 maja.', next: 'Dalej', wait: 'Czekać', short: 'Krótko' },
};
const told = translated[language];
const translation = (text: string): Record<string, string> => (told ? { [language]: text } : {});

async function release(demo: Demo, page: Page, title: string, texts: Record<string, string>, format: 'HTML' | 'MARKDOWN'): Promise<void> {
  const languages = Object.keys(texts);
  await inFagsystem(demo, 'lyngmo', copyOf(page), 'release', {
    title: Object.fromEntries(languages.map((language) => [language, title])),
    texts,
    formats: Object.fromEntries(languages.map((language) => [language, format])),
  });
}

test('minutes that are Word files in the fagsystem are read with their table, and nothing that only Word shows', async ({ page }) => {
  await loginCitizen(page, 'rania');
  await chooseCase(page, 'Layla', language);
  await goTo(page, 'documents', language);
  await slow(page);
  await page.getByRole('main').getByRole('link').filter({ hasText: title[language] ?? title.nb }).first().click();
  const tables = page.getByRole('group', { name: new RegExp(`^${w('reader.tableOf', { Title: '' }).trim()} .`) }).filter({ visible: true });
  const { width } = page.viewportSize()!;
  // On a wide screen the original's stands beside the translation's.
  await expect(tables).toHaveCount(width >= 900 && language !== 'nb' && title[language] ? 2 : 1);
  await restore(page);
  const table = tables.first();
  await expect(table.getByRole('columnheader')).toHaveCount(3);
  expect(await table.evaluate((box) => getComputedStyle(box).direction)).toBe(language === 'ar' ? 'rtl' : 'ltr');
  // A phone is too narrow for three columns: the table can be scrolled, the page can't.
  if (width < 600) expect(await table.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true);
  await table.focus();
  await expect(table).toBeFocused();
  await expectNarrow(page);
  await expect(page.getByRole('main').getByText('Intern merknad')).toHaveCount(0);
  await expect(page.getByText(w('reader.unpaired'))).toHaveCount(0);
});

test('script, pictures from elsewhere, paragraphs out of step and a text without end each have an answer', async ({ page, demo }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost' && hostname !== '127.0.0.1') outside.push(request.url());
  });
  page.on('dialog', (dialog) => outside.push(dialog.message()));
  await loginCitizen(page, 'katarzyna');
  await goTo(page, 'documents', language);
  const evil = '<script>alert(1)</script><img src="https://ond.example/x.png" onerror="alert(2)"><a href="javascript:alert(3)">';
  await release(demo, page, 'Samtale på skolen', {
    nb: `<h1 id="a1">Samtale på skolen</h1><p id="a2">Den 4. mai møttes vi.${evil}her</a></p><p id="a3">Bare på norsk.</p><h2>Videre</h2><p style="display:none">Hemmelig</p><ol start="3"><li>Vente</li></ol>`,
    ...translation(`<h1 id="z9">${told?.heading}</h1><p id="z8">${told?.met}</p><h2>${told?.next}</h2><ol start="3"><li>${told?.wait}</li></ol>`),
  }, 'HTML');
  await release(demo, page, 'Uttalelse uten slutt', { nb: 'Avsnitt.\n\n'.repeat(5001), ...translation(`# ${told?.short}`) }, 'MARKDOWN');

  await page.getByRole('main').getByRole('link').filter({ hasText: 'Samtale på skolen' }).first().click();
  await expect(page.getByText(told?.met ?? 'Den 4. mai møttes vi.').filter({ visible: true })).toHaveCount(1);
  await expect(page.getByText(w('reader.unpaired'))).toHaveCount(told ? 1 : 0);
  await expect(page.getByText(w('reader.leftOut'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem').filter({ visible: true, hasText: told?.wait ?? 'Vente' })).toContainText('3.');
  await expect(page.getByText('Hemmelig')).toHaveCount(0);
  await expect(page.locator('main img, main [href^="javascript"]')).toHaveCount(0);
  await expectNarrow(page);

  await goTo(page, 'documents', language);
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Uttalelse uten slutt' }).first().click();
  await expect(page.getByText(`${w('reader.tooBig')} ${w('reader.inOriginal')}`)).toBeVisible();
  if (told) await expect(page.getByText(told.short).filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText('Avsnitt.')).toHaveCount(0);
  expect(outside).toEqual([]);
});

test('a text of as many paragraphs as are taken can be read to its last one, and shown in the other language', async ({ page, demo }) => {
  const most = 5000;
  const numbered = (paragraph: string) => Array.from({ length: most }, (_, i) => `${paragraph} ${i + 1}`).join('\n\n');
  await loginCitizen(page, 'katarzyna');
  await goTo(page, 'documents', language);
  await release(demo, page, 'Den lengste uttalelsen', { nb: numbered('Avsnitt'), ...translation(numbered(told?.short ?? '')) }, 'MARKDOWN');
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Den lengste uttalelsen' }).first().click();
  const pairs = page.locator('.pairs [data-block]');
  await expect(pairs).toHaveCount(most, { timeout: 30_000 });
  const norwegian = pairs.last().getByText(`Avsnitt ${most}`, { exact: true });
  const translated = pairs.last().getByText(`${told?.short} ${most}`, { exact: true });
  const shown = told ? translated : norwegian;
  // What is laid out on the way makes the text longer than it was taken for: whoever isn't there yet presses once more.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(shown).toBeInViewport({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  if (told && page.viewportSize()!.width < 900) {
    await page.getByRole('group', { name: w('reader.switch') }).getByRole('button', { name: /bokmål/ }).click();
    await expect(norwegian).toBeInViewport();
    await expect(translated).toBeHidden();
    // The counterpart stands below the paragraph that is tapped.
    await norwegian.click();
    await expect(translated).toBeInViewport();
  } else if (told) {
    // On a wide screen it stands beside it.
    await expect(norwegian).toBeInViewport();
  }
  await page.getByRole('button', { name: w('reader.find') }).first().click();
  await page.getByRole('searchbox').fill('Avsnitt 2500');
  await expect(page.locator('[data-found]')).toBeInViewport();
  await expectNarrow(page);
});

test('a table of many columns is printed on its paper, and its counterpart beside or below it', async ({ page, demo }) => {
  await loginCitizen(page, 'katarzyna');
  await goTo(page, 'documents', language);
  const table = (word: string) => `<table id="t"><tr>${`<th>${word}</th>`.repeat(6)}</tr>${`<tr>${`<td>${word} 12.30</td>`.repeat(6)}</tr>`.repeat(8)}</table>`;
  await release(demo, page, 'Plan for ukene', { nb: `<p id="p">Slik blir det.</p>${table('Torsdager')}`, ...translation(`<p id="p">${told?.met}</p>${table(told?.wait ?? '')}`) }, 'HTML');
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Plan for ukene' }).first().click();
  await expect(page.getByRole('group', { name: w('reader.table') }).filter({ visible: true }).first()).toBeVisible();
  // As wide as what is printed of A4.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 1000 });
  const tables = page.locator('.pairs table');
  await expect(tables.filter({ visible: true })).toHaveCount(told ? 2 : 1);
  const boxes = await tables.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
  for (const { left, right } of boxes) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(718);
  }
  const [one, other] = boxes;
  if (one && other) expect(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top, JSON.stringify(boxes)).toBe(true);
});
