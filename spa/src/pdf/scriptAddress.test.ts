import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => vi.unstubAllGlobals());

it('gives workers an address only of our own built scripts, through the one policy', async () => {
  vi.stubEnv('DEV', false);
  vi.resetModules();
  const created: string[] = [];
  vi.stubGlobal('trustedTypes', {
    createPolicy(name: string, rules: { createScriptURL: (address: string) => string }) {
      created.push(name);
      return { createScriptURL: (address: string) => ({ trusted: rules.createScriptURL(address) }) };
    },
  });
  const { scriptAddress } = await import('./scriptAddress.ts');
  expect(scriptAddress('/assets/pdf.worker-a1_B-2.js')).toEqual({ trusted: '/assets/pdf.worker-a1_B-2.js' });
  scriptAddress('/assets/other.js');
  expect(created).toEqual(['portal']);
  for (const foreign of [
    'https://example.org/assets/a.js',
    '//example.org/assets/a.js',
    '/assets/../api/x.js',
    '/api/citizen/x.js',
    'data:text/javascript,1',
    'blob:http://localhost/1',
    '/assets/a.js?x=//example.org',
  ])
    expect(() => scriptAddress(foreign)).toThrow('not a script of ours');
});
