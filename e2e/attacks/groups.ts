// All attacks, in the order in which they are played: those that stop things come last.
import type { Attack } from './attack.ts';
import * as access from './access.ts';
import * as boundary from './boundary.ts';
import * as ending from './ending.ts';
import * as failures from './failures.ts';
import * as load from './load.ts';
import * as login from './login.ts';
import * as proxy from './proxy.ts';
import * as rotation from './rotation.ts';
import * as sockets from './sockets.ts';
import * as theft from './theft.ts';
import * as timeouts from './timeouts.ts';
import * as tokens from './tokens.ts';
import * as uploads from './uploads.ts';
import * as webhooks from './webhooks.ts';
import * as worlds from './worlds.ts';

export const groups: Attack[][] = [
  login.loginForgery,
  login.manyTabs,
  tokens.tokens,
  tokens.mixUps,
  login.fixation,
  login.cookies,
  boundary.forgery,
  boundary.logoutForgery,
  tokens.forgedLogouts,
  sockets.sockets,
  access.levels,
  access.foreignIds,
  access.parties,
  proxy.escapes,
  boundary.redirects,
  boundary.returns,
  boundary.sharedDevice,
  boundary.deception,
  ending.endings,
  ending.races,
  theft.theft,
  timeouts.timeouts,
  worlds.worlds,
  uploads.uploads,
  webhooks.webhooks,
  load.load,
  rotation.rotations,
  failures.failures,
  failures.withoutDatabase,
];
