// The way in on a phone, and the way out: which server, who, and what is left behind.

import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import * as SecureStore from 'expo-secure-store';
import type { ReactTestInstance } from 'react-test-renderer';

import { Failure } from '@/api/failure';
import * as api from '@/api/school';

import { openApp } from './app';
import { fakeSchool } from './fake-school';
import { keptFiles } from './phone-files';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn(), about: jest.fn(), signIn: jest.fn() }));
jest.mock('expo-image-picker', () => ({ getPendingResultAsync: async () => null }));

const ABOUT = { software: 'muster', version: '0.1.0', school: 'Hill School', provider: true };
const ME = { login: 'grace', name: 'Grace', role: 'teacher', classes: ['7b'], second_factor: true } as const;

function play(me: object = ME) {
  const played = fakeSchool({ me: [me], classes: [[{ id: '7b', name: 'Class 7b' }]], signOut: [{}] });
  jest.mocked(api.school).mockReturnValue(played.school);
  jest.mocked(api.about).mockResolvedValue(ABOUT);
  return played;
}

async function press(found: Promise<ReactTestInstance>): Promise<void> {
  const element = await found;
  await act(async () => void fireEvent.press(element));
}

const type = async (label: string, text: string) => fireEvent.changeText(await screen.findByLabelText(label), text);

beforeEach(() => {
  keptFiles.clear();
  jest.clearAllMocks();
});

test('an address, a password, a code: and the classes are there', async () => {
  play();
  jest.mocked(api.signIn).mockRejectedValueOnce(new Failure('wrong_password')).mockRejectedValueOnce(new Failure('second_factor'));
  jest.mocked(api.signIn).mockResolvedValue({ origin: 'https://hill.example', proof: { kind: 'token', token: 't' } });
  await openApp('/', { signedIn: false });
  await type('Address of the server', 'hill.example');
  await press(screen.findByText('Connect'));
  expect(await screen.findByText('Hill School')).toBeTruthy();
  expect(api.about).toHaveBeenCalledWith('https://hill.example');
  await type('Login, for example your mail address', 'grace');
  await type('Password', 'wrong');
  await press(screen.findByText('Sign in'));
  expect(await screen.findByText("Login and password don't fit.")).toBeTruthy();
  await type('Password', 'paper clip harbour');
  await press(screen.findByText('Sign in'));
  await type('Code', '123456');
  await press(screen.findByText('Sign in'));
  expect(await screen.findByText('Class 7b')).toBeTruthy();
  expect(api.signIn).toHaveBeenLastCalledWith('https://hill.example', { login: 'grace', password: 'paper clip harbour', code: '123456', cookie: false });
  expect(JSON.parse((await SecureStore.getItemAsync('muster.account')) ?? '')).toMatchObject({ schoolName: 'Hill School', owner: 'https://hill.example grace' });
});

test('the code of a new key signs a device in, once', async () => {
  play({ ...ME, login: null, name: 'Room 12' });
  await openApp('/', { signedIn: false });
  await press(screen.findByText('Scan the code'));
  const camera = await screen.findByTestId('camera');
  // A camera reads the same code many times a second.
  const read = () => fireEvent(camera, 'barcodeScanned', { data: 'https://hill.example/app/connect#key=muster_k' });
  await act(async () => [1, 2, 3].forEach(read));
  expect(await screen.findByText('Class 7b')).toBeTruthy();
  expect(api.about).toHaveBeenCalledTimes(1);
  expect(api.school).toHaveBeenCalledWith({ origin: 'https://hill.example', proof: { kind: 'key', key: 'muster_k' } });
});

test('what is no address, and who is no Muster, is told', async () => {
  play();
  jest.mocked(api.about).mockRejectedValue(new Failure('not_muster'));
  await openApp('/', { signedIn: false });
  await type('Address of the server', 'school');
  await press(screen.findByText('Connect'));
  expect(await screen.findByText(/^This can't be an address/)).toBeTruthy();
  await type('Address of the server', 'other.example');
  await press(screen.findByText('Connect'));
  expect(await screen.findByText(/^No Muster server answers at this address/)).toBeTruthy();
});

test('a kiosk is not for phones', async () => {
  play({ ...ME, role: 'kiosk' });
  await openApp('/', { signedIn: false });
  await type('Address of the server', 'https://hill.example/app/connect#key=k');
  await press(screen.findByText('Connect'));
  expect(await screen.findByText('You may not do this.')).toBeTruthy();
});

test('a sign-in that has ended leads back to the way in, with its server known', async () => {
  const { school } = play();
  jest.mocked(api.school).mockReturnValue(new Proxy(school, { get: (target, call: keyof api.School) => (call === 'classes' ? async () => Promise.reject(new Failure('unauthorised')) : target[call]) }));
  await openApp('/');
  expect(await screen.findByText(/^Your sign-in has ended/)).toBeTruthy();
  expect(await screen.findByText('Hill School')).toBeTruthy();
  expect(api.about).toHaveBeenCalledWith('https://school.example');
});

test('signing out asks first, and leaves nothing on the phone', async () => {
  const { asked } = play();
  await openApp('/settings');
  await press(screen.findByText('Sign out'));
  expect(await screen.findByText('Muster forgets on this phone what it knows of your classes.')).toBeTruthy();
  const buttons = screen.getAllByText('Sign out');
  await act(async () => void fireEvent.press(buttons.at(-1)!));
  expect(await screen.findByText('Scan the code')).toBeTruthy();
  await waitFor(() => expect([...keptFiles.keys()]).toEqual([]));
  expect(await SecureStore.getItemAsync('muster.account')).toBeNull();
  expect(asked.some(({ call }) => call === 'signOut')).toBe(false); // A device's key is no sign-in.
});

test('the language is chosen, and says when the app has to be opened again', async () => {
  play();
  await openApp('/settings');
  await press(screen.findByText('العربية'));
  expect(await screen.findByText('الإعدادات')).toBeTruthy();
  expect(await SecureStore.getItemAsync('muster.language')).toBe('ar');
});
