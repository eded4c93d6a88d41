// What the fagsystem refuses isn't lost: it stays, blocks what its author wrote after it, is told to both sides and
// alarms, until an operator lets it go again. The network comes and goes in the middle.
import { run } from '../demo/build.ts';
import { program } from '../demo/folders.ts';
import { atOnce, expect, test, type Demo } from './fixtures.ts';
import { storyLanguage } from './language.ts';
import { cut, restore, slow } from './network.ts';
import { conversation, copyOf, openConversation, openDesk, registered } from './visiting.ts';
import { words } from './words.ts';

test.use({ tuning: atOnce });

const language = storyLanguage('ar');
const w = words(language);
const nb = words('nb');

test.afterEach(async ({ demo }) => {
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
});

/** How many an alarm would tell of. */
async function alarming(demo: Demo): Promise<number> {
  const metrics = await (await fetch(`http://${demo.portals[0]!.options.env.INTERNAL_ADDRESS}/metrics`)).text();
  return Number(/^portal_submissions_undelivered\{municipality="lyngmo",state="PARKED"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}

/** What an operator types at a replica. */
const operator = (demo: Demo, ...command: string[]): Promise<string> => run(program('portal'), command, demo.portals[0]!.options.env);

test('what the fagsystem refuses is kept and told to both sides, and goes in its order when an operator releases it', async ({ page, browser, demo }) => {
  const [first, second] = ['Czy mogę przyjść z siostrą?', 'Ona dobrze zna Jakuba.'];
  const talk = await openConversation(page, 'katarzyna', language);
  const copy = copyOf(page);
  const desk = await openDesk(browser, demo, 'petter', copy);
  const there = conversation(desk, 'nb');
  await expect(there.log).toBeVisible();
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'refuse', municipality: 'lyngmo', method: 'PUT', path: `/v1/case-copies/${copy}/submissions` });

  // The sender's view, at once and after coming back; the later one waits behind the first.
  await slow(page);
  await talk.field.fill(first);
  await talk.send.click();
  await expect(talk.message(first)).toContainText(w('state.refused'));
  await restore(page);
  await talk.field.fill(second);
  await talk.send.click();
  await expect(talk.message(second)).toContainText(w('state.afterEarlier'));
  await page.reload();
  await expect(talk.message(first)).toContainText(w('state.refused'));
  await expect(talk.message(second)).toContainText(w('state.afterEarlier'));
  // Whoever is told to call needn't look for the number; an employee isn't told whom to call.
  const call = talk.log.locator('.state a[href^="tel:"]');
  await expect(call).toHaveCount(1);
  expect((await call.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  // The employee's, without what was written; and the alarm.
  await expect(desk.getByText(nb('talk.otherWaits'))).toBeVisible();
  await expect(there.log).not.toContainText(first);
  await expect.poll(() => alarming(demo)).toBe(1);
  expect((await registered(demo, copy)).filter(({ body }) => body.text === first || body.text === second)).toEqual([]);

  // Their own is told of in the inbox too.
  const reply = 'Ja, ta henne gjerne med.';
  await there.field.fill(reply);
  await there.send.click();
  await expect(there.message(reply)).toContainText(nb('state.refused'));
  await expect(page.locator('.note').filter({ hasText: w('talk.otherWaits') }).getByRole('link')).toHaveAttribute('href', /^tel:/);
  await expect(desk.getByRole('main').locator('.note a[href^="tel:"], .state a[href^="tel:"]')).toHaveCount(0);
  await desk.goto('/employee');
  await expect(desk.getByText(nb('staff.inbox.parked'))).toBeVisible();
  await expect.poll(() => alarming(demo)).toBe(2);

  // Released while her phone has no network: she finds it delivered when she is back.
  await cut(page);
  await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
  expect(await operator(demo, 'release-parked', 'lyngmo')).toContain('2 submissions go again');
  await expect.poll(async () => (await registered(demo, copy)).map(({ body }) => body.text).filter((text) => text === first || text === second)).toEqual([first, second]);
  await restore(page);
  // The last one's state stands for those before it.
  await expect(talk.message(second)).toContainText(w('state.delivered'));
  await expect(talk.message(first)).not.toContainText(w('state.refused'));
  await expect(page.getByText(w('talk.otherWaits'))).toHaveCount(0);
  await expect(desk.getByText(nb('staff.inbox.parked'))).toHaveCount(0);
  await expect.poll(() => alarming(demo), { timeout: 15_000 }).toBe(0);
  await desk.context().close();
});
