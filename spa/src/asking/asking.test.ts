import { expect, test } from 'vitest';
import type { Message, NewRequest } from '../api/client.ts';
import { Failure } from '../api/failure.ts';
import { Asking } from './asking.ts';

const request: NewRequest = { kind: 'CALL_ME' };

test('a request whose answer got lost is sent again under the same id, and another one under its own', async () => {
  const ids: string[] = [];
  let fails = true;
  let next = 0;
  const asking = new Asking({
    place: 'rania',
    makeId: () => String(++next),
    send: (id) => {
      ids.push(id);
      return fails ? Promise.reject(new Failure('offline', 0)) : Promise.resolve({ messageId: id } as Message);
    },
  });
  await asking.submit(request);
  expect(asking.state.value).toMatchObject({ is: 'failed', code: 'offline' });
  await asking.submit(request);
  await asking.submit({ ...request, mayLeaveMessage: true });
  fails = false;
  await asking.submit({ ...request, mayLeaveMessage: true });
  expect(ids).toEqual(['1', '1', '2', '2']);
  expect(asking.state.value.is).toBe('sent');
  await asking.submit(request);
  expect(ids).toHaveLength(4);
});

test('a request whose answer is missing keeps its id on the next page, also in another language of the portal, and no longer once it is answered', async () => {
  const sent: [id: string, request: NewRequest][] = [];
  let next = 0;
  let answer: 'offline' | 'refused' | 'never' | 'sent' = 'offline';
  const onAPage = (place = 'layla') =>
    new Asking({
      place,
      makeId: () => String(++next),
      send: (id, asked) => {
        sent.push([id, asked]);
        if (answer === 'never') return new Promise(() => {});
        if (answer === 'offline') return Promise.reject(new Failure('offline', 0));
        if (answer === 'refused') return Promise.reject(new Failure('not-found', 404));
        return Promise.resolve({ messageId: id } as Message);
      },
    });
  const ids = () => sent.splice(0).map(([id]) => id);
  await onAPage().submit({ ...request, language: 'nb' });
  answer = 'refused'; // says nothing of the one whose answer is missing
  await onAPage().submit({ ...request, language: 'nb' });
  answer = 'never';
  void onAPage().submit({ ...request, language: 'ar' });
  expect(sent[2]).toEqual(sent[0]);
  void onAPage('somebody else').submit({ ...request, language: 'nb' });
  void onAPage().submit({ ...request, mayLeaveMessage: true });
  expect(ids()).toEqual(['1', '1', '1', '2', '3']);
  answer = 'sent';
  await onAPage().submit(request);
  await onAPage().submit(request);
  expect(ids()).toEqual(['1', '4']);
});

test('what the server says about a field is kept until the writer goes on', async () => {
  const asking = new Asking({
    place: 'fatima',
    send: () => Promise.reject(new Failure('phone-unclear', 422, { detail: 'Bare sifre' })),
  });
  await asking.submit(request);
  expect(asking.state.value).toMatchObject({ is: 'failed', code: 'phone-unclear', detail: 'Bare sifre' });
  asking.edited();
  expect(asking.state.value.is).toBe('writing');
});
