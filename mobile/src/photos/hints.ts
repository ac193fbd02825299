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
  /**
   * Variance of the luma's Laplacian (Pech-Pacheco and others, ICPR 2000) over that of the luma itself: how much of what
   * differs in the photo differs between neighbours. The same in any light, 0 for one grey, 64 for a chessboard.
   */
  sharpness: number;
}

/**
 * Set on 92 development photos and changed copies of them: `check/hints.mjs` prints the figures. With these limits 2 of the
 * photos as they are are told to be dark and none to be blurred; of those with a fifth of the light 91 are dark, and of those
 * blurred by 2 of 640 pixels all are.
 */
export const LIMITS = { dark: 35, bright: 225, blurred: 0.01, pixels: 1280, face: 36 };

export function look({ width, height, data }: Pixels): Look {
  const luma = new Float32Array(width * height);
  let sum = 0;
  for (let at = 0; at < luma.length; at++) {
    const byte = at * 4;
    const value = 0.299 * (data[byte] ?? 0) + 0.587 * (data[byte + 1] ?? 0) + 0.114 * (data[byte + 2] ?? 0);
    luma[at] = value;
    sum += value;
  }
  const brightness = luma.length ? sum / luma.length : 0;
  const contrast = luma.reduce((squares, value) => squares + (value - brightness) ** 2, 0) / Math.max(1, luma.length);
  return { brightness, sharpness: contrast > 0 ? laplacianVariance(luma, width, height) / contrast : 0 };
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
