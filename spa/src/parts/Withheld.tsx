import { t } from '../i18n/catalogue.ts';
import { Icon } from './Icon.tsx';

/**
 * In what somebody from the service wrote, something is protected of somebody else. Whom it was written to has none of the
 * words and is told whom to ask; an employee, who has them, is told that the other side doesn't.
 */
export function Withheld({ withheld, words }: { withheld: boolean | undefined; words: string | null | undefined }) {
  if (!withheld) return null;
  return (
    <p class="small quiet withheld">
      <Icon name="lock" />
      <span>{t(words ? 'withheld.theirs' : 'withheld.mine')}</span>
    </p>
  );
}
