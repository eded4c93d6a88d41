// The way back from the provider: several at once, and every one that isn't this browser's own, now, here.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Browser } from './browser.ts';
import { endsAt, isAlive, logIn, LogIn, sessions, type Door, type Setting, type Way } from './setting.ts';

const begun = async (setting: Setting, door: Door, way: Way = {}): Promise<LogIn> => (await new LogIn(setting, door, way).begin()).pick();

/** The provider's answer with another query. */
function changed(address: string, change: (query: URLSearchParams) => void): string {
  const url = new URL(address);
  change(url.searchParams);
  return url.href;
}

export function callbacks(setting: () => Setting): void {
  /** Brings an answer to the portal and sees that it isn't taken: no session, and the provider isn't even asked. */
  async function refused(one: LogIn, { address = one.answer, browser = one.browser, page = 'login-failed', door = one.door } = {}): Promise<void> {
    const { forger } = one.door;
    const [asked, there] = [forger.count('token'), await sessions(setting())];
    const end = await one.finish(address, browser);
    assert.equal(endsAt(end), `${door.prefix}/sorry/${page}`);
    assert.ok(![...end.sets.keys()].some((name) => name === '__Host-session' || name === '__Host-employee'), 'no session cookie is touched');
    assert.equal(await sessions(setting()), there);
    assert.equal(forger.count('token'), asked, 'calls of the token endpoint');
  }

  describe('the way back from the provider', () => {
    for (const world of ['citizens', 'entra', 'ansattporten'] as const) {
      test(`three tabs at ${world}, finished in reverse order, begun at one replica and ended at the other`, async () => {
        const [door, browser] = [setting()[world], new Browser()];
        const tabs: LogIn[] = [];
        for (const begins of [0, 1, 0] as const) tabs.push(await new LogIn(setting(), door, { browser, begins, ends: begins === 0 ? 1 : 0 }).begin());
        for (const tab of tabs) await tab.pick();
        let before = '';
        for (const tab of tabs.reverse()) {
          assert.equal(endsAt(await tab.finish()), door.prefix || '/');
          assert.notEqual(browser.cookie(door.cookie), before, 'a new id each time');
          before = browser.cookie(door.cookie)!;
          for (const replica of [0, 1] as const) assert.ok(await isAlive(setting(), door, browser, replica));
        }
      });
    }

    test('two tabs whose answers arrive at the same moment both succeed', async () => {
      const browser = new Browser();
      const one = await begun(setting(), setting().citizens, { browser });
      const two = await begun(setting(), setting().citizens, { browser, ends: 1 });
      const ends = await Promise.all([one.finish(), two.finish()]);
      assert.deepEqual(ends.map(endsAt), ['/', '/']);
    });

    test('a citizen and an employee in one browser, at the same time, each end in their own world', async () => {
      const browser = new Browser();
      const citizen = await begun(setting(), setting().citizens, { browser });
      const employee = await begun(setting(), setting().entra, { browser });
      assert.equal(endsAt(await employee.finish()), '/employee');
      assert.equal(endsAt(await citizen.finish()), '/');
      assert.ok(await isAlive(setting(), setting().citizens, browser));
      assert.ok(await isAlive(setting(), setting().entra, browser));
    });

    test('each of several tabs returns to where it began', async () => {
      const browser = new Browser();
      const paths = ['/help', '/cases/a', '/cases/b'];
      const tabs: LogIn[] = [];
      for (const path of paths) tabs.push(await begun(setting(), setting().citizens, { browser, query: { return: path } }));
      for (const [i, tab] of tabs.entries()) assert.equal(endsAt(await tab.finish()), paths[i]);
    });

    test('an answer that comes too late is refused', async () => {
      const one = await begun(setting(), setting().citizens);
      await setting().sql("UPDATE pending_login SET ends_at = now() - interval '1 second'");
      await refused(one);
    });

    test('an answer that comes a second time is refused, and leaves the session that the first one began', async () => {
      for (const door of [setting().citizens, setting().entra]) {
        const { logIn: one, browser } = await logIn(setting(), door);
        await refused(one);
        assert.ok(await isAlive(setting(), door, browser));
      }
    });

    test("another browser's answer is refused, also in a browser with a log-in of its own under way", async () => {
      const attacker = await begun(setting(), setting().citizens);
      await refused(attacker, { browser: new Browser() });
      const victim = await begun(setting(), setting().citizens, { person: 'omar' });
      await refused(attacker, { browser: victim.browser });
      assert.equal(endsAt(await victim.finish()), '/', "the victim's own log-in is unharmed");
    });

    test("a planted log-in cookie doesn't make another browser's answer one's own", async () => {
      const attacker = await begun(setting(), setting().citizens);
      const victim = await begun(setting(), setting().citizens, { person: 'omar' });
      const [own] = (await new LogIn(setting(), setting().citizens, { browser: victim.browser }).begin()).browser.names('__Host-login-');
      const [theirs] = attacker.browser.names('__Host-login-');
      victim.browser.set(theirs!, victim.browser.cookie(own!)!);
      await refused(attacker, { browser: victim.browser });
    });

    test('the answers of two tabs swapped (one code with the other state) are refused', async () => {
      const browser = new Browser();
      const one = await begun(setting(), setting().citizens, { browser });
      const two = await begun(setting(), setting().citizens, { browser, person: 'omar' });
      const code = new URL(two.answer).searchParams.get('code')!;
      const there = await sessions(setting());
      // The state is right, so the provider is asked; it refuses a code with another's verifier.
      const end = await one.finish(changed(one.answer, (q) => q.set('code', code)));
      assert.equal(endsAt(end), '/sorry/login-failed');
      assert.equal(await sessions(setting()), there);
    });

    test("a citizen's answer at the employees' door is refused there, and the other way round", async () => {
      const citizen = await begun(setting(), setting().citizens);
      await refused(citizen, { address: citizen.answer.replace('/login/', '/employee/login/'), door: setting().entra });
      const employee = await begun(setting(), setting().entra);
      await refused(employee, { address: employee.answer.replace('/employee/', '/'), door: setting().citizens });
    });

    const spoiled: [string, (query: URLSearchParams, other: string) => void, string?][] = [
      ['an issuer that is another provider', (q, other) => q.set('iss', other)],
      ['an issuer with a slash too many', (q) => q.set('iss', `${q.get('iss')}/`)],
      ['an empty issuer', (q) => q.set('iss', '')],
      ['no issuer', (q) => q.delete('iss')],
      ['the issuer twice', (q) => q.append('iss', q.get('iss')!)],
      ['the code twice', (q) => q.append('code', q.get('code')!)],
      ['the state twice', (q) => q.append('state', q.get('state')!)],
      ['no state', (q) => q.delete('state')],
      ['an empty state', (q) => q.set('state', '')],
      ['an invented state', (q) => q.set('state', 'x'.repeat(43))],
      ['no code', (q) => q.delete('code')],
      ['an empty code', (q) => q.set('code', '')],
      ['a code and an error', (q) => q.set('error', 'server_error'), 'unavailable'],
      ['the error twice', (q) => (q.delete('code'), q.append('error', 'access_denied'), q.append('error', 'server_error'))],
      ['an error of the provider', (q) => (q.delete('code'), q.set('error', 'server_error')), 'unavailable'],
      ['that the provider is overloaded', (q) => (q.delete('code'), q.set('error', 'temporarily_unavailable')), 'unavailable'],
      ['that the level could not be reached', (q) => (q.delete('code'), q.set('error', 'unmet_authentication_requirements')), 'level'],
      ['that a log-in is required', (q) => (q.delete('code'), q.set('error', 'login_required'))],
      ['an error full of markup', (q) => (q.delete('code'), q.set('error', '<script>alert(1)</script>'), q.set('error_description', '<img src=x>'))],
      ['that somebody cancelled', (q) => (q.delete('code'), q.set('error', 'access_denied')), 'login-cancelled'],
      ['that somebody cancelled, by another provider', (q, other) => (q.delete('code'), q.set('error', 'access_denied'), q.set('iss', other))],
    ];
    for (const world of ['citizens', 'ansattporten'] as const) {
      for (const [what, change, page] of spoiled) {
        test(`${world}: an answer with ${what}`, async () => {
          const one = await begun(setting(), setting()[world]);
          const other = setting()[world === 'citizens' ? 'ansattporten' : 'citizens'].forger.issuer.options.issuer;
          await refused(one, { address: changed(one.answer, (q) => change(q, other)), ...(page ? { page } : {}) });
        });
      }
    }

    test('an issuer in the answer of a provider that never names itself: its own is fine, another is refused', async () => {
      const { issuer } = setting().entra.forger.issuer.options;
      const right = await begun(setting(), setting().entra);
      assert.equal(endsAt(await right.finish(changed(right.answer, (q) => q.set('iss', issuer)))), '/employee');
      const wrong = await begun(setting(), setting().entra);
      await refused(wrong, { address: changed(wrong.answer, (q) => q.set('iss', setting().ansattporten.forger.issuer.options.issuer)) });
    });

    test('cancelling at the provider leads to a page that says so, and begins nothing', async () => {
      for (const door of [setting().citizens, setting().entra]) {
        const one = await new LogIn(setting(), door).begin();
        await one.pick({ cancel: 'yes' });
        await refused(one, { page: 'login-cancelled' });
      }
    });

    test('a log-in does not take over a session id that somebody planted', async () => {
      const browser = new Browser();
      const planted = (await logIn(setting(), setting().citizens, { person: 'omar' })).browser.cookie('__Host-session')!;
      browser.set('__Host-session', planted);
      await logIn(setting(), setting().citizens, { browser });
      assert.notEqual(browser.cookie('__Host-session'), planted);
      const old = new Browser();
      old.set('__Host-session', planted);
      assert.equal(await isAlive(setting(), setting().citizens, old), false, 'the planted one is dead');
    });
  });
}
