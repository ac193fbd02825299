// What is said of a photo before it is sent, how large it is sent, and when it was taken.

import type { PhotoItem } from '@/api/types';

import { fromExif, localDay, localTime, startOfDay } from './capture-time';
import { hintsAfter, hintsBefore, look, type Pixels } from './hints';
import { within } from './size';

/** A picture of which each pixel is grey as told. */
function grey(width: number, height: number, value: (x: number, y: number) => number): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at++) data.fill(value(at % width, Math.floor(at / width)), at * 4, at * 4 + 3);
  return { width, height, data };
}

const large = { width: 4000, height: 3000 };

test('a dark, a bright and a smooth picture are told, a good one is not', () => {
  const stripes = (low: number, high: number) => look(grey(64, 48, (x) => (x % 8 < 4 ? low : high)));
  expect(hintsBefore(stripes(60, 190), large)).toEqual([]);
  expect(hintsBefore(stripes(2, 60), large)).toEqual(['too_dark']);
  expect(hintsBefore(stripes(220, 255), large)).toEqual(['too_bright']);
  expect(hintsBefore(look(grey(64, 48, (x) => 60 + x)), large)).toEqual(['blurred']);
  expect(hintsBefore(stripes(60, 190), { width: 640, height: 480 })).toEqual(['too_small']);
});

test("brightness is the luma, sharpness its Laplacian's variance over its own", () => {
  expect(look(grey(8, 8, () => 100)).brightness).toBeCloseTo(100, 3);
  expect(look(grey(8, 8, () => 100)).sharpness).toBeCloseTo(0, 6);
  // A chessboard: each inner point differs from all four neighbours by twice what it differs from the mean.
  const board = (white: number) => look(grey(10, 10, (x, y) => ((x + y) % 2) * white)).sharpness;
  expect(board(255)).toBeCloseTo(64, 3);
  expect(board(50)).toBeCloseTo(64, 3);
});

test('afterwards small faces are counted', () => {
  const photo = (...heights: number[]) => ({ faces: heights.map((height) => ({ box: { x: 0, y: 0, width: height, height }, verdict: 'unknown', student: null })) }) as unknown as PhotoItem;
  expect(hintsAfter(photo())).toEqual({ hint: 'no_face', faces: 0 });
  expect(hintsAfter(photo(80, 35, 20))).toEqual({ hint: 'small_faces', faces: 2 });
  expect(hintsAfter(photo(80, 36))).toBeNull();
});

test('a photo keeps its shape, and a small one its size', () => {
  expect(within({ width: 8000, height: 6000 }, 4096)).toEqual({ width: 4096, height: 3072 });
  expect(within({ width: 3000, height: 4000 }, 4096)).toEqual({ width: 3000, height: 4000 });
  expect(within({ width: 10000, height: 1 }, 640)).toEqual({ width: 640, height: 1 });
});

test('what EXIF says is a time, or nothing', () => {
  expect(fromExif('2026:11:24 09:05:00')).toBe('2026-11-24T09:05:00');
  for (const wrong of ['0000:00:00 00:00:00', '2026:13:41 09:05:00', 'yesterday', 7, undefined, '']) expect(fromExif(wrong)).toBeNull();
});

test("a day is the phone's own, also at night", () => {
  // Half past midnight in Berlin is the day before in Greenwich.
  const night = new Date('2026-11-23T23:30:00Z');
  expect(localDay(night)).toBe('2026-11-24');
  expect(localTime(night)).toBe('2026-11-24T00:30:00');
  expect(localDay(startOfDay('2026-03-29'))).toBe('2026-03-29');
});
