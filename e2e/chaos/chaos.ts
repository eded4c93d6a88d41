// One run: people write and read at three replicas while one thing after another goes wrong; then everything comes to
// rest, and what people were told is held against what the fagsystem has.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../demo/folders.ts';
import { gather, live, sendThroughEach, type Lane } from './crowd.ts';
import { faults, type Fault } from './faults.ts';
import { clock, History } from './history.ts';
import { listenOn } from './listener.ts';
import { deck, random } from './random.ts';
import { startScene, type SceneOptions } from './scene.ts';
import { afterFaults, allRegistered, judgeLane, p99, unreadWrong, untoldIn, type Registered, type Verdict } from './verdict.ts';

export interface ChaosOptions {
  /** How many faults strike, by chance; or which, one after the other, each as soon as somebody has been told "sent". */
  kills: number | readonly Fault[];
  /**
   * How many more strike, by chance, where the 99th percentile of the waits is above so many milliseconds after these:
   * of few faults it is the wait after the worst one. All of them are judged together.
   */
  more?: { kills: number; within: number };
  seed: number;
  replicas?: number;
  scene?: Partial<SceneOptions>;
  /** Is told how far it has come. */
  onProgress?: (line: string) => void;
}

/** What takes longer than this after a fault is looked at. */
const slow = 800;
/** What must be registered before the next fault strikes, or at the end, has this long. */
const mostRest = 60_000;
/** Somebody must be told "sent" before a fault that is meant for them strikes: this long it waits for that. */
const mostWaiting = 60_000;
/** What must be accepted by a replica to which nothing happens any more has this long. */
const soundWithin = 10_000;

export async function chaos({ kills, more, seed, replicas = 3, scene: sceneOptions, onProgress = () => undefined }: ChaosOptions): Promise<Verdict> {
  const next = random(seed);
  const history = new History();
  const scene = await startScene({ replicas, ...sceneOptions });
  try {
    const lanes = await gather(scene.demo, history, random(seed + 1));
    onProgress(`${lanes.length} people-in-conversations write at ${replicas} replicas (seed ${seed})`);
    let over = false;
    let gaveUp = false;
    const living = lanes.map((lane, i) => live(lane, random(seed + 2 + i), () => over, () => gaveUp));
    const listeners = [...new Set(lanes.map(({ author }) => author.listener))];
    living.push(...listeners.map((listener, i) => listenOn(listener, random(seed + 2 + lanes.length + i), () => over)));

    /** Whether all that was accepted until then is registered, within so many milliseconds. */
    const settled = async (until: number, most: number): Promise<boolean> => {
      const patience = Date.now() + most;
      for (;;) {
        if ((await scene.pending(until).catch(() => 1)) === 0) return true;
        if (Date.now() > patience) return false;
        await pause(25);
      }
    };
    /** Until somebody is told "sent": only then is there something that a fault can strike. */
    const somethingSent = async (): Promise<void> => {
      const since = clock();
      const isSent = (): boolean => history.of('send').some(({ accepted = 0 }) => accepted > since);
      for (const patience = since + mostWaiting; !isSent() && clock() < patience; ) await pause(5);
    };
    let times = typeof kills === 'number' ? kills : kills.length;
    let struck = 0;
    // A run as long as the list holds each of them.
    const deal = deck(next, faults);
    const strike = async (): Promise<void> => {
      struck++;
      await pause(50 + next() * 250);
      const chosen = typeof kills === 'number' ? undefined : kills[struck - 1];
      if (chosen) await somethingSent();
      const fault = chosen ?? deal();
      const begin = clock();
      await fault.strike(scene, next);
      const end = clock();
      history.add({ kind: 'fault', what: fault.kind, begin, end });
      // The next one strikes when this one is over for everybody: what waits is never another one's.
      if (!(await settled(end, slow))) {
        for (const what of await scene.waiting().catch(() => [])) onProgress(`slow after: ${fault.kind}: ${what}`);
        await settled(end, mostRest);
      }
      if (struck % 10 === 0 || struck === times) onProgress(`${struck} of ${times}: ${history.of('send').length} messages, last: ${fault.kind}`);
    };
    while (struck < times) await strike();
    if (more?.kills) {
      const soFar = p99(afterFaults(history, [...(await allRegistered(scene.demo, lanes)).values()].flat()));
      if (!(soFar <= more.within)) {
        times += more.kills;
        onProgress(`p99 after ${struck} faults: ${Math.round(soFar)} ms; ${more.kills} more strike, and all are judged together`);
        while (struck < times) await strike();
      }
    }
    over = true;
    const giveUp = setTimeout(() => (gaveUp = true), mostRest);
    await Promise.all(living);
    clearTimeout(giveUp);
    await settled(clock(), mostRest);
    // While they wrote, any replica would do: one that stays broken shows only now.
    await Promise.all(lanes.map((lane) => sendThroughEach(lane, soundWithin)));
    await settled(clock(), mostRest);
    return { kills: struck, ...(await judge(scene.demo, lanes, history)) };
  } finally {
    await scene.stop();
  }
}

type Demo = Parameters<typeof allRegistered>[0];

async function judge(demo: Demo, lanes: readonly Lane[], history: History): Promise<Omit<Verdict, 'kills'>> {
  const registered = await allRegistered(demo, lanes);
  const sum = { accepted: 0, lost: 0, duplicated: 0, reordered: 0 };
  for (const lane of lanes) {
    const one = judgeLane(lane, registered.get(lane.caseCopyId) ?? []);
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key];
  }
  const waits = afterFaults(history, [...registered.values()].flat());
  return {
    ...sum,
    unreadWrong: await restedUnreadWrong(demo, lanes),
    untold: await restedUntold(lanes, registered),
    p99AfterFaultMs: Math.round(p99(waits)),
    // They are sorted: the last of a kind stays.
    longest: Object.fromEntries(waits.map(({ after, ms }) => [after, Math.round(ms)])),
    impossible: await linearizable(history),
    oddities: history.of('oddity').map(({ what }) => what),
  };
}

/** Read marks are reported in the background: they have a few seconds to arrive. */
async function restedUnreadWrong(demo: Demo, lanes: readonly Lane[]): Promise<number> {
  const until = Date.now() + 10_000;
  for (;;) {
    const wrong = await unreadWrong(demo, lanes);
    if (wrong === 0 || Date.now() > until) return wrong;
    await pause(200);
  }
}

/**
 * Events come by the feed. While its reader is interrupted again and again it falls behind, and afterwards it needs a
 * while to catch up: what counts is what is still untold when nothing more was told for twenty seconds.
 */
async function restedUntold(lanes: readonly Lane[], registered: ReadonlyMap<string, readonly Registered[]>): Promise<number> {
  let until = Date.now() + 20_000;
  let before = Infinity;
  for (;;) {
    await Promise.all([...new Set(lanes.map(({ author }) => author.listener))].map((listener) => listener.again()));
    const untold = lanes.reduce((sum, lane) => sum + untoldIn(lane, lanes, registered.get(lane.caseCopyId) ?? []), 0);
    if (untold < before) until = Date.now() + 20_000;
    before = untold;
    if (untold === 0 || Date.now() > until) return untold;
    await pause(500);
  }
}

/** Lanes whose author's views no order of events explains. */
function linearizable(history: History): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('go', ['run', './e2e/chaos/cmd/linearizable'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const lines = out.trim().split('\n');
      if (code === 0) resolve(Number(lines.at(-1)));
      else reject(new Error(`linearizable ended with ${code}: ${out}`));
    });
    for (const event of history.events) child.stdin.write(`${JSON.stringify(event)}\n`);
    child.stdin.end();
  });
}

/** The line a run ends with. */
export const lastLine = (v: Verdict): string =>
  `chaos: kills=${v.kills} accepted=${v.accepted} lost=${v.lost} duplicated=${v.duplicated} reordered=${v.reordered} unread_wrong=${v.unreadWrong} p99_after_fault_ms=${v.p99AfterFaultMs}`;

/** What a run must come to. */
export function failures(v: Verdict, within = 1000): string[] {
  const wrong: string[] = [];
  if (v.accepted === 0) wrong.push('nothing was accepted');
  if (v.lost) wrong.push(`${v.lost} accepted messages never arrived`);
  if (v.duplicated) wrong.push(`${v.duplicated} messages arrived twice`);
  if (v.reordered) wrong.push(`${v.reordered} messages arrived before an earlier one`);
  if (v.unreadWrong) wrong.push(`${v.unreadWrong} unread or read states differ`);
  if (v.untold) wrong.push(`${v.untold} messages came and the other side was never told`);
  if (v.impossible) wrong.push(`${v.impossible} people saw what no order of events explains`);
  if (!(v.p99AfterFaultMs <= within)) wrong.push(`after a fault it took ${v.p99AfterFaultMs} ms`);
  for (const what of new Set(v.oddities)) wrong.push(what);
  return wrong;
}
