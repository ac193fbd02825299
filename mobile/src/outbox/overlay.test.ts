// What a teacher has decided shows at once, before the server knows.

import { answer, entry, mark } from '../../test/samples';
import type { Entry, Work } from './entry';
import { overlaid, seenFace, seenMark } from './overlay';

const waiting = (work: Work): Entry => ({ ...entry(work), number: 1, state: { kind: 'waiting' } });
const word = (ruling: 'is' | 'is_not' | 'nobody', student: string | null, face = 1): Work => ({ kind: 'correction', photo: 'aa', face, ruling, student, learn: false, seen: null });

test('a mark shows at once, as waiting, and its question is gone', () => {
  const shown = overlaid(answer(), [waiting(mark('ben', 'late'))]);
  expect(shown.students.find((one) => one.id === 'ben')).toMatchObject({ status: 'late', waiting: true });
  expect(shown.to_review).toEqual([]);
  expect(shown.students.find((one) => one.id === 'ada')).toMatchObject({ status: 'present', waiting: false });
});

test('a letter shows at once, and a status without one leaves it to be written', () => {
  const letter = overlaid(answer(), [waiting({ ...mark('ben', 'excused'), letter: 'I' } as Work)]);
  expect(letter.students.find((one) => one.id === 'ben')).toMatchObject({ status: 'excused', letter: 'I' });
  const written = { ...answer(), students: answer().students.map((one) => ({ ...one, letter: 'I' })) };
  const status = overlaid(written, [waiting(mark('ben', 'late'))]);
  expect(status.students.find((one) => one.id === 'ben')).toMatchObject({ status: 'late', letter: '' });
});

test('who a face is makes present; that it is nobody only answers the question', () => {
  const named = overlaid(answer(), [waiting(word('is', 'cem', 2))]);
  expect(named.students.find((one) => one.id === 'cem')).toMatchObject({ status: 'present', waiting: true });
  expect([named.unknown.length, named.to_review.length]).toEqual([0, 1]);
  const nobody = overlaid(answer(), [waiting(word('nobody', null))]);
  expect(nobody.to_review).toEqual([]);
  expect(nobody.students.find((one) => one.id === 'ben')).toMatchObject({ status: 'not_seen' });
});

test('the last word counts, and what was refused does not show', () => {
  const refused: Entry = { ...waiting(mark('cem', 'absent')), state: { kind: 'refused', failure: 'bad_data', detail: '' } };
  const shown = overlaid(answer(), [waiting(mark('cem', 'late')), waiting(mark('cem', 'excused')), refused]);
  expect(shown.students.find((one) => one.id === 'cem')?.status).toBe('excused');
});

test('what was seen is what the server said, not what waits', () => {
  expect(seenMark(answer(), 'ada')).toEqual({ status: 'present', at: '2026-11-27T08:00:00Z' });
  expect(seenMark(answer(), 'cem')).toEqual({ status: 'not_seen', at: null });
  expect(seenMark(null, 'cem')).toEqual({ status: 'not_seen', at: null });
  expect(seenFace(answer(), 'aa', 1)).toEqual({ verdict: 'to_review', student: 'ben' });
  expect(seenFace(answer(), 'bb', 1)).toBeNull();
});
