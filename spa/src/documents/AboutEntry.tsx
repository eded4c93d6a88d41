import type { ComponentChildren } from 'preact';
import type { Correspondent, Entry } from '../api/client.ts';
import { sizeInWords } from '../attachments/size.ts';
import { t } from '../i18n/catalogue.ts';
import { OutLinks } from '../parts/OutLinks.tsx';

const parts = { SENDER: 'reader.aboutFrom', RECEIVER: 'reader.aboutTo', COPY: 'reader.aboutCopy' } as const;

/** Whom an entry came from and went to, what its files are called, and where it points to. */
export function AboutEntry({ entry }: { entry: Entry }) {
  const { correspondents = [], links = [] } = entry;
  const files = entry.documents.filter((document) => document.fileName);
  if (correspondents.length + links.length + files.length === 0) return null;
  return (
    <details class="about-entry">
      <summary>{t('reader.about')}</summary>
      <dl>
        {(['SENDER', 'RECEIVER', 'COPY'] as const).map((part) => {
          const those = correspondents.filter((one) => one.part === part);
          return (
            those.length > 0 && (
              <Line key={part} label={t(parts[part])}>
                {those.map((one) => (
                  <dd key={`${one.name}${one.organizationNumber}`}>
                    <Who one={one} />
                  </dd>
                ))}
              </Line>
            )
          );
        })}
        {files.length > 0 && (
          <Line label={t('reader.aboutFile')}>
            {files.map((document) => (
              <dd key={document.documentId}>
                <bdi>{document.fileName}</bdi>
                {document.size !== undefined && document.size !== null && (
                  <span class="quiet"> · {sizeInWords(document.size)}</span>
                )}
              </dd>
            ))}
          </Line>
        )}
      </dl>
      <OutLinks links={links} />
    </details>
  );
}

function Line({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      {children}
    </div>
  );
}

function Who({ one }: { one: Correspondent }) {
  if (one.you) return t('reader.aboutYou');
  return (
    <>
      <bdi lang="nb">{one.name}</bdi>
      {one.organizationNumber && (
        <span class="quiet"> · {t('reader.aboutNumber', { Number: one.organizationNumber })}</span>
      )}
    </>
  );
}
