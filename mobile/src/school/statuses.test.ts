// A school reads its own letters: which set holds, which status a mark has, and what is offered first.

import { ENGLAND, MOODLE, statusSets } from '../../test/samples';
import { chosenSet, firsts, offered, statusOf } from './statuses';

test("Muster's own set has no letters of its own, unless the school has changed it", () => {
  expect(chosenSet(null)).toBeNull();
  expect(chosenSet(statusSets('plain'))).toBeNull();
  expect(chosenSet(statusSets('moodle'))).toEqual(MOODLE);
  expect(chosenSet(statusSets('gone'))).toBeNull();
  const changed = { used: 'plain', sets: [{ id: 'plain', own: true, name: 'Ours', statuses: MOODLE }] };
  expect(chosenSet(changed)).toEqual(MOODLE);
});

test('a mark has the status of its letter, and without one the first of its core status', () => {
  expect(statusOf(ENGLAND, { status: 'excused', letter: 'i' })?.name).toBe('Illness');
  expect(statusOf(ENGLAND, { status: 'late', letter: 'U' })?.name).toBe('Arrived after the register closed');
  expect(statusOf(ENGLAND, { status: 'present', letter: '' })?.letter).toBe('/');
  expect(statusOf(ENGLAND, { status: 'excused', letter: 'unheard of' })?.letter).toBe('I');
  expect(statusOf(ENGLAND, { status: 'left_early' })).toBeNull();
  expect(statusOf(ENGLAND, { status: 'not_seen', letter: '?' })).toBeNull();
  expect(statusOf(null, { status: 'late', letter: 'L' })).toBeNull();
});

test('six statuses stand side by side; of more, the first of each core status, and nothing is lost', () => {
  expect(offered(MOODLE)).toEqual({ first: MOODLE, rest: [] });
  const { first, rest } = offered(ENGLAND);
  expect(first.map((one) => one.letter)).toEqual(['/', 'L', 'I', 'O']);
  expect([...first, ...rest].map((one) => one.letter).sort()).toEqual(ENGLAND.map((one) => one.letter).sort());
});

test('a set without a core status offers none for it', () => {
  const simple = MOODLE.filter((one) => ['P', 'A'].includes(one.letter));
  expect(firsts(simple, ['present', 'excused', 'absent']).map((one) => one.letter)).toEqual(['P', 'A']);
});
