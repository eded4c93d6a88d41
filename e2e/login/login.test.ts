// Log-in and log-out with the certified provider: one run of everything, for the parts below to share.
import { after, before, describe } from 'node:test';
import { callbacks } from './callbacks.ts';
import { keys } from './keys.ts';
import { logOut } from './logout.ts';
import { responses } from './responses.ts';
import { startSetting, type Setting } from './setting.ts';
import { stepUp } from './stepup.ts';
import { tokens } from './tokens.ts';
import { weakened } from './weakened.ts';

describe('log-in and log-out', () => {
  let running: Setting;
  before(async () => {
    running = await startSetting();
  });
  after(() => running?.stop());
  const setting = (): Setting => running;

  // The provider's keys first: the stream of unknown ones uses up how often they may be looked up.
  keys(setting);
  callbacks(setting);
  stepUp(setting);
  responses(setting);
  logOut(setting);
  tokens(setting);
  weakened(setting);
});
