// What a teacher does with the app, on both phones: every screen from real parts, only the school is played.

import { act, fireEvent, screen, waitFor, within } from '@testing-library/react-native';
import * as ImagePicker from 'expo-image-picker';

import { Failure } from '@/api/failure';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { calls, play, press } from './play';
import { answer, byHand, machine, POINT, student } from './samples';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');
jest.mock('@/photos/resize', () => ({ resize: jest.fn(async (_: string, to: object) => ({ base64: jest.requireActual('./samples').POINT, ...to })) }));
const mockShare = jest.fn(async () => undefined);
jest.mock('@/device/share', () => ({ shareFile: (...args: unknown[]) => mockShare(...(args as [])) }));

const SESSION = '/classes/7b/sessions/2026-11-27';

beforeEach(() => keptFiles.clear());

test('from the classes to a session: who is present, to review, not seen, unknown', async () => {
  play({});
  await openApp('/');
  fireEvent.press(await screen.findByText('Class 7b'));
  fireEvent.press(await screen.findByText(/27 November 2026/));
  expect(await screen.findByText('Is this Ben Nevis?')).toBeTruthy();
  expect(screen.getByLabelText('1 of 3 present')).toBeTruthy();
  expect(within(screen.getByTestId('group-not_seen')).getByText('Cem Deniz')).toBeTruthy();
  expect(within(screen.getByTestId('group-there')).getByText('Ada Lovelace')).toBeTruthy();
  expect(screen.getByLabelText('Unknown face 1')).toBeTruthy();
});

test('one touch answers a question, and another takes it back', async () => {
  const { asked } = play({ correct: [answer()] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Yes, this is Ben Nevis'));
  await waitFor(() => expect(calls(asked, 'correct')).toHaveLength(1));
  expect(calls(asked, 'correct')[0]?.args[2]).toEqual({ photo: 'aa', face: 1, ruling: 'is', student: 'ben', learn: false, seen: { verdict: 'to_review', student: 'ben' } });
  fireEvent.press(await screen.findByText('Undo'));
  await waitFor(() => expect(calls(asked, 'correct')).toHaveLength(2));
  expect(calls(asked, 'correct')[1]?.args[2]).toMatchObject({ ruling: 'open', student: null });
});

test('an unknown face gets a name, or is nobody', async () => {
  const { asked } = play({ correct: [answer()] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Unknown face 1'));
  fireEvent.press(await screen.findByText('Nobody of this class'));
  await waitFor(() => expect(calls(asked, 'correct')).toHaveLength(1));
  expect(calls(asked, 'correct')[0]?.args[2]).toMatchObject({ face: 2, ruling: 'nobody', student: null });
});

test('a mark by hand with a remark, from the sheet of a student', async () => {
  const { asked } = play({ mark: [answer()] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Ada Lovelace: present'));
  expect(await screen.findByText(/^Recognised in a photo/)).toBeTruthy();
  fireEvent.changeText(screen.getAllByLabelText('Remark')[0]!, 'overslept');
  fireEvent.press(screen.getByText('late'));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(1));
  expect(calls(asked, 'mark')[0]?.args[2]).toEqual({ student: 'ada', status: 'late', remark: 'overslept', seen: { status: 'present', at: machine.at } });
});

test('without a connection a mark shows at once, waits, and says so', async () => {
  const { asked } = play({ mark: [new Failure('cannot_connect')] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Cem Deniz: mark as excused'));
  expect(await screen.findByTestId('waits')).toBeTruthy();
  expect(within(screen.getByTestId('group-away')).getByText('Cem Deniz')).toBeTruthy();
  expect([...keptFiles.keys()].some((uri) => uri.includes('entry-'))).toBe(true);
  expect(calls(asked, 'mark')).toHaveLength(1);
});

test("somebody else's decision is shown, and a person chooses", async () => {
  const now = { ...answer(), students: [student('cem', 'Cem Deniz', 'absent', byHand('Hedy', '2026-11-27T08:30:00Z'))] };
  const { asked } = play({ session: [answer(), now], mark: [new Failure('changed_meanwhile'), now] });
  await openApp(SESSION);
  fireEvent.press(await screen.findByLabelText('Cem Deniz: mark as excused'));
  fireEvent.press(await screen.findByText('Look'));
  expect(await screen.findByText(/^Meanwhile Hedy has set “absent”/)).toBeTruthy();
  fireEvent.press(screen.getByText('Mine counts'));
  await waitFor(() => expect(calls(asked, 'mark')).toHaveLength(2));
  expect(calls(asked, 'mark')[1]?.args[2]).toMatchObject({ status: 'excused', seen: { status: 'absent', at: '2026-11-27T08:30:00Z' } });
});

test('photos from the gallery are prepared, told what is wrong with, sent for the chosen day, and gone then', async () => {
  const asset = { uri: 'file:///cache/ImagePicker/a.jpg', width: 4000, height: 3000, exif: { DateTimeOriginal: '2026:11:20 09:05:00' } };
  jest.mocked(ImagePicker.launchImageLibraryAsync).mockResolvedValue({ canceled: false, assets: [asset, { ...asset, width: 0 }] });
  const { asked } = play({ take: [{ answer: answer() }] });
  await openApp('/classes/7b/take');
  await press(screen.findByText('Gallery'));
  expect(await screen.findByLabelText('Photo 1')).toBeTruthy();
  expect(screen.getByText('This picture can\'t be read on this phone.')).toBeTruthy();
  fireEvent.press(await screen.findByText('Use Fri 20 Nov'));
  await screen.findByLabelText('Lesson, if there are several a day');
  fireEvent.press(screen.getByText('Send 1 photo'));
  await waitFor(() => expect(calls(asked, 'take')).toHaveLength(1));
  const [meeting, , photo] = calls(asked, 'take')[0]!.args;
  expect(meeting).toEqual({ class: '7b', date: '2026-11-20', label: '' });
  expect(photo).toEqual({ image: POINT, capturedAt: '2026-11-20T09:05:00', sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) });
  expect(await screen.findByText('Is this Ben Nevis?')).toBeTruthy();
  expect([...keptFiles.keys()].filter((uri) => /picture-|entry-/.test(uri))).toEqual([]);
});

test('without leave to use the camera somebody is told where to give it', async () => {
  jest.mocked(ImagePicker.requestCameraPermissionsAsync).mockResolvedValue({ granted: false } as ImagePicker.CameraPermissionResponse);
  play({});
  await openApp('/classes/7b/take');
  await press(screen.findByText('Camera'));
  expect(await screen.findByText('Muster may not use the camera.')).toBeTruthy();
});

test('the register is downloaded for the days that were chosen', async () => {
  const { school } = play({});
  Object.assign(school, { registerAddress: jest.fn(() => 'https://school.example/register') });
  await openApp('/classes/7b/register');
  await press(screen.findByText('Download and share'));
  await waitFor(() => expect(mockShare).toHaveBeenCalled());
  expect(mockShare.mock.calls[0]).toEqual([school.access, 'https://school.example/register', expect.stringMatching(/^register-.*\.xlsx$/), expect.stringContaining('spreadsheetml')]);
});

test('a failure says what happened and what to do', async () => {
  play({ report: [new Failure('forbidden')] });
  await openApp('/classes/7b');
  expect(await screen.findByText('You may not do this.')).toBeTruthy();
  expect(screen.getByText('Ask an admin if you should.')).toBeTruthy();
});

test('the day is chosen on a calendar', async () => {
  play({});
  await openApp('/classes/7b/take');
  await press(screen.findByLabelText(/^Day of the session: Today, /));
  // The calendar draws its months when it knows its size, which Jest does not tell.
  const hosts = screen.root.findAll((one) => typeof one.type === 'string' && typeof one.props.onLayout === 'function');
  await act(async () => hosts.forEach((one) => fireEvent(one, 'layout', { nativeEvent: { layout: { x: 0, y: 0, width: 390, height: 800 } } })));
  // A day of this month that is not today: yesterday, or on the first of a month tomorrow.
  const day = new Date();
  day.setDate(day.getDate() > 1 ? day.getDate() - 1 : 2);
  await press(screen.findByTestId(`react-native-paper-dates-day-${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`));
  await press(screen.findByTestId('react-native-paper-dates-save'));
  const said = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(day);
  expect(await screen.findByLabelText(new RegExp(`^Day of the session: .*${said}`))).toBeTruthy();
});

test('what waits can be let go, after a question', async () => {
  play({ mark: [new Failure('bad_data', 'the year is wrong')] });
  await openApp(SESSION);
  await press(screen.findByLabelText('Cem Deniz: mark as excused'));
  await press(screen.findByText('Look'));
  expect(await screen.findByText('The server says: the year is wrong')).toBeTruthy();
  await press(screen.findByText('Delete'));
  const dialog = await screen.findByText('What you decided is deleted from this phone and not sent.');
  expect(dialog).toBeTruthy();
  const buttons = screen.getAllByText('Delete');
  await act(async () => void fireEvent.press(buttons.at(-1)!));
  expect(await screen.findByText('The server has everything.')).toBeTruthy();
  expect([...keptFiles.keys()].filter((uri) => uri.includes('entry-'))).toEqual([]);
});
