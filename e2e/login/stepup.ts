// More certainty while one is logged in: a new session in place of the old one, or the old one as it was.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endsAt, isAlive, logIn, LogIn, type Setting } from './setting.ts';
import type { Browser } from './browser.ts';

const substantial = 'idporten-loa-substantial';

export function stepUp(setting: () => Setting): void {
  const atSubstantial = async (): Promise<Browser> => {
    const { end, browser } = await logIn(setting(), setting().citizens, { level: substantial });
    assert.equal(endsAt(end), '/');
    return browser;
  };
  const up = (browser: Browser) => new LogIn(setting(), setting().citizens, { browser, query: { level: 'high', return: '/cases/a' } }).begin();
  const name = async (browser: Browser): Promise<string> =>
    (JSON.parse((await browser.ask(`${setting().portal}/api/citizen/me`)).text) as { name: { given: string } }).name.given;

  describe('step-up', () => {
    test('from substantial to high: a new cookie, the old one dead on both replicas, back to what one was doing', async () => {
      const browser = await atSubstantial();
      const old = browser.copy();
      const one = await up(browser);
      await one.pick();
      assert.ok(await isAlive(setting(), setting().citizens, browser), 'while one is at the provider, the session lives');
      assert.equal(endsAt(await one.finish()), '/cases/a');
      assert.notEqual(browser.cookie('__Host-session'), old.cookie('__Host-session'));
      for (const replica of [0, 1] as const) {
        assert.ok(await isAlive(setting(), setting().citizens, browser, replica));
        assert.equal(await isAlive(setting(), setting().citizens, old, replica), false);
      }
    });

    test('the provider offers nothing weaker: somebody who picks the weaker e-ID all the same gets the stronger one', async () => {
      const browser = await atSubstantial();
      const one = new LogIn(setting(), setting().citizens, { browser, level: substantial, query: { level: 'high' } });
      assert.equal(endsAt(await (await (await one.begin()).pick()).finish()), '/');
    });

    test('cancelled at the provider, one is back where one was, and the old session goes on', async () => {
      const browser = await atSubstantial();
      const before = browser.cookie('__Host-session');
      const one = await up(browser);
      await one.pick({ cancel: 'yes' });
      assert.equal(endsAt(await one.finish()), '/cases/a');
      assert.equal(browser.cookie('__Host-session'), before);
      for (const replica of [0, 1] as const) assert.ok(await isAlive(setting(), setting().citizens, browser, replica));
    });

    test('failed, the old session goes on as it was', async () => {
      const browser = await atSubstantial();
      const before = browser.cookie('__Host-session');
      const one = await up(browser);
      await one.pick();
      await setting().citizens.forger.spoiling('token', (ctx) => void (ctx.status = 500), async () => {
        assert.equal(endsAt(await one.finish()), '/sorry/unavailable');
      });
      assert.equal(browser.cookie('__Host-session'), before);
      assert.ok(await isAlive(setting(), setting().citizens, browser));
    });

    test("somebody else at the provider gets a session of their own, and the first one's is over", async () => {
      const browser = await atSubstantial();
      const old = browser.copy();
      assert.equal(await name(browser), 'Rania');
      const one = await up(browser);
      await one.pick({ person: 'omar' });
      assert.equal(endsAt(await one.finish()), '/', "not where the first one was: that's about them");
      assert.equal(await name(browser), 'Omar');
      for (const replica of [0, 1] as const) assert.equal(await isAlive(setting(), setting().citizens, old, replica), false);
    });

    test('every log-in asks anew: the provider never answers from an earlier one', async () => {
      const browser = await atSubstantial();
      const first = setting().citizens.forger.lastToken;
      // pick() fails where there is no page to pick on.
      await logIn(setting(), setting().citizens, { browser });
      const sid = (token: string): unknown => (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid;
      assert.notEqual(sid(setting().citizens.forger.lastToken), sid(first));
    });
  });
}
