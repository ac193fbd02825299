// Every way to fail has its sentence and its next step, and an answer of anybody becomes one of them.

import en from '@/text/en.json';

import { asFailure, Failure, failureOf } from './failure';

test.each([
  [409, { code: 'changed_meanwhile', message: 'Grace was faster' }, 'changed_meanwhile'],
  [413, '<html>nginx</html>', 'too_large'],
  [502, undefined, 'busy'],
  [500, { code: 'internal' }, 'server_fault'],
  [503, { code: 'no_models' }, 'no_models'],
  [409, { code: 'face_off' }, 'face_off'],
  [503, { code: 'storage_full' }, 'storage_full'],
  [401, null, 'unauthorised'],
  [401, { code: 'second_factor' }, 'second_factor'],
  [404, '<html>not here</html>', 'not_muster'],
  [422, { code: 'a_code_of_a_later_version' }, 'not_muster'],
  [415, { code: 'unsupported_photo' }, 'bad_photo'],
  [429, null, 'too_many_attempts'],
] as const)('%i with %j is %s', (status, body, kind) => {
  expect(failureOf(status, body, null).kind).toBe(kind);
});

test('the server says when to come again, and why', () => {
  const failure = failureOf(503, { code: 'busy', message: 'later' }, '5');
  expect([failure.retryAfter, failure.detail, failure.isPassing]).toEqual([5, 'later', true]);
  expect(failureOf(503, null, 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfter).toBeNull();
});

test('what a request throws by itself is that nobody answered', () => {
  expect(asFailure(new TypeError('Network request failed')).kind).toBe('cannot_connect');
  expect(asFailure(new Failure('cancelled')).kind).toBe('cancelled');
});

test('each kind is explained', () => {
  for (const [kind, { what, next }] of Object.entries(en.failure)) expect([kind, what.length > 0, next.length > 0]).toEqual([kind, true, true]);
});
