// All attacks, in the order in which they are played: those that stop things come last.
import type { Attack } from './attack.ts';
import * as access from './access.ts';
import * as boundary from './boundary.ts';
import * as ending from './ending.ts';
import * as load from './load.ts';
import * as login from './login.ts';
import * as proxy from './proxy.ts';
import * as sockets from './sockets.ts';
import * as tokens from './tokens.ts';

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
  load.load,
];
