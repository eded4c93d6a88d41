import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Failure } from '../api/failure.ts';
import { t } from '../i18n/catalogue.ts';
import { AnswerPromise } from './AnswerPromise.tsx';
import { putAnswerPromise, type StaffConversation } from './staffApi.ts';

vi.mock('./staffApi.ts', () => ({ putAnswerPromise: vi.fn() }));

const waiting = {
  party: { given: 'Amina', family: 'Warsame' },
  conversation: { answer: { by: '2026-11-26', promised: false, read: true } },
  promiseDays: ['2026-11-25'],
} as unknown as StaffConversation;

async function saidAfter(refusal: Failure): Promise<string> {
  vi.mocked(putAnswerPromise).mockRejectedValueOnce(refusal);
  render(<AnswerPromise caseCopyId="0b7c1c0e-5c0a-4f6e-9a51-5a2f6d1f0a11" of={waiting} onDone={async () => {}} />);
  await userEvent.click(screen.getAllByRole('button')[0] as HTMLElement);
  return (await screen.findByText(/\S/, { selector: '[role=status]' })).textContent ?? '';
}

test('a day that can’t be promised is told in the server’s words, since the same again would be refused again', async () => {
  const detail = 'Velg i dag eller en dag i de neste 60 dagene.';
  expect(await saidAfter(new Failure('day-unclear', 422, { detail }))).toBe(detail);
});

test('what another try may mend asks for one', async () => {
  const detail = 'Vi får ikke gjort dette akkurat nå.';
  expect(await saidAfter(new Failure('unavailable', 503, { detail }))).toBe(t('staff.promise.failed'));
});
