import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seenAtOnce } from '../../test/seenAtOnce.ts';
import { Failure } from '../api/failure.ts';
import { useSeen } from './useSeen.ts';

beforeEach(() => {
  seenAtOnce();
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Longer than anybody waits for the next try. */
const long = 10 * 60_000;
const offline = () => Promise.reject(new Failure('offline', 0));

function Paragraph({ report, as: As = 'p' }: { report: () => Promise<unknown>; as?: 'p' | 'div' }) {
  return <As ref={useSeen(report)}>Words</As>;
}

function Table({ report }: { report: () => Promise<unknown> }) {
  return (
    <div ref={useSeen(report)}>
      <p style={{ position: 'sticky' }}>Header</p>
    </div>
  );
}

test('what was seen while the line was away is reported a little later, and then no more', async () => {
  const report = vi.fn(async () => {}).mockImplementationOnce(offline);
  render(<Paragraph report={report} />);
  expect(report).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(2);
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(2);
});

test('it is reported at once when the line is back, and the longer that takes, the seldomer it is tried', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.999);
  const report = vi.fn<() => Promise<unknown>>(offline);
  render(<Paragraph report={report} />);
  await vi.advanceTimersByTimeAsync(60_000);
  const soon = report.mock.calls.length;
  expect(soon).toBeGreaterThan(3);
  expect(soon).toBeLessThan(10);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(report.mock.calls.length - soon).toBeLessThanOrEqual(2);
  const before = report.mock.calls.length;
  report.mockResolvedValue(undefined);
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect(report).toHaveBeenCalledTimes(before + 1);
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(before + 1);
});

test('nothing more is reported once one has left, also where the answer comes only then', async () => {
  const report = vi.fn<() => Promise<unknown>>(offline);
  const first = render(<Paragraph report={report} />);
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledTimes(1);
  first.unmount();
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(1);

  let fail = (_: Error) => {};
  const late = vi.fn(() => new Promise((_, reject) => (fail = reject)));
  const second = render(<Paragraph report={late} />);
  await vi.advanceTimersByTimeAsync(1000);
  expect(late).toHaveBeenCalledTimes(1);
  second.unmount();
  fail(new Failure('offline', 0));
  await vi.advanceTimersByTimeAsync(long);
  dispatchEvent(new Event('online'));
  expect(late).toHaveBeenCalledTimes(1);
});

test('it is still reported where the page draws it anew meanwhile', async () => {
  const report = vi.fn(async () => {}).mockImplementationOnce(offline);
  const { rerender } = render(<Paragraph report={report} />);
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledTimes(1);
  rerender(<Paragraph report={report} as="div" />);
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(2);
});

test('what is refused isn’t asked again', async () => {
  const report = vi.fn(() => Promise.reject(new Failure('not-found', 404)));
  render(<Paragraph report={report} />);
  await vi.advanceTimersByTimeAsync(long);
  dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(long);
  expect(report).toHaveBeenCalledTimes(1);
});

/** What lies at the place of whatever is looked at. */
function lies(over: Element | null) {
  document.elementFromPoint = () => over;
}

test('what lies under something that stays on the screen isn’t seen before it comes out from there', async () => {
  const report = vi.fn(async () => {});
  const page = render(
    <>
      <main>
        <Paragraph report={report} />
        <p>Other words</p>
      </main>
      <nav style={{ position: 'fixed' }}>
        <a href="/">Home</a>
      </nav>
    </>,
  );
  lies(page.getByText('Home'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(report).not.toHaveBeenCalled();
  // Another part of the page lies there where it was drawn over it: that hides nothing.
  lies(page.getByText('Other words'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledTimes(1);
});

test('what stays on the screen hides neither what it stands in nor what stands in it', async () => {
  const report = vi.fn(async () => {});
  const within = render(
    <div style={{ position: 'sticky' }}>
      <Paragraph report={report} />
      <p>Other words</p>
    </div>,
  );
  lies(within.getByText('Other words'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledTimes(1);
  const whole = render(<Table report={report} />);
  lies(whole.getByText('Header'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(report).toHaveBeenCalledTimes(2);
});
