// A photo made smaller in a browser, upright. Expo's module encodes each step as a PNG there, a second for a photo of 12
// megapixels; the browser's own canvas needs a fifth of it. What the camera wrote into the file is dropped as well.

import type { Resized, Size } from './size';

/** The photo as a JPEG of the given size and quality (0 to 1). */
export async function resize(uri: string, to: Size, quality: number): Promise<Resized> {
  const image = new Image();
  image.src = uri;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = to.width;
  canvas.height = to.height;
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('this browser draws nothing');
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(image, 0, 0, to.width, to.height);
  const [, base64 = ''] = canvas.toDataURL('image/jpeg', quality).split(',');
  return { base64, ...to };
}
