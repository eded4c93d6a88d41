import { t } from '../i18n/catalogue.ts';
import type { Export } from './api.ts';

/** What is read aloud: how far it has come at each quarter, and what came of what one has seen begin. */
export function announced({ state, done = 0, total }: Export, before: Export['state']): string {
  if (state === 'MAKING') {
    if (!total) return t('export.making');
    const quarter = Math.floor((4 * done) / total);
    return quarter === 0
      ? t('export.making')
      : t('export.progress', { Done: Math.ceil((quarter * total) / 4), Total: total });
  }
  if (state === before) return '';
  if (state === 'READY') return t('export.ready');
  return state === 'NONE' ? '' : t(state === 'OFF' ? 'export.offTitle' : `export.${state}`);
}
