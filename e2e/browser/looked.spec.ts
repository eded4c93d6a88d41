// Who has looked at one's copy of a case.
import { citizen, fullName } from '../people/people.ts';
import { expect, loginCitizen, loginEmployee, test } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { inFagsystem, names } from './visiting.ts';
import { around, words } from './words.ts';

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test('who has looked: by role and day, never by name, and nothing of whoever else is in the case', async ({ page, browser, demo }) => {
  const { copies, employees } = await names(demo, 'fjordvik');
  const boy = await (await browser.newContext()).newPage();
  await loginCitizen(boy, 'maksym');
  await boy.waitForURL(/\/case\//);
  const nobody = around(w('looked.empty'));
  const open = async (mine: typeof page, copy: string) => {
    await mine.goto(`/case/${copy}/more/looked`);
    await expect(mine.getByRole('heading', { name: w('looked.meansTitle') })).toBeVisible();
  };
  await open(boy, copies['maksym/maksym']!);
  await expect(boy.getByText(nobody)).toBeVisible();

  const desk = await (await browser.newContext()).newPage();
  await loginEmployee(desk, 'ahmed');
  await desk.goto(`/employee/conversation/${copies['maksym/olena']}`);
  await expect(desk.getByRole('heading', { level: 1, name: fullName(citizen('olena')) })).toBeVisible();
  await expect(desk.getByRole('button', { name: nb('staff.consents.title') }).filter({ visible: true }).first()).toBeVisible();

  await loginCitizen(page, 'olena');
  await page.waitForURL(/\/case\//);
  await page.getByRole('navigation', { name: w('nav.label') }).getByRole('link', { name: w('nav.more') }).click();
  await page.getByRole('link').filter({ hasText: w('looked.title') }).click();
  const looks = page.getByRole('main').getByRole('listitem').filter({ hasText: w('looked.role.CONTACT_PERSON') });
  await expect(looks).toHaveCount(1);
  await expect(page.getByRole('main')).not.toContainText(/Ahmed|Noor|Maksym/);
  await desk.reload();
  await expect(desk.getByRole('heading', { level: 1, name: fullName(citizen('olena')) })).toBeVisible();
  await page.reload();
  await expect(looks).toHaveCount(1);
  await expect(looks).toContainText(w('looked.from.PORTAL'));

  // What is opened in the fagsystem itself stands beside it.
  await inFagsystem(demo, 'fjordvik', copies['maksym/olena']!, 'open', { employeeId: employees.ahmed, what: 'DOCUMENT' });
  await page.reload();
  await expect(looks).toHaveCount(2);
  await expect(looks.filter({ hasText: w('looked.from.DOCUMENT') })).toHaveCount(1);
  await expect(page.getByText(w('looked.system.TOLD'))).toBeVisible();
  await page.getByRole('link').filter({ hasText: w('logins.title') }).click();
  await expect(page.getByText(w('logins.this'))).toBeVisible();

  // What was read of hers is nothing of his.
  await boy.reload();
  await expect(boy.getByText(nobody)).toBeVisible();
  await Promise.all([boy.context().close(), desk.context().close()]);
});
