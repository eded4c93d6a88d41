import { expect, test } from 'vitest';
import {
  asRequest,
  clockTimes,
  emptyForm,
  faultsOf,
  fromDraft,
  officeDays,
  officeSpan,
  toDraft,
  unlisted,
} from './form.ts';

const empty = emptyForm('ar');

test('with nothing chosen it is any time in office hours, on the number they have, and no message is left', () => {
  expect(faultsOf('CALL_ME', empty)).toEqual({});
  expect(asRequest('CALL_ME', empty, 'ar')).toEqual({
    kind: 'CALL_ME',
    times: [],
    mayLeaveMessage: false,
    spokenLanguage: 'ar',
    interpreter: false,
    language: 'ar',
  });
});

test('chosen times are sent, and those of a choice that was taken back are not', () => {
  const chosen = { ...empty, only: true, days: { 2: { from: '10:00', until: '12:00' } } };
  expect(asRequest('CALL_ME', chosen, 'nb').times).toEqual([{ weekday: 2, from: '10:00', until: '12:00' }]);
  expect(asRequest('CALL_ME', { ...chosen, only: false }, 'nb').times).toEqual([]);
});

test('what couldn’t be followed safely is told before it is sent', () => {
  expect(faultsOf('CALL_ME', { ...empty, only: true })).toEqual({ times: 'none' });
  const backwards = { ...empty, only: true, days: { 2: { from: '12:00', until: '10:00' } } };
  expect(faultsOf('MEETING_REQUEST', backwards)).toEqual({ times: 'order' });
  for (const phone of ['', 'mormor', '9000', '1'.repeat(16)])
    expect(faultsOf('CALL_ME', { ...empty, otherNumber: true, phone }), phone).toEqual({ phone: true });
  for (const phone of ['90 00 00 01', '+48 600 100 200', '٩٠ ٠٠ ٠٠ ٠١'])
    expect(faultsOf('CALL_ME', { ...empty, otherNumber: true, phone }), phone).toEqual({});
  expect(faultsOf('CALL_ME', { ...empty, spoken: unlisted })).toEqual({ language: true });
});

test('a number that isn’t used any more, and what is only for meetings, isn’t sent', () => {
  const form = { ...empty, phone: '90000001', about: 'Skole', form: 'VIDEO' as const, participants: 'Mormor' };
  expect(asRequest('CALL_ME', form, 'nb')).not.toHaveProperty('phone');
  expect(asRequest('CALL_ME', form, 'nb')).not.toHaveProperty('about');
  expect(asRequest('MEETING_REQUEST', form, 'nb')).toMatchObject({
    about: 'Skole',
    form: 'VIDEO',
    participants: 'Mormor',
  });
});

test('a language that isn’t in the list stands in the words', () => {
  const form = { ...empty, spoken: unlisted, otherLanguage: ' Oromo ', words: 'Helst en kvinne' };
  expect(asRequest('CALL_ME', form, 'en')).toMatchObject({ spokenLanguage: 'und', text: 'Oromo\n\nHelst en kvinne' });
});

test('one begins with the office hours, and Monday to Friday where nobody says', () => {
  const hours = [{ weekday: 3, opens: '09:15', closes: '14:00' }];
  expect(officeDays(hours)).toEqual([3]);
  expect(officeDays([])).toEqual([1, 2, 3, 4, 5]);
  expect(officeSpan(hours, 3)).toEqual({ from: '09:15', until: '14:00' });
  expect(clockTimes('09:15')).toContain('09:15');
});

test('a form is no draft before anything is filled in, and comes back from one whole', () => {
  expect(toDraft(emptyForm('ar'), 'ar')).toBe('');
  const begun = { ...empty, only: true, days: { 2: { from: '10:00', until: '12:00' } }, afraid: true, words: 'Hei' };
  expect(fromDraft(toDraft(begun, 'ar'))).toEqual(begun);
  expect(toDraft({ ...empty, spoken: 'uk' }, 'ar')).not.toBe('');
  for (const other of ['', 'Hei', 'null', '{}', '{"id":1}']) expect(fromDraft(other)).toBeNull();
  expect(fromDraft('{"id":"a","days":null,"words":"Hei"}')).toMatchObject({
    id: 'a',
    days: {},
    words: 'Hei',
    only: false,
  });
});

test('the mark goes with words that can be feared, and not where nothing is written', () => {
  const afraid = { ...empty, afraid: true };
  expect(asRequest('CALL_ME', { ...afraid, words: 'Ikke si det til far' }, 'nb').afraidOfBeingKnown).toBe(true);
  expect(asRequest('MEETING_REQUEST', { ...afraid, participants: 'Mormor' }, 'nb').afraidOfBeingKnown).toBe(true);
  expect(asRequest('CALL_ME', { ...afraid, participants: 'Mormor', words: ' ' }, 'nb')).not.toHaveProperty(
    'afraidOfBeingKnown',
  );
});
