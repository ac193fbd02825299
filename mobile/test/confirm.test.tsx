// Where the school has somebody else look over a closed session, that somebody does so on the phone, and who closed it can't.

import { screen, waitFor } from '@testing-library/react-native';

import { Failure } from '@/api/failure';
import type { MeetingItem } from '@/api/types';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { calls, play, press } from './play';
import { answer, student } from './samples';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');

const DAY = '2026-11-27';
const SESSION = `/classes/7b/sessions/${DAY}`;
const AT = '2026-11-27T10:00:00Z';

const closedBy = (closer: string, confirmer: string | null = null) => {
  const plain = answer();
  const session = { ...plain.session, closed_at: AT, closed_by: closer, confirmed_by: confirmer, confirmed_at: confirmer && AT };
  return { ...plain, session, students: [student('ada', 'Ada Lovelace', 'present')], to_review: [], unknown: [] };
};
const meeting = (awaits: boolean) => [{ class: '7b', date: DAY, label: '', state: 'closed', awaits_confirmation: awaits } as MeetingItem];

beforeEach(() => keptFiles.clear());

test('a session that somebody else closed is confirmed with one touch', async () => {
  const { asked } = play({ session: [closedBy('Bo')], meetings: [meeting(true)], confirm: [closedBy('Bo', 'Grace')] });
  await openApp(SESSION);
  await press(screen.findByText('Confirm that it is right'));
  expect(await screen.findByText('Confirmed by Grace')).toBeTruthy();
  expect(calls(asked, 'confirm').map(({ args }) => args)).toEqual([[{ class: '7b', date: DAY, label: '' }]]);
});

test('who closed it is told that somebody else looks over it', async () => {
  play({ session: [closedBy('Grace')], meetings: [meeting(true)] });
  await openApp(SESSION);
  expect(await screen.findByText('You closed it: somebody else looks over it')).toBeTruthy();
  expect(screen.queryByText('Confirm that it is right')).toBeNull();
});

test('where nobody has to, it is closed and that is all', async () => {
  play({ session: [closedBy('Bo')], meetings: [meeting(false)] });
  await openApp(SESSION);
  expect(await screen.findByText('Closed')).toBeTruthy();
  expect(screen.queryByText('Confirm that it is right')).toBeNull();
});

test('what can not be confirmed says why', async () => {
  const { asked } = play({ session: [closedBy('Bo')], meetings: [meeting(true)], confirm: [new Failure('conflict', 'it is open')] });
  await openApp(SESSION);
  await press(screen.findByText('Confirm that it is right'));
  await waitFor(() => expect(calls(asked, 'confirm')).toHaveLength(1));
  expect(await screen.findByTestId('failure')).toBeTruthy();
});
