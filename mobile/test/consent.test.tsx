// A child who says no is heard in the classroom: what holds is shown, a no is entered in three touches, and a yes is not
// the phone's to enter.

import { fireEvent, screen, waitFor } from '@testing-library/react-native';

import { Failure } from '@/api/failure';

import { openApp } from './app';
import { keptFiles } from './phone-files';
import { calls, play, press } from './play';

jest.mock('@/api/school', () => ({ ...jest.requireActual('@/api/school'), school: jest.fn() }));
jest.mock('expo-image-picker');

const PAGE = '/classes/7b/students/ada';
const TALLY = { present: 2, late: 0, left_early: 0, excused: 0, absent: 1, not_seen: 0, percentage_of_taken: 66.7, percentage_of_all: 66.7 };
const attendance = { id: 'ada', name: 'Ada Lovelace', tally: TALLY, sessions: [] };
const consent = (state: string, until: string | null = null) => ({ student: 'ada', name: 'Ada Lovelace', state, until, face_allowed: state === 'granted', entries: [] });
const texts = [{ version: '2026-09', language: 'de', sha256: '00', body: 'Dürfen wir?' }, { version: '2026-09', language: 'en', sha256: '01', body: 'May we?' }];

beforeEach(() => keptFiles.clear());

async function openForm(): Promise<void> {
  await openApp(PAGE);
  await press(screen.findByRole('button', { name: 'Somebody says no' }));
  await screen.findByTestId('consent-form');
}

test('the child says no: what is kept goes, and the new state is shown', async () => {
  const { asked } = play({ attendance: [attendance], consents: [consent('granted', '2027-07-31')], consentTexts: [texts], enterConsent: [consent('refused_by_child')] });
  await openForm();
  expect(screen.getByText(/^Until .*2027/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Enter the no' }).props.accessibilityState.disabled).toBe(true);
  await press(screen.findByRole('radio', { name: /Ada Lovelace/ }));
  await press(screen.findByRole('button', { name: 'Enter the no' }));
  expect(await screen.findByText('The child said no: the face is not used.')).toBeTruthy();
  const entry = { kind: 'refused_by_child', relation: 'student', person: 'Ada Lovelace', text_version: '2026-09', text_language: 'en' };
  expect(calls(asked, 'enterConsent').map(({ args }) => args)).toEqual([['ada', entry]]);
});

test.each([['granted', 'withdrawn'], ['none', 'objected']])('after %s a parent’s no is %s, with their name', async (before, kind) => {
  const { asked } = play({ attendance: [attendance], consents: [consent(before)], consentTexts: [texts], enterConsent: [consent(kind)] });
  await openForm();
  await press(screen.findByRole('radio', { name: 'A parent' }));
  fireEvent.changeText(screen.getByLabelText('Their name'), ' Anne Byron ');
  await press(screen.findByRole('button', { name: 'Enter the no' }));
  await waitFor(() => expect(calls(asked, 'enterConsent')).toHaveLength(1));
  expect(calls(asked, 'enterConsent')[0]?.args[1]).toMatchObject({ kind, relation: 'parent', person: 'Anne Byron' });
});

test('without a connection nothing is entered, and that is said; nothing of it stays on the phone', async () => {
  play({ attendance: [attendance], consents: [consent('granted')], consentTexts: [new Failure('cannot_connect')] });
  await openForm();
  await press(screen.findByRole('radio', { name: /Ada Lovelace/ }));
  await press(screen.findByRole('button', { name: 'Enter the no' }));
  expect(await screen.findByTestId('failure')).toBeTruthy();
  expect([...keptFiles.keys()].some((uri) => uri.includes('consent'))).toBe(false);
});
