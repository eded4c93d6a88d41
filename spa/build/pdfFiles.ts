// What pdf.js fetches only when a file needs it: character maps (for scripts whose fonts name none), the two fonts of
// signs that no system has, and the decoder of JPEG 2000 without WebAssembly. Under the version, so that browsers keep them.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

const wanted: Record<string, (name: string) => boolean> = {
  cmaps: (name) => name.endsWith('.bcmap') || name === 'LICENSE',
  standard_fonts: (name) => /^Foxit(Symbol|Dingbats)\.pfb$|^LICENSE_FOXIT$/.test(name),
  wasm: (name) => name === 'openjpeg_nowasm_fallback.js' || /^LICENSE_(PDFJS_)?OPENJPEG$/.test(name),
};

export function pdfFiles(): Plugin {
  return {
    name: 'portal-pdf-files',
    apply: 'build',
    generateBundle() {
      const described = require.resolve('pdfjs-dist/package.json');
      const { version } = JSON.parse(readFileSync(described, 'utf8')) as { version: string };
      for (const [folder, isWanted] of Object.entries(wanted)) {
        const from = join(dirname(described), folder);
        for (const name of readdirSync(from).filter(isWanted)) {
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdfjs-${version}/${folder}/${name}`,
            source: readFileSync(join(from, name)),
          });
        }
      }
    },
  };
}
