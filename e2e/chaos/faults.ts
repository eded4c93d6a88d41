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

const allReplicasKilled: Fault = {
  kind: 'all replicas killed',
  strike: async ({ demo }, next) => {
    await Promise.all(demo.portals.map((portal) => portal.kill()));
    await pause(between(next, 0, 400));
    await Promise.all(demo.portals.map((portal) => portal.start()));
  },
};

const postgresKilled: Fault = {
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
    await pause(between(next, 100, 1200));
    wires[what].mend();
  },
});

/** A mode of the stand-in's (`e2e/fagsystem/fault`), for all its calls or for those that hand in. */
const mode = (name: string): Fault => ({
  kind: `fagsystem: ${name}`,
  strike: async ({ demo }, next) => {
    const municipality = oneOf(next, ['fjordvik', 'lyngmo', '']);
    const rate = oneOf(next, [0, 0.5]);
    await demo.fagsystemControl.call('POST', '/fault', { mode: name, ...(municipality ? { municipality } : {}), ...(rate ? { rate } : {}) });
    await pause(between(next, 200, 1500));
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
  mode('hang-after-commit'),
  mode('error'),
  mode('error-after-commit'),
  mode('error-after-commit'),
  mode('reset-after-commit'),
  mode('stopped'),
];
