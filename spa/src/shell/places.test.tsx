import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso';
import { expect, test, vi } from 'vitest';
import { context, laylaCase, laylasCase, me, samiCase } from '../../test/fixtures.ts';
import type { CaseSummary } from '../api/client.ts';
import { keys } from '../api/queries.ts';
import { CaseLine, caseNames } from './CaseLine.tsx';
import { landing } from './landing.ts';
import { Navigation, placesFor } from './Navigation.tsx';

const [layla, sami] = me.cases as [CaseSummary, CaseSummary];

test('what a party may not do isn’t shown: a child without party rights has no documents and no plan', () => {
  const may = { ...layla.may, documents: false };
  expect(placesFor(layla.may).map((p) => p.label)).toEqual([
    'nav.home',
    'nav.conversation',
    'nav.documents',
    'nav.plan',
    'nav.more',
  ]);
  expect(placesFor(may).map((p) => p.label)).toEqual(['nav.home', 'nav.conversation', 'nav.more']);
});

test('the navigation names its places and says how many messages are unread', () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.caseCopy(layla.caseCopyId), laylasCase);
  render(
    <QueryClientProvider client={client}>
      <LocationProvider>
        <Navigation caseCopy={layla} />
      </LocationProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByRole('link', { name: /Samtale.*2 uleste meldinger/ })).toBeTruthy();
});

test('whose case it is stands there, and the other is one tap away', () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(keys.caseCopy(laylaCase), { ...laylasCase, waiting: [] });
  client.setQueryData(keys.caseCopy(samiCase), { ...laylasCase, caseCopyId: samiCase });
  render(
    <QueryClientProvider client={client}>
      <CaseLine me={me} caseCopy={layla} />
    </QueryClientProvider>,
  );
  expect(screen.getByText('Saken til Layla').closest('a')?.getAttribute('aria-current')).toBe('true');
  const other = screen.getByText('Saken til Sami').closest('a');
  expect(other?.getAttribute('href')).toBe(`/case/${samiCase}`);
  expect(other?.textContent).toContain('3 ting venter der');
  render(<CaseLine me={{ ...me, cases: [{ ...sami, aboutMe: true }] }} caseCopy={{ ...sami, aboutMe: true }} />);
  expect(screen.getByText('Saken din').closest('a')).toBeNull();
});

test('with many cases the one that one is in is in sight, also where the links go on beyond a phone’s edge', () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const { caseCopyId } of me.cases) client.setQueryData(keys.caseCopy(caseCopyId), { ...laylasCase, waiting: [] });
  const wide = 260;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    if (this.tagName === 'UL') return new DOMRect(0, 0, 320, 40);
    const at = [...document.querySelectorAll('a')].indexOf(this as HTMLAnchorElement);
    return new DOMRect(at * wide - (this.closest('ul')?.scrollLeft ?? 0), 0, wide, 40);
  });
  const list = (caseCopy: CaseSummary) => (
    <QueryClientProvider client={client}>
      <CaseLine me={me} caseCopy={caseCopy} />
    </QueryClientProvider>
  );
  const { container, rerender } = render(list(layla));
  const scrolled = () => container.querySelector('ul')?.scrollLeft;
  expect(scrolled()).toBe(0);
  rerender(list(sami));
  expect(scrolled()).toBe(2 * wide - 320);
  rerender(list(layla));
  expect(scrolled()).toBe(0);
  vi.restoreAllMocks();
});

test('no two cases are called the same: another child of the same name, and another role in the same child’s case', () => {
  const other = { ...layla, caseCopyId: 'b', child: { given: 'Layla', family: 'Berg' } };
  const guardian = { ...layla, caseCopyId: 'c', role: 'GUARDIAN' as const };
  expect(caseNames([layla, sami])).toEqual(['Saken til Layla', 'Saken til Sami']);
  expect(caseNames([layla, other])).toEqual(['Saken til Layla Haddad', 'Saken til Layla Berg']);
  expect(caseNames([layla, guardian, sami])).toEqual([
    'Saken til Layla · Mor',
    'Saken til Layla · Verge',
    'Saken til Sami',
  ]);
  expect(caseNames([{ ...layla, aboutMe: true, role: 'CHILD' }, sami])).toEqual(['Saken din', 'Saken til Sami']);
});

test('two cases of one child, with one role, are told apart by which is closed, and by the municipality', () => {
  const before = { ...layla, caseCopyId: 'b', closed: true };
  const moved = { ...layla, caseCopyId: 'c', municipality: 'lyngmo' };
  const places = [...context.municipalities, { municipality: 'lyngmo', name: 'Lyngmo' }];
  expect(caseNames([layla, before])).toEqual(['Saken til Layla', 'Saken til Layla · Avsluttet']);
  expect(caseNames([layla, moved], places)).toEqual(['Saken til Layla · Fjordvik kommune', 'Saken til Layla · Lyngmo']);
  const own = { ...layla, aboutMe: true, role: 'CHILD' as const };
  expect(caseNames([own, { ...own, caseCopyId: 'b', closed: true }, sami])).toEqual([
    'Saken din',
    'Saken din · Avsluttet',
    'Saken til Sami',
  ]);
});

test('one begins in the case in which most waits', () => {
  expect(landing(me.cases, [{ ...laylasCase, waiting: [] }, laylasCase])).toBe(sami);
  expect(landing(me.cases, [undefined, undefined])).toBe(layla);
  expect(landing([], [])).toBeUndefined();
});
