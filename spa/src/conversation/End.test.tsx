import { render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { End } from './End.tsx';

const from = (id: string) => ({ messageId: id, mine: false }) as Message;
const shown = vi.fn();
let height = 0;

beforeEach(() => {
  shown.mockReset();
  Element.prototype.scrollIntoView = shown;
  vi.stubGlobal('innerHeight', 800);
  vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockImplementation(() => height);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Reads a conversation 2000 px long, `fromEnd` px above its end, when something comes that is `long` px. */
function comes({ fromEnd, long }: { fromEnd: number; long: number }): void {
  height = 2000;
  const { rerender } = render(<End arrived={[]} empty={false} />);
  shown.mockReset();
  vi.stubGlobal('scrollY', 2000 - 800 - fromEnd);
  dispatchEvent(new Event('scroll'));
  height += long;
  rerender(<End arrived={[from('a'), from('b')]} empty={false} />);
}

test('who reads the newest sees what comes, however much comes at once', () => {
  comes({ fromEnd: 0, long: 900 });
  expect(shown).toHaveBeenCalled();
  expect(screen.queryByText(t('talk.newBelow'))).toBeNull();
});

test('who reads further up stays there, and hears that something came', () => {
  comes({ fromEnd: 600, long: 90 });
  expect(shown).not.toHaveBeenCalled();
  screen.getByText(t('talk.newBelow'));
});
