// Attendance goes into the session that is meant: what is guessed is sure, and what is not is asked.

import { meetingItem } from '../../test/samples';
import { hoursOf, meant, running, titleOf } from './meetings';

const first = meetingItem('1st', '2026-11-27T07:15:00Z', '2026-11-27T08:00:00Z');
const second = meetingItem('2nd', '2026-11-27T08:00:00Z', '2026-11-27T08:45:00Z');
const day = [first, second];
const at = (time: string) => new Date(`2026-11-27T${time}:00Z`);

test('the session that is now is meant, from its beginning until before its end', () => {
  expect(meant(day, null, at('07:15'))).toEqual({ kind: 'planned', meeting: first });
  expect(meant(day, null, at('07:59'))).toEqual({ kind: 'planned', meeting: first });
  expect(meant(day, null, at('08:00'))).toEqual({ kind: 'planned', meeting: second });
});

test('between several that are not now, or that all are, nobody guesses', () => {
  expect(meant(day, null, at('12:00'))).toEqual({ kind: 'open' });
  const groups = [{ ...first, group: 'A' }, { ...first, label: '1st B', group: 'B' }];
  expect(running(groups, at('07:30'))).toBeNull();
  expect(meant(groups, null, at('07:30'))).toEqual({ kind: 'open' });
});

test('the only one of a day is meant, before and after its hours too', () => {
  expect(meant([first], null, at('12:00'))).toEqual({ kind: 'planned', meeting: first });
});

test('what does not take place is never meant', () => {
  const cancelled = { ...first, state: 'cancelled' as const };
  expect(meant([cancelled, second], null, at('07:30'))).toEqual({ kind: 'planned', meeting: second });
  expect(meant([cancelled], null, at('07:30'))).toEqual({ kind: 'other' });
  expect(meant([cancelled, second], { label: '1st' }, at('07:30'))).toEqual({ kind: 'other' });
});

test('what somebody said holds, whatever the hour', () => {
  expect(meant(day, { label: '2nd' }, at('07:30'))).toEqual({ kind: 'planned', meeting: second });
  expect(meant(day, 'other', at('07:30'))).toEqual({ kind: 'other' });
  expect(meant(day, { label: 'detention' }, at('07:30'))).toEqual({ kind: 'other' });
});

test('without a timetable a session has the label that somebody writes, as ever', () => {
  expect(meant([], null, at('07:30'))).toEqual({ kind: 'other' });
});

test('a session is called by its hours, its label and its part of the class', () => {
  expect([hoursOf(first), titleOf({ ...first, group: 'A' })]).toEqual(['08:15–09:00', '08:15–09:00 · 1st · A']);
  expect(titleOf({ ...first, starts: null, ends: null, label: '' })).toBe('');
});
