// What every page of a stand-in shares: the frame, the style sheet, the headers, and the line that says it is a demo.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Html, html } from './html.ts';

const styles = readFileSync(new URL('./standin.css', import.meta.url), 'utf8');

export interface PageOptions {
  title: string;
  lang: string;
  /** The line at the very top: what this page stands in for. */
  standsInFor: string;
  body: Html;
  /** A script of our own, allowed by its hash. */
  script?: string;
  /** Where forms on this page may end after redirects; browsers check every hop. */
  formTargets?: string[];
  /** Whose pages are opened in frames. */
  frames?: string[];
  /** A class on the body, for pages that look wholly different (the phone). */
  look?: string;
}

/** The whole page as text. */
export function renderPage({ title, lang, standsInFor, body, script, look }: PageOptions): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${new Html(styles)}</style>
</head>
<body class="${look ?? 'plain'}">
<header class="standin">${standsInFor}</header>
${body}
${script ? html`<script>${new Html(script)}</script>` : ''}
</body>
</html>`.text;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The headers of a page: nothing from elsewhere, scripts and styles only by hash, never framed, never cached. */
export function pageHeaders({ script, formTargets = [], frames = [] }: PageOptions): Record<string, string> {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src ${hash(styles)}`,
      script ? `script-src ${hash(script)}` : "script-src 'none'",
      "img-src data:",
      "connect-src 'self'",
      ...(frames.length ? [['frame-src', ...frames].join(' ')] : []),
      ['form-action', "'self'", ...formTargets].join(' '),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

export function sendPage(res: ServerResponse, status: number, options: PageOptions): void {
  res.writeHead(status, pageHeaders(options)).end(renderPage(options));
}

/** Reads a small request body; a stand-in needs no more than 64 kB. */
export async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > 65_536) throw new Error('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
