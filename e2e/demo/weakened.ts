// The portal with some of its checks taken out, built from the same sources: for proving that a test finds it out.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './build.ts';
import { cache, root } from './folders.ts';

export interface Weakening {
  file: string;
  /** What stands there, and what stands there instead. */
  from: string | RegExp;
  to: string;
}

/** Builds it under a name of its own; nothing in the project changes. Fails where a check doesn't stand there any more. */
export async function buildWeakened(name: string, weakenings: readonly Weakening[]): Promise<string> {
  const folder = join(cache, 'weakened', name);
  await mkdir(folder, { recursive: true });
  const replace: Record<string, string> = {};
  for (const [i, { file, from, to }] of weakenings.entries()) {
    const source = join(root, file);
    const text = await readFile(replace[source] ?? source, 'utf8');
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`${file} no longer holds ${String(from)}: name the check anew`);
    replace[source] = join(folder, `${i}.go`);
    await writeFile(replace[source], changed);
  }
  const [overlay, program] = [join(folder, 'overlay.json'), join(folder, 'portal')];
  await writeFile(overlay, JSON.stringify({ Replace: replace }));
  await run('go', ['build', '-tags', 'nodynamic', '-overlay', overlay, '-o', program, './bff/cmd/portal']);
  return program;
}
