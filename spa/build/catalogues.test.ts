import { describe, expect, test } from 'vitest';
import { outOfReach } from '../../i18n/usage.mjs';
import { slice } from './catalogues.ts';

test('the browser gets no text that is only the server’s, and every other one in just one part', () => {
  const all = {
    'home.now': 'a',
    'srv.problem.x': 'b',
    'staff.inbox': 'c',
    'views.lead': 'd',
    'views.say': 'e',
    'srv.attachment.INFECTED': 'f',
  };
  expect(slice(all, 'core')).toEqual({ 'home.now': 'a', 'views.say': 'e' });
  expect(slice(all, 'staff')).toEqual({ 'staff.inbox': 'c' });
  expect(slice(all, 'views')).toEqual({ 'views.lead': 'd' });
  expect(slice(all, 'talk')).toEqual({ 'srv.attachment.INFECTED': 'f' });
});

describe('a page that uses words it doesn’t load fails the build', () => {
  const keys = ['home.now', 'views.lead', 'views.kind.A', 'staff.inbox.title'];
  const wrong = (files: Record<string, string>) => outOfReach(keys, new Map(Object.entries(files)));
  const page = (parts: string) =>
    `const P = lazy(withWords([${parts}], () => import('./views/Page.tsx').then((m) => m.P)));`;

  test('not if it brings their part', () => {
    const files = { 'views/Page.tsx': "t('home.now'); t('views.lead')" };
    expect(wrong({ 'main.tsx': page("'views'"), ...files })).toEqual([]);
    expect(wrong({ 'main.tsx': page("'talk'"), ...files })).toEqual([
      'views/Page.tsx uses views.lead of the part "views", which views/Page.tsx doesn\'t load',
    ]);
    expect(wrong({ 'main.tsx': "lazy(() => import('./views/Page.tsx'))", ...files })).toHaveLength(1);
  });

  test('what it imports counts, types don’t', () => {
    const files = {
      'views/Page.tsx': "import { Card } from './Card.tsx';\nimport type { Staff } from '../staff/Inbox.tsx';",
      'views/Card.tsx': 'import {\n  type A,\n  b,\n} from "x";\nexport { Deep } from \'../parts/Deep.tsx\';',
      'parts/Deep.tsx': `t(\`views.kind.\${kind}\`)`,
      'staff/Inbox.tsx': "t('staff.inbox.title')",
    };
    expect(wrong({ 'main.tsx': page(''), ...files })).toEqual([
      'parts/Deep.tsx uses views.kind.A of the part "views", which views/Page.tsx doesn\'t load',
    ]);
  });

  test('a page within a page has what the outer one brought', () => {
    const files = {
      'views/Page.tsx': "lazy(withWords(['staff'], () => import('../staff/Inbox.tsx')))",
      'staff/Inbox.tsx': "t('staff.inbox.title'); t('views.lead')",
    };
    expect(wrong({ 'main.tsx': page("'views'"), ...files })).toEqual([]);
    expect(wrong({ 'main.tsx': page(''), ...files })).toHaveLength(1);
  });

  test('the first page has the core alone', () => {
    expect(wrong({ 'main.tsx': "import './App.tsx';", 'App.tsx': "t('home.now'); t('views.lead')" })).toEqual([
      'App.tsx uses views.lead of the part "views", which main.tsx doesn\'t load',
    ]);
  });
});
