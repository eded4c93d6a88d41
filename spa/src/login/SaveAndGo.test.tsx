import { signal } from '@preact/signals';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { t } from '../i18n/catalogue.ts';
import { type FileUnderWay, type MessageUnderWay, trackFiles, trackMessage } from '../parts/underWay.ts';
import { keepTrack, type WrittenState } from '../parts/written.ts';
import { SaveAndGo } from './SaveAndGo.tsx';

const one = (more: Partial<FileUnderWay> = {}): FileUnderWay => ({
  id: '1',
  name: 'photo.png',
  part: 0.4,
  stopped: false,
  ...more,
});
const files = signal<readonly FileUnderWay[]>([]);
const message = signal<MessageUnderWay>('nothing');
const went = vi.fn();
let releases: (() => void)[] = [];

beforeEach(() => {
  files.value = [];
  message.value = 'nothing';
  releases = [trackFiles(files), trackMessage(message)];
});
afterEach(() => {
  for (const release of releases) release();
  went.mockReset();
});

/** Taps "log in". */
function tapped() {
  render(
    <SaveAndGo to={() => '/login'} go={went}>
      Log in
    </SaveAndGo>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Log in' }));
}

test('with nothing under way one goes at once', async () => {
  tapped();
  await waitFor(() => expect(went).toHaveBeenCalledWith('/login'));
});

test('a file on its way is waited for, with how far it has come, and what is written meanwhile is saved before one goes', async () => {
  files.value = [one()];
  tapped();
  const bar = await screen.findByRole('progressbar', { name: 'photo.png' });
  expect((bar as HTMLProgressElement).value).toBe(40);
  files.value = [one({ part: 0.8 })];
  await waitFor(() => expect((bar as HTMLProgressElement).value).toBe(80));
  expect(went).not.toHaveBeenCalled();
  const state = signal<WrittenState>('saving');
  const save = vi.fn(async () => {
    state.value = 'saved';
  });
  releases.push(keepTrack({ state, save }));
  files.value = [];
  await waitFor(() => expect(went).toHaveBeenCalledTimes(1));
  expect(save).toHaveBeenCalled();
});

test('one may stay, and then nobody goes by themselves', async () => {
  files.value = [one()];
  tapped();
  fireEvent.click(await screen.findByRole('button', { name: t('stepup.stay') }));
  expect(screen.queryByRole('progressbar')).toBeNull();
  files.value = [];
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  expect(went).not.toHaveBeenCalled();
});

test('one may go without them, having read which; a line that is gone is said', async () => {
  files.value = [one({ stopped: true }), one({ id: '2', name: 'letter.pdf' })];
  message.value = 'waiting';
  tapped();
  const without = await screen.findByRole('button', { name: t('stepup.without') });
  const said = screen.getByRole('group');
  for (const words of [t('stepup.files'), 'photo.png', 'letter.pdf', t('stepup.filesStopped'), t('stepup.notSent')])
    expect(said.textContent).toContain(words);
  fireEvent.click(without);
  await waitFor(() => expect(went).toHaveBeenCalledWith('/login'));
});

test('a message that waits for its files is sent before one goes', async () => {
  files.value = [one()];
  message.value = 'waiting';
  tapped();
  await screen.findByRole('progressbar');
  files.value = [];
  message.value = 'sending';
  await new Promise((resolve) => setTimeout(resolve));
  expect(went).not.toHaveBeenCalled();
  message.value = 'nothing';
  await waitFor(() => expect(went).toHaveBeenCalledTimes(1));
});

test('if that message couldn’t be sent, one stays and is told', async () => {
  files.value = [one()];
  message.value = 'waiting';
  tapped();
  await screen.findByRole('progressbar');
  files.value = [];
  message.value = 'sending';
  message.value = 'stopped';
  expect(await screen.findByText(t('stepup.messageStopped'))).toBeTruthy();
  expect(went).not.toHaveBeenCalled();
});
