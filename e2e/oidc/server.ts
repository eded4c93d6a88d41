// Serves one or more issuers and their log-in pages on one loopback address.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { html } from '../page/html.ts';
import { readBody, sendPage } from '../page/page.ts';
import { Issuer, type LoginResult } from './issuer.ts';
import { loginPage, type LoginPage } from './login-page.ts';
import { pickLocale, words, type Locale } from './words.ts';

export interface LoginRequest {
  params: Record<string, unknown>;
  locale: Locale;
  level?: string;
}

export type Submitted = { login: LoginResult } | { page: Partial<LoginPage> };

/** What differs between the citizens' and the employees' log-in pages. */
export interface LoginDesk {
  issuer: Issuer;
  standsInFor(locale: Locale): string;
  page(request: LoginRequest): Omit<LoginPage, 'words' | 'locale'>;
  submit(request: LoginRequest, form: URLSearchParams): Submitted | undefined;
}

export interface Running {
  url: string;
  issuers: Issuer[];
  stop(): Promise<void>;
}

async function interaction(desk: LoginDesk, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { issuer } = desk;
  const { client } = issuer.options;
  const url = new URL(req.url ?? '/', issuer.options.issuer);
  let details: Awaited<ReturnType<typeof issuer.provider.interactionDetails>>;
  try {
    details = await issuer.provider.interactionDetails(req, res);
  } catch {
    const w = words.nb;
    const body = html`<main><h1>${w.expired}</h1><p>${w.expiredHelp}</p></main>`;
    sendPage(res, 400, { title: w.expired, lang: 'nb', standsInFor: desk.standsInFor('nb'), body });
    return;
  }
  const form = req.method === 'POST' ? new URLSearchParams(await readBody(req)) : undefined;
  const given = form ?? url.searchParams;
  const locale = pickLocale(given.get('lang') ?? details.params.ui_locales);
  const request: LoginRequest = { params: details.params, locale, level: given.get('level') ?? undefined };

  if (form?.get('cancel')) {
    await issuer.provider.interactionFinished(req, res, { error: 'access_denied', error_description: 'End-User aborted interaction' });
    return;
  }
  const submitted = form ? desk.submit(request, form) : undefined;
  if (submitted && 'login' in submitted) {
    const { accountId, acr, amr } = submitted.login;
    // Consent counts as given: the originals don't ask for it.
    await issuer.provider.interactionFinished(
      req,
      res,
      { login: { accountId, acr, amr, remember: false }, consent: {}, [Issuer.resultKey]: submitted.login },
      { mergeWithLastSubmission: false },
    );
    return;
  }
  const page: LoginPage = { words: words[locale], locale, ...desk.page(request), ...submitted?.page };
  sendPage(res, submitted ? 422 : 200, {
    title: words[locale].title,
    lang: locale,
    standsInFor: desk.standsInFor(locale),
    body: loginPage(page),
    formTargets: [...new Set(client.redirectUris.map((uri) => new URL(uri).origin))],
  });
}

/** Serves the desks that `make` builds once the address is known (port 0 takes a free one). */
export async function serveDesks(port: number, make: (url: string) => LoginDesk[]): Promise<Running> {
  let desks: LoginDesk[] = [];
  const server: Server = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://standin').pathname;
    if (path === '/health') return void res.writeHead(200, { 'Content-Type': 'text/plain' }).end('ok\n');
    const desk = desks.find((d) => {
      const mount = new URL(d.issuer.options.issuer).pathname.replace(/\/$/, '');
      return path === mount || path.startsWith(`${mount}/`);
    });
    if (!desk) return void res.writeHead(404).end();
    const mount = new URL(desk.issuer.options.issuer).pathname.replace(/\/$/, '');
    if (!path.startsWith(`${mount}/interaction/`)) return desk.issuer.handle(req, res);
    interaction(desk, req, res).catch((error: unknown) => {
      if (!res.headersSent) res.writeHead(500, { 'Content-Type': 'text/plain' });
      res.end('The stand-in failed.\n');
      process.stderr.write(`log-in stand-in: ${error instanceof Error ? error.message : 'failed'}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  desks = make(url);
  return {
    url,
    issuers: desks.map(({ issuer }) => issuer),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
