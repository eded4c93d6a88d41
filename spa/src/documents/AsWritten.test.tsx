import { render, screen, within } from '@testing-library/preact';
import { expect, test } from 'vitest';
import type { Case, Meeting, TranslatedWords } from '../api/client.ts';
import { Next } from '../home/Next.tsx';
import { WhereWeAre } from '../home/WhereWeAre.tsx';
import { t } from '../i18n/catalogue.ts';
import { Timeline } from '../plan/Timeline.tsx';
import { madeOf, originalCounts, shortlyMade } from './madeBy.ts';

const made: TranslatedWords['made'] = {
  language: 'pl',
  direction: 'ltr',
  outdated: false,
  provenance: { kind: 'PERSON', role: 'Tolk', madeAt: '2026-11-20T09:00:00Z', ofVersion: '1' },
};
const step = {
  name: 'Undersøkelse',
  description: 'Vi snakker med skolen.',
  startDate: '2026-11-01',
  current: true,
  translation: { text: 'Badanie', description: 'Rozmawiamy ze szkołą.', made },
};
const meeting: Meeting = {
  meetingId: 'm',
  title: 'Møte hos oss',
  startsAt: '2026-12-01T10:00:00+01:00',
  state: 'PLANNED',
  translation: { text: 'Spotkanie u nas', made },
};

test.each([
  [
    'the plan',
    <Timeline caseCopyId="c" items={[{ date: step.startDate, milestone: step }]} />,
    ['Badanie', 'Rozmawiamy ze szkołą.'],
    'Undersøkelse',
  ],
  [
    'where one is',
    <WhereWeAre data={{ caseCopyId: 'c', milestones: [step] } as unknown as Case} />,
    ['Badanie', 'Rozmawiamy ze szkołą.'],
    'Undersøkelse',
  ],
  [
    'what comes next',
    <Next data={{ milestones: [], caseCopyId: 'c', may: {}, meetings: [meeting] } as unknown as Case} />,
    ['Spotkanie u nas'],
    'Møte hos oss',
  ],
])(
  'what was translated is read in one’s language, with who did it and the original: %s',
  (_, page, words, original) => {
    render(page);
    for (const one of words) expect(screen.getByText(one).closest('bdi')?.lang).toBe('pl');
    const written = screen.getByRole('group');
    within(written).getByText(shortlyMade(made));
    within(written).getByText(`${madeOf(made)} · ${t('reader.norwegianCounts')}`);
    const said = within(written).getByText(new RegExp(original));
    expect([said.lang, said.dir]).toEqual(['nb', 'ltr']);
  },
);

test('the original counts, in whatever language it was written', () => {
  expect(originalCounts('nn')).toBe(t('reader.norwegianCounts'));
  expect(originalCounts('so')).toBe(t('reader.originalCounts', { Language: 'Soomaali' }));
});
