// A browser's picker says nothing of when a photo was taken; the file itself does.

import type { ImagePickerAsset } from 'expo-image-picker';
import { load } from 'exifreader';

import { fromExif } from './capture-time';

export async function captureTime(asset: ImagePickerAsset): Promise<string | null> {
  if (!asset.file) return null;
  try {
    const tags = load(await asset.file.arrayBuffer());
    return fromExif(tags.DateTimeOriginal?.description);
  } catch {
    return null; // A file without EXIF, or of a kind that has none.
  }
}
