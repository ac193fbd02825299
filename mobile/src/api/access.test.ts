// What people type and scan leads to a server, or is told to be none.

import { authorisation, isOpen, readAddress } from './access';

test.each([
  ['attendance.school.example', 'https://attendance.school.example', null],
  ['  https://Attendance.School.example/  ', 'https://attendance.school.example', null],
  ['http://192.168.1.20:8420', 'http://192.168.1.20:8420', null],
  ['192.168.1.20:8420/app', 'https://192.168.1.20:8420', null],
  ['https://s.example/app/connect#key=muster_abc%2B1', 'https://s.example', 'muster_abc+1'],
  ['https://s.example/app/connect?x=1#key=k', 'https://s.example', 'k'],
  ['http://localhost:8420/app/connect', 'http://localhost:8420', null],
  ['https://[2001:db8::1]:8420/', 'https://[2001:db8::1]:8420', null],
])('%s', (text, origin, key) => {
  expect(readAddress(text)).toEqual({ origin, key });
});

test.each(['', 'school', 'my school', 'ftp://s.example', 'javascript:alert(1)', 'https://', 'WIFI:S:net;P:secret;;', 'mailto:a@b.example'])('%s is none', (text) => {
  expect(readAddress(text)).toBeNull();
});

test('only an open way is warned of', () => {
  expect([isOpen('http://192.168.1.20:8420'), isOpen('https://s.example'), isOpen('http://localhost:8420'), isOpen('http://127.0.0.1:1')]).toEqual([true, false, false, false]);
});

test('a cookie is sent by the browser itself', () => {
  expect(authorisation({ origin: 'https://s.example', proof: { kind: 'cookie' } })).toEqual({});
  expect(authorisation({ origin: 'https://s.example', proof: { kind: 'key', key: 'k' } })).toEqual({ authorization: 'Bearer k' });
});
