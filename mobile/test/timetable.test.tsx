// A teacher finds the session of the timetable, today's first, with a network and without.

import { fireEvent, screen, waitFor, within } from '@testing-library/react-native';

import { Failure } from '@/api/failure';
import { laterDay, localDay } from '@/photos/capture-time';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { pictureFromGallery, play, press, taken } from './play';
import { answer, meetingItem } from './samples';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');
jest.mock('@/photos/resize', () => ({ resize: jest.fn(async (_: string, to: object) => ({ base64: jest.requireActual('./samples').POINT, ...to })) }));

const MINUTE = 60_000;
const today = localDay(new Date());
/** A session of today that begins and ends so many minutes from now. */
const around = (label: string, from: number, to: number, state: Parameters<typeof meetingItem>[3] = 'planned') => {
  const moment = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
  return { ...meetingItem(label, moment(from), moment(to), state), date: today };
};

const past = () => around('1st', -120, -75, 'not_taken');
const now = () => around('2nd', -10, 35, 'not_taken');
const cancelled = () => ({ ...around('3rd', 60, 105, 'cancelled'), reason: 'school trip' });

const radio = (name: RegExp) => screen.findByRole('radio', { name });

beforeEach(() => keptFiles.clear());

test("today's sessions stand on the first screen, what was not taken is marked, and one touch begins the roll", async () => {
  const { asked } = play({ meetings: [[{ ...past(), state: 'closed' }, now(), cancelled()]] });
  await openApp('/');
  const list = await screen.findByTestId('today');
  expect(within(list).getByText('The attendance of 1 session has not been taken yet.')).toBeTruthy();
  expect(within(screen.getByTestId('meeting-not_taken')).getByText('Now, not taken yet')).toBeTruthy();
  expect(within(screen.getByTestId('meeting-cancelled')).getByText('Does not take place: school trip')).toBeTruthy();
  expect(asked.find(({ call }) => call === 'meetings')?.args).toEqual([today, today]);
  fireEvent.press(screen.getByLabelText(/^Take attendance: Class 7b, .*2nd, Now, not taken yet$/));
  expect((await radio(/2nd/)).props.accessibilityState.checked).toBe(true);
  expect(screen.getByText('Camera')).toBeTruthy();
});

test('a session that was taken opens as it is', async () => {
  play({ meetings: [[{ ...now(), state: 'open' }]], session: [answer()] });
  await openApp('/');
  fireEvent.press(await screen.findByLabelText(/^Class 7b, .*2nd, Now, open$/));
  expect(await screen.findByText('Is this Ben Nevis?')).toBeTruthy();
});

test('without a timetable the first screen is as it was', async () => {
  play({ meetings: [[]] });
  await openApp('/');
  expect(await screen.findByText('Class 7b')).toBeTruthy();
  expect(screen.queryByTestId('today')).toBeNull();
});

test('the session that is now is chosen by itself, and the photo goes there', async () => {
  const { asked } = play({ meetings: [[past(), now(), cancelled()]], take: [{ answer: answer() }] });
  await openApp('/classes/7b/take');
  expect((await radio(/2nd/)).props.accessibilityState.checked).toBe(true);
  await pictureFromGallery();
  fireEvent.press(screen.getByText('Send 1 photo'));
  expect(await taken(asked)).toEqual({ class: '7b', date: today, label: '2nd' });
});

test('one that does not take place says why and can not be chosen', async () => {
  play({ meetings: [[past(), now(), cancelled()]] });
  await openApp('/classes/7b/take');
  const trip = await radio(/3rd/);
  expect(within(trip).getByText('Does not take place: school trip')).toBeTruthy();
  expect(trip.props.accessibilityState).toEqual({ checked: false, disabled: true });
  fireEvent.press(trip);
  expect((await radio(/2nd/)).props.accessibilityState.checked).toBe(true);
});

test('another session has a label of its own', async () => {
  const { asked } = play({ meetings: [[past(), now()]], take: [{ answer: answer() }] });
  await openApp('/classes/7b/take');
  await press(radio(/Another session/));
  fireEvent.changeText(screen.getByLabelText('Lesson, if there are several a day'), ' detention ');
  await pictureFromGallery();
  fireEvent.press(screen.getByText('Send 1 photo'));
  expect(await taken(asked)).toEqual({ class: '7b', date: today, label: 'detention' });
});

test('where nobody can know which session is meant, it is asked before anything is sent', async () => {
  const { asked } = play({ meetings: [[past(), around('4th', 200, 245)]], take: [{ answer: answer() }] });
  await openApp('/classes/7b/take');
  expect(await screen.findByText('Choose first which session it is.')).toBeTruthy();
  await pictureFromGallery();
  fireEvent.press(screen.getByText('Send 1 photo'));
  await press(radio(/1st/));
  expect(asked.filter(({ call }) => call === 'take')).toHaveLength(0);
  fireEvent.press(screen.getByText('Send 1 photo'));
  expect(await taken(asked)).toEqual({ class: '7b', date: today, label: '1st' });
});

test('what was begun without a connection is not told to be missing', async () => {
  const gone = new Failure('cannot_connect');
  play({ meetings: [[now()]], session: [new Failure('not_found')], mark: [gone] });
  await openApp(`/classes/7b/sessions/${today}?label=2nd`);
  await press(screen.findByLabelText('Cem Deniz: mark as present'));
  await screen.findByTestId('waits');
  await press(screen.findByLabelText('Back'));
  await press(screen.findByLabelText('Back'));
  expect(await screen.findByTestId('meeting-open')).toBeTruthy();
  expect(screen.queryByText(/has not been taken yet/)).toBeNull();
});

test('a part of the class that meets is the roll, before anybody has begun it', async () => {
  const groups = [{ name: 'A', students: [{ id: 'cem', first_name: 'Cem', last_name: 'Deniz' }] }];
  play({ meetings: [[{ ...now(), group: 'A' }]], session: [new Failure('not_found')], groups: [groups] });
  await openApp(`/classes/7b/sessions/${today}?label=2nd`);
  expect(await screen.findByLabelText('0 of 1 present')).toBeTruthy();
  expect(screen.getByText('Cem Deniz')).toBeTruthy();
  expect(screen.queryByText('Ada Lovelace')).toBeNull();
});

test('the timetable of the coming days is kept before anybody has looked at it', async () => {
  const tomorrow = laterDay(today, 1);
  const ahead = { ...meetingItem('next', `${tomorrow}T07:15:00Z`, `${tomorrow}T08:00:00Z`), date: tomorrow };
  play({ meetings: [[now()], [ahead]] });
  const first = await openApp('/');
  await screen.findByTestId('today');
  await waitFor(() => expect([...keptFiles.keys()].filter((uri) => uri.includes('known-meetings'))).toHaveLength(8));
  first.unmount();
  play({ meetings: [new Failure('cannot_connect')] });
  await openApp(`/classes/7b/take?date=${tomorrow}`);
  expect((await radio(/next/)).props.accessibilityState.checked).toBe(true);
});

test("another class's sessions are not offered", async () => {
  play({ meetings: [[now(), { ...past(), class: '8a', label: 'theirs' }]] });
  await openApp('/classes/7b/take');
  expect(await radio(/2nd/)).toBeTruthy();
  expect(screen.queryByText(/theirs/)).toBeNull();
});

test('without a connection the timetable that was heard last is offered', async () => {
  play({ meetings: [[past(), now()]] });
  const first = await openApp('/');
  await screen.findByTestId('today');
  await waitFor(() => expect([...keptFiles.keys()].some((uri) => uri.includes('known-meetings'))).toBe(true));
  first.unmount();
  play({ meetings: [new Failure('cannot_connect')], classes: [new Failure('cannot_connect')] });
  await openApp('/classes/7b/take');
  expect((await radio(/2nd/)).props.accessibilityState.checked).toBe(true);
});
