import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { fireEvent, render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { me } from '../../test/fixtures.ts';
import type { CaseSummary, Entry } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { formatDate } from '../i18n/dates.ts';
import { ActingIn } from '../shell/caseCopy.tsx';
import { cloaked } from '../shell/cloak.ts';
import { InShort } from './InShort.tsx';

type Said = NonNullable<Entry['inShort']>;

const made = { kind: 'ORIGINAL', madeAt: '2026-11-12T09:00:00+01:00' } as const;
const nb = { language: 'nb', direction: 'ltr', provenance: made, outdated: false, what: 'Dere får hjelp.' } as const;
const ar = {
  language: 'ar',
  direction: 'rtl',
  provenance: { ...made, kind: 'CERTIFIED', agency: 'Fjordtolk' },
  outdated: true,
  what: 'مساعدة',
} as const;
const voice = {
  mediaId: 'v',
  kind: 'AUDIO',
  mediaType: 'audio/webm',
  seconds: 24,
  language: 'nb',
  direction: 'ltr',
  provenance: { ...made, kind: 'PERSON', role: 'Kontaktperson' },
  outdated: false,
  transcript: 'Dere får hjelp.',
} as const;
const sign = { ...voice, mediaId: 's', kind: 'VIDEO', mediaType: 'video/webm', signLanguage: 'nsl' } as const;

let plays = 'maybe';
afterEach(() => {
  plays = 'maybe';
  cloaked.value = false;
});

function show(said: Partial<Said>) {
  for (const name of ['play', 'pause', 'load'] as const)
    HTMLMediaElement.prototype[name] = vi.fn(async () => {}) as never;
  HTMLMediaElement.prototype.canPlayType = () => plays as CanPlayTypeResult;
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <ActingIn me={me} caseCopy={me.cases[0] as CaseSummary}>
        <InShort said={{ texts: [nb], media: [], inYourLanguage: true, ...said }} caseCopyId="c" entryId="e" />
      </ActingIn>
    </QueryClientProvider>,
  ).container;
}

test('it is read in one’s own language, and in any other that it is there in', async () => {
  show({ texts: [ar, nb] });
  const arabic = screen.getByText(ar.what);
  expect([arabic.lang, arabic.dir]).toEqual(['ar', 'rtl']);
  screen.getByText(t('inshort.outdated'));
  await userEvent.click(screen.getByRole('button', { name: 'Norsk bokmål' }));
  const norwegian = screen.getByText(nb.what);
  expect([norwegian.lang, norwegian.dir]).toEqual(['nb', 'ltr']);
});

test('where one’s language is missing that is said, with the way to an interpreter', () => {
  show({ inYourLanguage: false });
  screen.getByText(t('inshort.missing', { Language: 'Norsk bokmål' }));
  screen.getByRole('button', { name: t('ask.INTERPRETER_REQUEST') });
});

test('nothing plays or is fetched by itself, it is still when the page is hidden, and it can be tried again', async () => {
  const page = show({ media: [sign, voice] });
  const [video, audio] = [page.querySelector('video'), page.querySelector('audio')];
  for (const player of [video, audio]) {
    expect(player?.getAttribute('preload')).toBe('none');
    expect(player?.hasAttribute('autoplay')).toBe(false);
    expect(player?.hasAttribute('controls')).toBe(true);
  }
  expect(audio?.getAttribute('src')).toBe('/api/citizen/cases/c/entries/e/in-short/v/content');
  expect(screen.getAllByText(t('inshort.transcript'))).toHaveLength(2);
  const recorded = t('inshort.recorded', { Who: 'Kontaktperson', Date: formatDate(voice.provenance.madeAt, 'long') });
  expect(screen.getAllByText(recorded)).toHaveLength(2);
  cloaked.value = true;
  await eventually(() => expect(audio?.pause).toHaveBeenCalled());
  fireEvent.error(audio as HTMLAudioElement);
  screen.getByText(t('inshort.stopped'));
  await userEvent.click(screen.getByRole('button', { name: t('common.tryAgain') }));
  expect(audio?.load).toHaveBeenCalled();
  expect(screen.queryByText(t('inshort.stopped'))).toBeNull();
});

test('what this browser can’t play is said, and can be read', () => {
  plays = '';
  const page = show({ media: [voice] });
  expect(page.querySelector('audio')).toBeNull();
  screen.getByText(t('inshort.cantPlay'));
  screen.getByText(t('inshort.transcript'));
});

test('its hard words are marked, each once, and explained on a tap', async () => {
  const what = 'Dette er et vedtak.';
  show({ texts: [{ ...nb, what, why: 'Et vedtak må ha en grunn.', whatNow: 'Du kan klage på vedtaket.' }] });
  const words = await screen.findAllByRole('button', { name: /^(vedtak|klage)/ });
  expect(words.map((one) => one.textContent)).toEqual(['vedtak', 'klage']);
  expect(words[0]?.closest('dd')?.textContent).toBe(what);
  await userEvent.click(words[1] as HTMLElement);
  await screen.findByText(/^En klage er at du sier fra/);
});
