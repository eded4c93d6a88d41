import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Attachment } from '../api/client.ts';
import { t } from '../i18n/catalogue.ts';
import { Icon } from '../parts/Icon.tsx';
import { sizeInWords } from './size.ts';
import { ownFileWords, reasonWords } from './words.ts';
import './files.css';

type Props = { files: Attachment[]; mine: boolean; address: (attachmentId: string) => string };

/** The files of a message. Of one that is withheld its receiver is told no more than that there was one. */
export function MessageFiles({ files, mine, address }: Props) {
  return (
    <ul class="message-files" aria-label={t('files.of')}>
      {files.map((file) => (
        <li key={file.attachmentId} class="file">
          <Icon name={file.state === 'WAITING_FOR_CHECK' ? 'clock' : file.state === 'READY' ? 'file' : 'warn'} />
          <div class="file-words">
            {file.name !== undefined && (
              <bdi class="file-name" dir="auto">
                {file.name}
              </bdi>
            )}
            <span class="small file-state">
              {file.size !== undefined && <bdi>{sizeInWords(file.size)}</bdi>}
              {file.size !== undefined && !(file.state === 'READY' && !mine) && ' · '}
              {mine ? ownFileWords(file, true) : receivedWords(file)}
            </span>
            {file.state === 'READY' && <Download name={file.name ?? ''} address={address(file.attachmentId)} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function receivedWords(file: Attachment): string {
  switch (file.state) {
    case 'READY':
      return '';
    case 'WAITING_FOR_CHECK':
      return t('files.theirsChecking');
    case 'PARKED':
      return t('files.theirsParked');
    default:
      // That it couldn't be checked is no secret: it must be given in another way.
      return file.reason === 'TOO_LARGE' ? reasonWords(file.reason) : t('files.theirsWithheld');
  }
}

/** Somebody has read once, on this page, that what one keeps stays on the device. Nothing of that is stored. */
const told = signal(false);

/** What it means is read first; the choice comes after it. */
const focus = (element: HTMLElement | null) => element?.focus();

/** Keeping a file is a choice: the first time with what it means on a device that others use. */
function Download({ name, address }: { name: string; address: string }) {
  const [asked, setAsked] = useState(false);
  const link = (
    <a
      class="in-message"
      href={address}
      download=""
      onClick={() => {
        told.value = true;
        setAsked(false);
      }}
    >
      {t(told.value ? 'files.download' : 'files.keep')}
      <span class="ds-sr-only"> {name}</span>
    </a>
  );
  if (told.value) return link;
  if (!asked)
    return (
      <button type="button" class="in-message" aria-expanded="false" onClick={() => setAsked(true)}>
        {t('files.download')}
        <span class="ds-sr-only"> {name}</span>
      </button>
    );
  return (
    <div class="file-note">
      <p class="small" tabIndex={-1} ref={focus}>
        {t('files.shared')}
      </p>
      <div class="row">
        {link}
        <button type="button" class="in-message" onClick={() => setAsked(false)}>
          {t('files.notNow')}
        </button>
      </div>
    </div>
  );
}
