// A school that is played, with a class in it, and what a test does with the app again and again.

import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import * as ImagePicker from 'expo-image-picker';
import type { ReactTestInstance } from 'react-test-renderer';

import { school as realSchool } from '@/api/school';
import type { ClassItem, Report, StudentItem, Tally } from '@/api/types';

import { fakeSchool, type Asked } from './fake-school';
import { answer } from './samples';

const CLASSES = [{ id: '7b', name: 'Class 7b' }] as ClassItem[];
const STUDENTS: StudentItem[] = [{ id: 'ada', first_name: 'Ada', last_name: 'Lovelace' }, { id: 'cem', first_name: 'Cem', last_name: 'Deniz' }];
const TALLY: Tally = { present: 2, late: 0, left_early: 0, excused: 0, absent: 1, not_seen: 0, percentage_of_taken: 66.7, percentage_of_all: 66.7 };
const REPORT: Report = { students: [{ student: 'ada', name: 'Ada Lovelace', tally: TALLY }], sessions: [{ session: answer().session, tally: TALLY }] };

/** The school of the next app, where a test has put a mock in the place of `@/api/school`. */
export function play(replies: Parameters<typeof fakeSchool>[0]): ReturnType<typeof fakeSchool> {
  const played = fakeSchool({ classes: [CLASSES], students: [STUDENTS], report: [REPORT], session: [answer()], ...replies });
  jest.mocked(realSchool).mockReturnValue(played.school);
  jest.mocked(ImagePicker.getPendingResultAsync).mockResolvedValue(null);
  return played;
}

export const calls = (asked: Asked[], call: string): Asked[] => asked.filter((one) => one.call === call);

/** A touch, and all that happens by itself after it. */
export async function press(found: Promise<ReactTestInstance>): Promise<void> {
  const element = await found;
  await act(async () => void fireEvent.press(element));
}

/** Chooses a photo from the gallery, on the screen that takes attendance. */
export async function pictureFromGallery(): Promise<void> {
  const asset = { uri: 'file:///cache/ImagePicker/a.jpg', width: 4000, height: 3000 };
  jest.mocked(ImagePicker.launchImageLibraryAsync).mockResolvedValue({ canceled: false, assets: [asset] });
  await press(screen.findByText('Gallery'));
  await screen.findByLabelText('Photo 1');
}

/** The meeting for which the first photo was sent. */
export async function taken(asked: Asked[]): Promise<unknown> {
  await waitFor(() => expect(calls(asked, 'take')).toHaveLength(1));
  return calls(asked, 'take')[0]?.args[0];
}
