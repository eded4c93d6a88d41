import type { Text } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';

const why = {
  TOO_BIG: 'reader.tooBig',
  UNREADABLE: 'reader.unreadable',
  PROTECTED: 'reader.protected',
} as const;

type Props = { original: Text; translation?: Text | undefined; hasPdf: boolean };

/** What of a document can't be read as text here, and where it can. Nothing where all of it stands here. */
export function LeftOut({ original, translation, hasPdf }: Props) {
  const said: string[] = [];
  const { onlyFile } = original;
  const elsewhere = t(hasPdf ? 'reader.inOriginal' : 'reader.noFile');
  if (onlyFile === 'NO_TEXT') said.push(hasPdf ? t('reader.onlyPdf') : `${t('reader.unreadable')} ${elsewhere}`);
  else if (onlyFile) said.push(`${t(why[onlyFile])} ${elsewhere}`);
  if (translation?.onlyFile) said.push(t('reader.translationUnreadable'));
  if (original.leftOut || translation?.leftOut) said.push(t(hasPdf ? 'reader.leftOut' : 'reader.leftOutHere'));
  if (!onlyFile && (unpaired(original) || unpaired(translation))) said.push(t('reader.unpaired'));
  return (
    <>
      {said.map((sentence) => (
        <p key={sentence} class="note" data-color="neutral">
          <Icon name="info" />
          <span>{sentence}</span>
        </p>
      ))}
    </>
  );
}

const unpaired = (text: Text | undefined) => !!text?.blocks.some((block) => block.unpaired);
