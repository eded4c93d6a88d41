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

test('what the server says about a field is kept until the writer goes on', async () => {
  const asking = new Asking({
    send: () => Promise.reject(new Failure('phone-unclear', 422, { detail: 'Bare sifre' })),
  });
  await asking.submit(request);
  expect(asking.state.value).toMatchObject({ is: 'failed', code: 'phone-unclear', detail: 'Bare sifre' });
  asking.edited();
  expect(asking.state.value.is).toBe('writing');
});
