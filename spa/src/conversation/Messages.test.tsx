import { signal } from '@preact/signals';
import { render, screen } from '@testing-library/preact';
import { beforeAll, expect, test } from 'vitest';
import { t } from '../i18n/catalogue.ts';
import { Messages } from './Messages.tsx';
import type { Talking } from './useTalking.ts';

beforeAll(() => {
  Element.prototype.scrollIntoView = () => {};
});

const talking = (newest: object) =>
  ({
    port: {},
    messages: [],
    newest,
    offset: 0,
    undoing: { state: signal('idle'), start: () => {} },
  }) as unknown as Talking;

const call = <a href="tel:+4755500000">ring</a>;

test('what doesn’t arrive is told to each side in its own words: one is called, the other calls', () => {
  const shown = (newest: object) =>
    render(<Messages talking={talking(newest)} contactName="Ingrid" onMarked={() => Promise.resolve()} call={call} />);

  const { unmount } = shown({ otherSideParked: true });
  screen.getByText(t('talk.otherWaits'));
  screen.getByRole('link', { name: 'ring' });
  unmount();

  shown({ colleagueParked: true });
  screen.getByText(t('talk.colleagueWaits'));
  expect(screen.queryByText(t('talk.otherWaits'))).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
});
