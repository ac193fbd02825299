// A photo made smaller on a phone. Making it anew also drops everything that the camera wrote into it: where it was taken,
// with what.

import { ImageManipulator, SaveFormat } from 'expo-image-manipulator';

import { forgetPicture } from '@/device/temporary';

import type { Resized, Size } from './size';

/** The photo as a JPEG of the given size and quality (0 to 1), upright. */
export async function resize(uri: string, to: Size, quality: number): Promise<Resized> {
  const context = ImageManipulator.manipulate(uri);
  const image = await context.resize(to).renderAsync();
  try {
    const saved = await image.saveAsync({ format: SaveFormat.JPEG, compress: quality, base64: true });
    forgetPicture(saved.uri);
    return { base64: saved.base64 ?? '', width: saved.width, height: saved.height };
  } finally {
    image.release();
    context.release();
  }
}
