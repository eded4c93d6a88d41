// What `go test -bench` printed, as a table of aims and results.

export interface Measured {
  group: string;
  way: string;
  nanoseconds: number;
  /** What the benchmark reported itself, by unit. */
  reported: Record<string, number>;
}

/** One for each line: Benchmark…/way-PROCESSORS, runs, then pairs of number and unit. */
export function measured(out: string): Measured[] {
  return [...out.matchAll(/^Benchmark(\S+?)(?:-\d+)?\s+\d+\t(.*)$/gm)].map(([, name = '', rest = '']) => {
    const cut = name.lastIndexOf('/');
    const pairs = [...rest.matchAll(/([\d.e+-]+) (\S+)/g)].map(([, value, unit = '']) => [unit, Number(value)] as const);
    const { 'ns/op': nanoseconds = Number.NaN, ...reported } = Object.fromEntries(pairs);
    return { group: cut < 0 ? name : name.slice(0, cut), way: name.slice(cut + 1), nanoseconds, reported };
  });
}

interface Aim {
  words: string;
  reached: boolean;
}

function aimOf({ reported }: Measured): Aim | undefined {
  const { ratio, 'at-least': least, 'at-most': most } = reported;
  if (least !== undefined) return { words: `at least ${least}`, reached: ratio !== undefined && ratio >= least };
  if (most !== undefined) return { words: `at most ${most}`, reached: ratio !== undefined && ratio <= most };
  return undefined;
}

const round = (value: number): string => (value >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString());

/** One line for each: aim and result where it has an aim, else its time and how many times as fast it is as without. */
export function lines(all: readonly Measured[]): string[] {
  return all.map((one) => {
    const aim = aimOf(one);
    if (aim) {
      const figures = Object.entries(one.reported).filter(([unit]) => !['ratio', 'at-least', 'at-most'].includes(unit));
      const parts = figures.map(([unit, value]) => `${round(value)} ${unit}`).join(', ');
      return `${one.group.padEnd(20)} ${aim.words.padEnd(14)} ${`${one.reported.ratio ?? 'nothing'}`.padStart(7)}  ${aim.reached ? 'reached' : 'MISSED '}  ${parts}`;
    }
    const without = all.find((other) => other.group === one.group && other.way === 'without');
    const ratio = without && without !== one ? `  ${(without.nanoseconds / one.nanoseconds).toFixed(1)} times as fast as without` : '';
    return `${one.group} ${one.way}`.padEnd(28) + `${(one.nanoseconds / 1000).toFixed(1)} µs`.padStart(12) + ratio;
  });
}

/** Those that fall short of their aim, and those among `demanded` that measured nothing or have lost their aim. */
export const missed = (all: readonly Measured[], demanded: readonly string[] = []): string[] => [
  ...all.filter((one) => aimOf(one)?.reached === false).map(({ group }) => group),
  ...demanded.filter((group) => !all.some((one) => one.group === group && aimOf(one))),
];
