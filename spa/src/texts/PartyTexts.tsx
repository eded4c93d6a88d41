import { useQuery } from '@tanstack/preact-query';
import { useEffect } from 'preact/hooks';
import { PartyPanel } from '../employee/PartyPanel.tsx';
import { t, withWords } from '../i18n/catalogue.ts';
import { lazily } from '../parts/lazily.tsx';
import { staffTextsQuery } from './staffTexts.ts';

const TextsPanel = lazily(
  withWords(['documents', 'texts'], () => import('./TextsPanel.tsx').then((m) => m.TextsPanel)),
);

/** Which translations the party has asked for, and which paragraphs they say are wrong; nothing where there is none. */
export function PartyTexts({ caseCopyId, name }: { caseCopyId: string; name: string }) {
  const { data } = useQuery(staffTextsQuery(caseCopyId));
  const some = !!data && data.translations.length + data.marks.length > 0;
  useEffect(() => {
    if (some) void TextsPanel.preload();
  }, [some]);
  if (!some) return null;
  const waiting =
    data.marks.some(({ mark }) => mark.state === 'MARKED') ||
    data.translations.some(({ request }) => request.state === 'ASKED');
  return (
    <PartyPanel class="staff-texts-open" icon="paper" title={t('staff.texts.title')} waiting={waiting}>
      <TextsPanel data={data} caseCopyId={caseCopyId} name={name} />
    </PartyPanel>
  );
}
