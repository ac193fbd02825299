// What a look at a photo says before it is sent, without any model: is it too dark, too bright, too blurred, too small for
// the faces at the back? And afterwards, from where the server found faces. Hints advise; they refuse nothing.

import type { PhotoItem } from '@/api/types';

import type { Size } from './size';

export type Hint = 'too_dark' | 'too_bright' | 'blurred' | 'too_small' | 'small_faces' | 'no_face';

/** Pixels, four bytes each (red, green, blue, alpha), row by row. */
export interface Pixels extends Size {
  data: Uint8Array;
}

export interface Look {
  /** Mean of the luma (ITU-R BT.601), 0 to 255. */
  brightness: number;
  /** Variance of the luma's Laplacian: low where nothing has an edge (Pech-Pacheco and others, ICPR 2000). */
  sharpness: number;
}

/** Set on the development photos and blurred, darkened copies of them: `check/hints.mjs` prints the figures. */
export const LIMITS = { dark: 45, bright: 225, blurred: 35, pixels: 1280, face: 36 };

export function look({ width, height, data }: Pixels): Look {
  const luma = new Float32Array(width * height);
  let sum = 0;
  for (let at = 0; at < luma.length; at++) {
    const byte = at * 4;
    const value = 0.299 * (data[byte] ?? 0) + 0.587 * (data[byte + 1] ?? 0) + 0.114 * (data[byte + 2] ?? 0);
    luma[at] = value;
    sum += value;
  }
  return { brightness: luma.length ? sum / luma.length : 0, sharpness: laplacianVariance(luma, width, height) };
}

function laplacianVariance(luma: Float32Array, width: number, height: number): number {
  let [count, sum, squares] = [0, 0, 0];
  const value = (at: number) => luma[at] ?? 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const edge = value(at - 1) + value(at + 1) + value(at - width) + value(at + width) - 4 * value(at);
      count += 1;
      sum += edge;
      squares += edge * edge;
    }
  }
  return count ? squares / count - (sum / count) ** 2 : 0;
}

/** What to say of a photo of that size before it is sent. */
export function hintsBefore({ brightness, sharpness }: Look, { width, height }: Size): Hint[] {
  const hints: Hint[] = [];
  if (brightness < LIMITS.dark) hints.push('too_dark');
  if (brightness > LIMITS.bright) hints.push('too_bright');
  if (sharpness < LIMITS.blurred) hints.push('blurred');
  if (Math.max(width, height) < LIMITS.pixels) hints.push('too_small');
  return hints;
}

/** What to say of a photo when the server has found its faces. */
export function hintsAfter(photo: PhotoItem): { hint: Hint; faces: number } | null {
  if (photo.faces.length === 0) return { hint: 'no_face', faces: 0 };
  const small = photo.faces.filter((face) => face.box.height < LIMITS.face).length;
  return small > 0 ? { hint: 'small_faces', faces: small } : null;
}
