// `npm run attacks -- --self-check`: portals with a protection taken out must be found out. If an attack no longer
// notices, the program has become worthless without anybody seeing it.
import { buildWeakened, type Weakening } from '../demo/weakened.ts';
import type { Attack } from './attack.ts';
import { groups } from './groups.ts';
import { Stage } from './stage.ts';
import { overlooking } from './uploads.ts';

interface Weakness extends Weakening {
  what: string;
  /** The rows that must notice. */
  rows: number[];
  /** The one of their attacks that must; without it any of them may. */
  attack?: string;
}

const weaknesses: Weakness[] = [
  {
    what: 'the Origin isn’t compared',
    file: 'bff/server/rules.go',
    from: 'v == nil || len(origins) != 1 || origins[0] != v.Origin',
    to: 'v == nil || len(origins) > 9',
    rows: [8, 9],
  },
  {
    what: 'two cookies of one name are taken',
    file: 'bff/session/http.go',
    from: 'len(found) != 1 ||',
    to: 'len(found) == 0 ||',
    rows: [7],
  },
  {
    what: 'a log-in may lead anywhere',
    file: 'bff/login/returnpath.go',
    from: 'parsed, err := url.Parse(wanted)',
    to: 'if wanted != "" {\n\t\treturn wanted\n\t}\n\tparsed, err := url.Parse(wanted)',
    rows: [18],
  },
  {
    what: 'the nonce isn’t compared',
    file: 'bff/login/token.go',
    from: 'expected.nonce == "" || subtle.ConstantTimeCompare([]byte(token.nonce), []byte(expected.nonce)) != 1',
    to: 'subtle.ConstantTimeCompare(nil, nil) != 1',
    rows: [3],
  },
  {
    what: 'nobody is limited',
    file: 'bff/server/buckets.go',
    from: 'if b.perSecond <= 0 {',
    to: 'if b.perSecond >= 0 {',
    rows: [26],
  },
  {
    what: 'the virus scanner needn’t prove itself',
    file: 'bff/virus/scanner.go',
    from: 'if err == nil && !found {',
    to: 'if err == nil && !found && s.largest < 0 {',
    rows: [21],
    attack: overlooking,
  },
];

export type Play = (one: Attack, stage: Stage) => Promise<{ right: boolean }>;

/** Plays the rows that must notice against each weakened portal; tells whether all were found out. */
export async function selfCheck(play: Play, say: (line: string) => void): Promise<boolean> {
  let missed = 0;
  for (const [n, weakness] of weaknesses.entries()) {
    const stage = await Stage.set({ program: await buildWeakened(`attacks-${n}`, [weakness]) });
    let [tried, noticed] = [0, 0];
    try {
      for (const one of groups.flat().filter(({ row, what }) => weakness.rows.includes(row) && what === (weakness.attack ?? what))) {
        tried++;
        if (!(await play(one, stage)).right) noticed++;
      }
    } finally {
      await stage.clear();
    }
    if (noticed === 0) missed++;
    say(`${noticed ? 'ok    ' : 'FAILED'}  where ${weakness.what}, ${noticed} of ${tried} attacks came out otherwise than expected`);
  }
  say(`self-check: weakened=${weaknesses.length} found_out=${weaknesses.length - missed} missed=${missed}`);
  return missed === 0;
}
