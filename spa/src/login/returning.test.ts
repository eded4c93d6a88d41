import { expect, test } from 'vitest';
import { laylaCase } from '../../test/fixtures.ts';
import { logInAndReturn, returnPath, staffLogInAndReturn, staffReturnPath } from './returning.ts';

const at = (address: string) => new URL(address, 'http://localhost:4300');
const talk = `/case/${laylaCase}/conversation`;

test('one comes back to the page one was on, or to the one that the address names', () => {
  expect(logInAndReturn({ at: at(talk) })).toBe(`/login?return=${encodeURIComponent(talk)}`);
  expect(logInAndReturn({ at: at(`/?return=${encodeURIComponent(talk)}`) })).toBe(
    `/login?return=${encodeURIComponent(talk)}`,
  );
  expect(logInAndReturn({ at: at(talk), level: 'high' })).toBe(`/login?level=high&return=${encodeURIComponent(talk)}`);
  expect(logInAndReturn({ at: at('/') })).toBe('/login');
  expect(logInAndReturn({ at: at(talk), again: true })).toBe(`/login?again=1&return=${encodeURIComponent(talk)}`);
  expect(staffLogInAndReturn('fjordvik', at(`/employee?return=/employee/conversation/${laylaCase}`))).toBe(
    `/employee/login?municipality=fjordvik&return=${encodeURIComponent(`/employee/conversation/${laylaCase}`)}`,
  );
});

test.each([
  `/case/${laylaCase}`,
  `/case/${laylaCase}/documents`,
  `/case/${laylaCase}/documents/5d3f8a52-27cf-4a44-9a67-0d6f3f1c2b90`,
  `/case/${laylaCase}/plan`,
  `/case/${laylaCase}/more/export`,
  `/case/${laylaCase}/more/logins`,
  `/case/${laylaCase}/more/looked`,
  `/case/${laylaCase}/consents`,
  `/case/${laylaCase}/consents/${laylaCase}`,
])('%s is a page one can come back to', (path) => {
  expect(returnPath(at(`/?return=${path}`))).toBe(path);
  expect(staffReturnPath(at(`/?return=${path}`))).toBeNull();
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/case',
  `/case/${laylaCase}/../../api/citizen/me`,
  `/case/${laylaCase}/conversation?x=1`,
  `/case/${laylaCase}//elsewhere.example`,
  '/case/%2e%2e/leave',
  '/leave',
  '/api/citizen/me',
  '/login',
  'javascript:alert(1)',
  '/employee\\conversation',
])('%s is none', (path) => {
  const there = at(`/?return=${encodeURIComponent(path)}`);
  expect(returnPath(there)).toBeNull();
  expect(staffReturnPath(there)).toBeNull();
});
