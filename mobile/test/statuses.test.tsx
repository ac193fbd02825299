// With a set of the school's own a teacher reads and sets its letters; with Muster's everything is as it was.

import { act, fireEvent, screen, waitFor, within } from '@testing-library/react-native';
import { StyleSheet } from 'react-native';

import { Failure } from '@/api/failure';
import { contrast } from '@/ui/colour';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { calls, play, press } from './play';
import { answer, byHand, statusSets, student } from './samples';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');

const SESSION = '/classes/7b/sessions/2026-11-27';
const late = byHand('Hedy', '2026-11-27T08:30:00Z');
/** Cem came after the register had closed, says Hedy. */
const marked = () => ({ ...answer(), students: [student('ada', 'Ada Lovelace'), { ...student('cem', 'Cem Deniz', 'late', late), letter: 'U' }] });

beforeEach(() => keptFiles.clear());

test("somebody else's mark is read by its letter, not by what it stands for", async () => {
  play({ statusSets: [statusSets('england')], session: [marked()] });
  await openApp(SESSION);
  expect(await screen.findByLabelText('Cem Deniz: U · Arrived after the register closed')).toBeTruthy();
  expect(screen.getByText('U · Arrived after the register closed')).toBeTruthy();
});

test('the quick marks are the first of their core status, and are sent as letters', async () => {
  const { asked } = play({ statusSets: [statusSets('england')], mark: [answer()] });
  await openApp(SESSION);
  await press(screen.findByLabelText('Cem Deniz: mark as Illness'));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(1));
  expect(calls(asked, 'mark')[0]?.args[2]).toEqual({ student: 'cem', letter: 'I', remark: '', seen: { status: 'not_seen', at: null } });
});

test('of a long set the rest stands behind "more"', async () => {
  const { asked } = play({ statusSets: [statusSets('england')], session: [{ ...answer(), students: [student('cem', 'Cem Deniz')] }], mark: [answer()] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Cem Deniz: not seen'));
  expect(await screen.findByRole('button', { name: '/ · Present (morning)' })).toBeTruthy();
  expect(screen.queryByText('M · Medical or dental appointment')).toBeNull();
  fireEvent.press(screen.getByText('More statuses'));
  fireEvent.changeText(screen.getByLabelText('Remark'), 'dentist');
  await press(screen.findByText('M · Medical or dental appointment'));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(1));
  expect(calls(asked, 'mark')[0]?.args[2]).toMatchObject({ letter: 'M', remark: 'dentist' });
  expect(calls(asked, 'mark')[0]?.args[2]).not.toHaveProperty('status');
});

test('its colours are shown, with letters that can be read on them', async () => {
  play({ statusSets: [statusSets('moodle')] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Cem Deniz: not seen'));
  for (const [said, colour] of [['L · Late', '#f5d90a'], ['A · Absent', '#b3261e']] as const) {
    const words = await screen.findByText(said);
    const ink = String(StyleSheet.flatten(words.props.style).color);
    expect([said, contrast(ink, colour) >= 4.5]).toEqual([said, true]);
  }
});

test('a set without late and excused offers neither; that nobody has decided can always be said', async () => {
  const simple = statusSets('moodle').sets[1]!.statuses.filter((one) => ['P', 'A'].includes(one.letter));
  play({ statusSets: [{ used: 'simple', sets: [{ id: 'simple', own: false, name: 'Simple', statuses: simple }] }], mark: [answer()] });
  await openApp(SESSION);
  expect(await screen.findByLabelText('Cem Deniz: mark as Present')).toBeTruthy();
  expect(screen.queryByLabelText(/Cem Deniz: mark as .*xcused/)).toBeNull();
  fireEvent.press(screen.getByLabelText('Ada Lovelace: P · Present'));
  expect(await screen.findByRole('button', { name: 'not seen' })).toBeTruthy();
});

test("with Muster's own set a mark is sent as its status", async () => {
  const { asked } = play({ statusSets: [statusSets('plain')], mark: [answer()] });
  await openApp(SESSION);
  await press(screen.findByLabelText('Cem Deniz: mark as excused'));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(1));
  expect(calls(asked, 'mark')[0]?.args[2]).toMatchObject({ status: 'excused' });
  expect(calls(asked, 'mark')[0]?.args[2]).not.toHaveProperty('letter');
});

test('without a connection a letter waits as what it is, and the set of last time is shown', async () => {
  play({ statusSets: [statusSets('england')] });
  const first = await openApp(SESSION);
  await screen.findByLabelText('Cem Deniz: mark as Illness');
  await waitFor(() => expect([...keptFiles.keys()].some((uri) => uri.includes('known-status'))).toBe(true));
  first.unmount();
  const gone = new Failure('cannot_connect');
  play({ statusSets: [gone], session: [gone], mark: [gone] });
  await openApp(SESSION);
  await press(screen.findByLabelText('Cem Deniz: mark as Illness'));
  const waits = await screen.findByLabelText('Cem Deniz: I · Illness');
  expect(within(waits).getByText('I · Illness')).toBeTruthy();
  await act(async () => undefined);
  expect(await screen.findByTestId('waits')).toBeTruthy();
});

test("what somebody else decided meanwhile is told in the school's words", async () => {
  const now = marked();
  play({ statusSets: [statusSets('england')], session: [answer(), now], mark: [new Failure('changed_meanwhile')] });
  await openApp(SESSION);
  await press(screen.findByLabelText('Cem Deniz: mark as Illness'));
  await press(screen.findByText('Look'));
  expect(await screen.findByText(/^Meanwhile Hedy has set “Arrived after the register closed”/)).toBeTruthy();
  expect(within(screen.getByTestId('entry')).getByText('Cem Deniz: Illness')).toBeTruthy();
});

test('read from right to left, a letter and its name keep their own direction', async () => {
  play({ statusSets: [statusSets('england')], session: [marked()] });
  await openApp(SESSION, { language: 'ar' });
  expect(await screen.findByText('\u2068U\u2069 · \u2068Arrived after the register closed\u2069')).toBeTruthy();
});
