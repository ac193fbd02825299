// What the picker says of when a photo was taken.

import type { ImagePickerAsset } from 'expo-image-picker';

import { fromExif } from './capture-time';

export async function captureTime(asset: ImagePickerAsset): Promise<string | null> {
  const exif = asset.exif ?? {};
  return fromExif(exif.DateTimeOriginal) ?? fromExif(exif.DateTime);
}
