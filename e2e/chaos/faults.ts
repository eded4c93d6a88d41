// What goes wrong: each fault begins, lasts a while, and ends when what was broken works again.
import { setTimeout as pause } from 'node:timers/promises';
import { between, oneOf, type Random } from './random.ts';
import type { Scene } from './scene.ts';

export interface Fault {
  kind: string;
  /** Breaks, waits, mends; resolves when the broken part accepts connections again or the mode is off. */
  strike(scene: Scene, next: Random): Promise<void>;
}

const replicaKilled: Fault = {
  kind: 'replica killed',
  strike: async ({ demo }, next) => {
    const portal = oneOf(next, demo.portals);
    await portal.kill();
    await pause(between(next, 0, 400));
    await portal.start();
  },
};

export const allReplicasKilled: Fault = {
  kind: 'all replicas killed',
  strike: async ({ demo }, next) => {
    await Promise.all(demo.portals.map((portal) => portal.kill()));
    await pause(between(next, 0, 400));
    await Promise.all(demo.portals.map((portal) => portal.start()));
  },
};

export const postgresKilled: Fault = {
  kind: 'Postgres stopped immediately',
  strike: async ({ demo }, next) => {
    await demo.portalDatabase.kill();
    await pause(between(next, 0, 400));
    await demo.portalDatabase.start();
  },
};

const fagsystemKilled: Fault = {
  kind: 'fagsystem killed',
  strike: async ({ demo }, next) => {
    await demo.fagsystem.kill();
    await pause(between(next, 0, 400));
    await demo.fagsystem.start();
  },
};

const reset = (what: 'database' | 'fagsystem'): Fault => ({
  kind: `connections to the ${what} reset`,
  strike: async ({ wires }) => wires[what].reset(),
});

const cut = (what: 'database' | 'fagsystem'): Fault => ({
  kind: `connections to the ${what} cut`,
  strike: async ({ wires }, next) => {
    wires[what].cut();
    await pause(lasting(next));
    wires[what].mend();
  },
});

/** How long a mode lasts: mostly short, as most are; now and then longer than the portal's patience with one request. */
const lasting = (next: Random): number => (next() < 0.85 ? between(next, 50, 500) : between(next, 500, 2000));

/** However slow the machine is, something is tried again long before. */
const mostTrying = 60_000;

/** Until something has been tried so often in vain. */
async function tried(scene: Scene, times: number): Promise<void> {
  for (const patience = Date.now() + mostTrying; Date.now() < patience && (await scene.inVain().catch(() => 0)) < times; ) await pause(25);
}

/** What of the stand-in's requests a mode is for, and for how long; by chance where it isn't said. */
export interface Aim {
  /** PUT: what is handed in, while the fagsystem says that it is well and can be read. */
  method?: 'PUT';
  municipality?: string;
  /** 0 is all of them. */
  rate?: number;
  /** Until something has been tried so often in vain, however long that takes. */
  inVain?: number;
}

/** A mode of the stand-in's (`e2e/fagsystem/fault`). */
export const mode = (name: string, aim: Aim = {}): Fault => ({
  kind: `fagsystem: ${name}${aim.method ? ' what is handed in' : ''}`,
  strike: async (scene, next) => {
    const { demo } = scene;
    const municipality = aim.municipality ?? oneOf(next, ['fjordvik', 'lyngmo', '']);
    const rate = aim.rate ?? oneOf(next, [0, 0.5]);
    await demo.fagsystemControl.call('POST', '/fault', {
      mode: name,
      ...(aim.method ? { method: aim.method } : {}),
      ...(municipality ? { municipality } : {}),
      ...(rate ? { rate } : {}),
    });
    await (aim.inVain ? tried(scene, aim.inVain) : pause(lasting(next)));
    await demo.fagsystemControl.call('POST', '/fault', { mode: 'none' });
  },
});

/** As often as they are in the list. */
export const faults: readonly Fault[] = [
  replicaKilled,
  replicaKilled,
  replicaKilled,
  replicaKilled,
  allReplicasKilled,
  postgresKilled,
  postgresKilled,
  fagsystemKilled,
  reset('database'),
  reset('fagsystem'),
  cut('database'),
  cut('fagsystem'),
  mode('hang'),
  mode('hang', { method: 'PUT' }),
  mode('hang-after-commit'),
  mode('error'),
  mode('error-after-commit'),
  mode('error-after-commit'),
  mode('reset-after-commit'),
  mode('stopped'),
  mode('lose-webhooks', { rate: 0 }),
  mode('lose-webhooks'),
  mode('reorder-webhooks', { rate: 0 }),
];
