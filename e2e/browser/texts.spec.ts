// Documents' texts as they come from the fagsystem: Word files with their tables, and what is hostile, too long or out of step.
import type { Page } from '@playwright/test';
import { type Demo, expect, loginCitizen, test } from './fixtures.ts';
import { restore, slow } from './network.ts';
import { chooseCase, copyOf, expectNarrow, goTo } from './visiting.ts';
import { words } from './words.ts';

const ar = words('ar');
const pl = words('pl');

async function release(demo: Demo, page: Page, title: string, texts: Record<string, string>, format: 'HTML' | 'MARKDOWN'): Promise<void> {
  const languages = Object.keys(texts);
  await demo.fagsystemControl.call('POST', `/lyngmo/copies/${copyOf(page)}/release`, {
    title: Object.fromEntries(languages.map((language) => [language, title])),
    texts,
    formats: Object.fromEntries(languages.map((language) => [language, format])),
  });
}

test('minutes that are Word files in the fagsystem are read in Arabic, with their table, and nothing that only Word shows', async ({ page }) => {
  await loginCitizen(page, 'rania');
  await chooseCase(page, 'Layla', 'ar');
  await goTo(page, 'documents', 'ar');
  await slow(page);
  await page.getByRole('main').getByRole('link').filter({ hasText: 'محضر اجتماع حول مساعدة العائلة' }).first().click();
  const table = page.getByRole('group', { name: new RegExp(`^${ar('reader.tableOf', { Title: '' }).trim()} .`) }).filter({ visible: true });
  await expect(table).toHaveCount(1);
  await restore(page);
  await expect(table.getByRole('columnheader')).toHaveCount(3);
  expect(await table.evaluate((box) => [getComputedStyle(box).direction, box.scrollWidth > box.clientWidth])).toEqual(['rtl', true]);
  await table.focus();
  await expect(table).toBeFocused();
  await expectNarrow(page);
  await expect(page.getByRole('main').getByText('Intern merknad')).toHaveCount(0);
  await expect(page.getByText(ar('reader.unpaired'))).toHaveCount(0);
});

test('script, pictures from elsewhere, paragraphs out of step and a text without end each have an answer', async ({ page, demo }) => {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost' && hostname !== '127.0.0.1') outside.push(request.url());
  });
  page.on('dialog', (dialog) => outside.push(dialog.message()));
  await loginCitizen(page, 'katarzyna');
  await goTo(page, 'documents', 'pl');
  const evil = '<script>alert(1)</script><img src="https://ond.example/x.png" onerror="alert(2)"><a href="javascript:alert(3)">';
  await release(demo, page, 'Rozmowa w szkole', {
    nb: `<h1 id="a1">Samtale på skolen</h1><p id="a2">Den 4. mai møttes vi.${evil}her</a></p><p id="a3">Bare på norsk.</p><h2>Videre</h2><p style="display:none">Hemmelig</p><ol start="3"><li>Vente</li></ol>`,
    pl: `<h1 id="z9">Rozmowa w szkole</h1><p id="z8">Spotkanie 4 maja.</p><h2>Dalej</h2><ol start="3"><li>Czekać</li></ol>`,
  }, 'HTML');
  await release(demo, page, 'Opinia bez końca', { nb: 'Avsnitt.\n\n'.repeat(5001), pl: '# Krótko' }, 'MARKDOWN');

  await page.getByRole('main').getByRole('link').filter({ hasText: 'Rozmowa w szkole' }).first().click();
  await expect(page.getByText('Spotkanie 4 maja.').filter({ visible: true })).toHaveCount(1);
  await expect(page.getByText(pl('reader.unpaired'))).toBeVisible();
  await expect(page.getByText(pl('reader.leftOut'))).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem').filter({ visible: true, hasText: 'Czekać' })).toContainText('3.');
  await expect(page.getByText('Hemmelig')).toHaveCount(0);
  await expect(page.locator('main img, main [href^="javascript"]')).toHaveCount(0);
  await expectNarrow(page);

  await goTo(page, 'documents', 'pl');
  await page.getByRole('main').getByRole('link').filter({ hasText: 'Opinia bez końca' }).first().click();
  await expect(page.getByText(`${pl('reader.tooBig')} ${pl('reader.inOriginal')}`)).toBeVisible();
  await expect(page.getByText('Krótko').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText('Avsnitt.')).toHaveCount(0);
  expect(outside).toEqual([]);
});
