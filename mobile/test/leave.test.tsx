// Whoever is on leave is seen to be, with who says so; a teacher can enter it, and is told when that could not be done.

import { fireEvent, screen, waitFor, within } from '@testing-library/react-native';

import { Failure } from '@/api/failure';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { calls, play, press } from './play';
import { answer, onLeave, statusSets, student } from './samples';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');

const DAY = '2026-11-27';
const SESSION = `/classes/7b/sessions/${DAY}`;
const excused = () => ({ ...answer(), students: [student('ada', 'Ada Lovelace'), student('cem', 'Cem Deniz', 'excused', onLeave('Grace Office', 'hospital'))] });
const leave = { id: 9, student: 'cem', name: 'Cem Deniz', first_day: DAY, last_day: DAY, note: 'hospital', by: 'Grace Office', at: '2026-11-26T10:00:00Z', files: [] };

beforeEach(() => keptFiles.clear());

async function openForm(): Promise<void> {
  await press(screen.findByLabelText('Cem Deniz: not seen'));
  await press(screen.findByText('Enter leave'));
}

test('who is on leave is excused, with who entered it and the note', async () => {
  play({ session: [excused()] });
  await openApp(SESSION);
  const row = await screen.findByLabelText('Cem Deniz: excused');
  expect(within(screen.getByTestId('group-away')).getByText('On leave, entered by Grace Office')).toBeTruthy();
  fireEvent.press(row);
  expect(await screen.findByText(/^On leave: entered by Grace Office, .*: hospital$/)).toBeTruthy();
});

test('before anybody has begun the session, too', async () => {
  play({ session: [new Failure('not_found')], leaves: [[{ ...leave, student: 'ada', withdrawn_at: '2026-11-26T11:00:00Z' }, leave]] });
  await openApp(SESSION);
  expect(await screen.findByLabelText('Cem Deniz: excused')).toBeTruthy();
  expect(screen.getByLabelText('Ada Lovelace: not seen')).toBeTruthy();
});

test('before a session is opened leave is no mark of it; when it has become one, whoever saw it is not asked', async () => {
  const now = { ...answer(), students: [student('cem', 'Cem Deniz', 'excused', { ...onLeave('Grace Office', 'hospital'), at: leave.at })] };
  const { asked } = play({ session: [new Failure('not_found'), now], leaves: [[leave]], mark: [new Failure('changed_meanwhile'), answer()] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Cem Deniz: excused'));
  await press(screen.findByRole('button', { name: 'present' }));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(2));
  const seen = calls(asked, 'mark').map(({ args }) => (args[2] as { seen: unknown }).seen);
  expect(seen).toEqual([{ status: 'not_seen', at: null }, { status: 'excused', at: leave.at }]);
});

test('leave of one day is entered with a note, shown, and can be taken back', async () => {
  const { asked } = play({ session: [answer(), excused(), answer()], enterLeave: [leave], withdrawLeave: [null] });
  await openApp(SESSION);
  await openForm();
  fireEvent.changeText(screen.getByLabelText('Note: why'), ' hospital ');
  await press(screen.findByText('Excuse the student'));
  await waitFor(() => expect(calls(asked, 'enterLeave')).toHaveLength(1));
  expect(calls(asked, 'enterLeave')[0]?.args).toEqual([{ student: 'cem', first_day: DAY, last_day: DAY, note: 'hospital' }]);
  expect(await screen.findByLabelText('Cem Deniz: excused')).toBeTruthy();
  await press(screen.findByText('Undo'));
  await waitFor(() => expect(calls(asked, 'withdrawLeave').map(({ args }) => args)).toEqual([[9]]));
});

test('without a connection nothing is entered, and that is said', async () => {
  const { asked } = play({ enterLeave: [new Failure('cannot_connect')] });
  await openApp(SESSION);
  await openForm();
  await press(screen.findByText('Excuse the student'));
  expect(await screen.findByTestId('leave-offline')).toBeTruthy();
  expect(screen.queryByText(/kept and sent later/)).toBeNull();
  expect(calls(asked, 'enterLeave')).toHaveLength(1);
  expect([...keptFiles.keys()].some((uri) => uri.includes('entry-'))).toBe(false);
});

test('where a set has several excused statuses, one of them is chosen', async () => {
  const { asked } = play({ statusSets: [statusSets('england')], enterLeave: [leave] });
  await openApp(SESSION);
  await openForm();
  await press(screen.findByText('Excuse the student'));
  expect(calls(asked, 'enterLeave')).toHaveLength(0);
  await press(screen.findByRole('radio', { name: /Medical/ }));
  await press(screen.findByText('Excuse the student'));
  await waitFor(() => expect(calls(asked, 'enterLeave')).toHaveLength(1));
  expect(calls(asked, 'enterLeave')[0]?.args[0]).toMatchObject({ letter: 'M' });
});

test('until a later day: the last day is chosen on a calendar', async () => {
  play({});
  await openApp(SESSION);
  await openForm();
  await press(screen.findByRole('radio', { name: /Until a later day/ }));
  expect(await screen.findByLabelText(/^Last day: .*27 November 2026$/)).toBeTruthy();
});
