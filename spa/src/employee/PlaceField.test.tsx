// Choosing where an answer can be seen, with the keyboard alone.
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render, screen } from '@testing-library/preact';
import userEvent from '@testing-library/user-event';
import { useState } from 'preact/hooks';
import { expect, test, vi } from 'vitest';
import { t } from '../i18n/catalogue.ts';
import { PlaceField } from './PlaceField.tsx';
import { type AnswerPlace, type NewAnswerLink, staffKeys } from './staffApi.ts';

const plan: AnswerPlace = {
  entryId: 'plan',
  type: 'MEASURES_PLAN',
  title: 'Tiltaksplan',
  date: '2026-11-18',
  subGoals: [
    { subGoalId: 'd1', description: 'Alle sover bedre.' },
    { subGoalId: 'd2', description: 'Layla tolker ikke for voksne.' },
  ],
  hasText: false,
};
const minutes: AnswerPlace = {
  ...plan,
  entryId: 'minutes',
  type: 'MEETING_MINUTES',
  title: 'Referat',
  subGoals: [],
  hasText: true,
};
const letter: AnswerPlace = { ...minutes, entryId: 'letter', type: 'LETTER', title: 'Brev', hasText: false };
const paragraphs = Array.from({ length: 130 }, (_, i) => ({
  blockId: `b${i + 1}`,
  heading: i % 10 === 0,
  text: i % 10 === 0 ? `Del ${i / 10 + 1}` : `Avsnitt ${i + 1} om møtene`,
}));

function choose() {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(staffKeys.place('c', 'minutes'), {
    documents: [{ documentId: 'p', title: 'Referat', language: 'nb', direction: 'ltr', paragraphs }],
  });
  const told = vi.fn<(link: NewAnswerLink | undefined) => void>();
  const sent = vi.fn((event: Event) => event.preventDefault());
  function Field() {
    const [link, setLink] = useState<NewAnswerLink>();
    const onChoose = (next: NewAnswerLink | undefined) => {
      told(next);
      setLink(next);
    };
    return <PlaceField name="n" places={[plan, minutes, letter]} caseCopyId="c" chosen={link} onChoose={onChoose} />;
  }
  render(
    <QueryClientProvider client={client}>
      <form onSubmit={sent}>
        <Field />
        <button type="submit">Send</button>
      </form>
    </QueryClientProvider>,
  );
  return { told, sent };
}

const documentField = () => screen.getByRole('combobox', { name: t('staff.views.place') });

test('a plan’s goal is chosen, or all of the plan', async () => {
  const { told } = choose();
  await userEvent.selectOptions(documentField(), 'plan');
  expect(screen.getByRole('group', { name: t('staff.views.placeIn') })).toBeTruthy();
  expect((screen.getByRole('radio', { name: t('staff.views.wholeDocument') }) as HTMLInputElement).checked).toBe(true);
  await userEvent.click(screen.getByRole('radio', { name: 'Layla tolker ikke for voksne.' }));
  expect(told).toHaveBeenLastCalledWith({ entryId: 'plan', subGoalId: 'd2' });
  await userEvent.click(screen.getByRole('radio', { name: t('staff.views.wholeDocument') }));
  expect(told).toHaveBeenLastCalledWith({ entryId: 'plan' });
  await userEvent.selectOptions(documentField(), '');
  expect(told).toHaveBeenLastCalledWith(undefined);
});

test('a paragraph of a long document is found by its words, with the keyboard, and the answer isn’t sent by that', async () => {
  const { told, sent } = choose();
  await userEvent.selectOptions(documentField(), 'minutes');
  expect(screen.getAllByRole('radio')).toHaveLength(101);
  expect(screen.getByText(t('staff.views.morePlaces', { Most: 100 }))).toBeTruthy();
  const search = screen.getByRole('searchbox', { name: t('staff.views.findPlace') });
  search.focus();
  await userEvent.keyboard('avsnitt 127{Enter}');
  expect(sent).not.toHaveBeenCalled();
  expect(screen.getByRole('status').textContent).toBe(t('staff.views.placesFound', { Found: 1 }));
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  expect(told).toHaveBeenLastCalledWith({ entryId: 'minutes', documentId: 'p', blockId: 'b127' });
  // What is chosen stays there, whatever is looked for next.
  await userEvent.clear(search);
  await userEvent.type(search, 'finnes ikke');
  expect((screen.getByRole('radio', { name: 'Avsnitt 127 om møtene' }) as HTMLInputElement).checked).toBe(true);
});

test('of what has neither goals nor a text all of it is meant, and another document begins anew', async () => {
  const { told } = choose();
  await userEvent.selectOptions(documentField(), 'minutes');
  await userEvent.click(screen.getByRole('radio', { name: 'Del 1' }));
  await userEvent.selectOptions(documentField(), 'letter');
  expect(told).toHaveBeenLastCalledWith({ entryId: 'letter' });
  expect(screen.queryByRole('radio')).toBeNull();
});
