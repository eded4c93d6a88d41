import { render, screen } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { conversation } from '../../test/fixtures.ts';
import type { Answer, Message } from '../api/client.ts';
import { MessageView } from '../conversation/MessageView.tsx';
import { t } from '../i18n/catalogue.ts';
import { AnswerNote } from '../views/ViewCard.tsx';

const theirs = { ...(conversation.messages[0] as Message), withheld: true };
const answer: Answer = {
  outcome: 'USED',
  reason: '',
  language: 'nb',
  direction: 'ltr',
  answeredAt: theirs.sentAt,
  byRole: 'CONTACT_PERSON',
  withheld: true,
};

test('whom something was written to is told that it isn’t shown and whom to ask; who wrote it, that it isn’t', () => {
  const message = render(<MessageView message={{ ...theirs, text: '' }} addressOf={() => ''} />);
  screen.getByText(t('withheld.mine'));
  message.unmount();

  const own = render(<MessageView message={{ ...theirs, mine: true }} addressOf={() => ''} />);
  screen.getByText(theirs.text);
  screen.getByText(t('withheld.theirs'));
  own.unmount();

  const reason = render(<AnswerNote answer={answer} />);
  screen.getByText(t('withheld.mine'));
  screen.getByText(t('views.outcome.USED'));
  reason.unmount();

  render(<AnswerNote answer={{ ...answer, reason: 'På skolen' }} />);
  screen.getByText(t('withheld.theirs'));
  expect(screen.queryByText(t('withheld.mine'))).toBeNull();
});
