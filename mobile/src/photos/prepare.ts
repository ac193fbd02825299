// From the camera or the gallery to a photo that can be sent: made smaller, looked at, sealed, and its copies forgotten.

import * as ImagePicker from 'expo-image-picker';
import { decode } from 'jpeg-js';

import { Failure } from '@/api/failure';
import type { Chest } from '@/device/chest.types';
import { forgetPicture } from '@/device/temporary';

import { localTime } from './capture-time';
import { captureTime } from './exif';
import { hintsBefore, look, type Hint } from './hints';
import { resize } from './resize';
import { LONGEST, PREVIEW, QUALITY, within, type Size } from './size';

/** A photo that waits for its teacher to send it. Its picture lies in the chest. */
export interface Draft extends Size {
  /** Names the photo, and later the request that sends it. */
  id: string;
  /** A small copy as a `data:` URL. */
  preview: string;
  capturedAt: string | null;
  hints: Hint[];
}

export const pictureName = (id: string): string => `picture-${id}`;

export type Source = 'camera' | 'gallery';

/** Lets somebody choose or take photos; none when they changed their mind. */
export async function pick(source: Source, most: number): Promise<ImagePicker.ImagePickerAsset[]> {
  if (source === 'camera') {
    const allowed = await ImagePicker.requestCameraPermissionsAsync();
    if (!allowed.granted) throw new Failure('no_permission');
    const shot = await ImagePicker.launchCameraAsync({ mediaTypes: ['images'], quality: 1, exif: true });
    return shot.assets ?? [];
  }
  const chosen = await ImagePicker.launchImageLibraryAsync({
    mediaTypes: ['images'],
    allowsMultipleSelection: true,
    orderedSelection: true,
    selectionLimit: most,
    quality: 1,
    exif: true,
  });
  return chosen.assets ?? [];
}

/** What the camera took before Android ended this app to make room for it. */
export async function pending(): Promise<ImagePicker.ImagePickerAsset[]> {
  const result = await ImagePicker.getPendingResultAsync();
  return result && 'assets' in result ? (result.assets ?? []) : [];
}

/** Prepares one photo. One at a time: two of 12 megapixels fill a small phone's memory. */
export async function prepare(asset: ImagePicker.ImagePickerAsset, source: Source, id: string, chest: Chest): Promise<Draft> {
  // What no decoder knows comes from the picker without a size.
  if (!(asset.width > 0 && asset.height > 0)) throw new Failure('unreadable_photo', asset.fileName ?? '');
  const capturedAt = (await captureTime(asset)) ?? (source === 'camera' ? localTime(new Date()) : null);
  try {
    const small = await resize(asset.uri, within(asset, PREVIEW), 0.7);
    const sent = await resize(asset.uri, within(asset, LONGEST), QUALITY);
    if (!sent.base64) throw new Failure('unreadable_photo');
    await keep(chest, id, sent.base64);
    const hints = hintsBefore(look(decode(bytesOf(small.base64), { useTArray: true })), asset);
    const { width, height } = sent;
    return { id, preview: `data:image/jpeg;base64,${small.base64}`, capturedAt, hints, width, height };
  } catch (thrown) {
    // Expo's module rejects with a canvas where a browser can't read a picture.
    throw thrown instanceof Failure ? thrown : new Failure('unreadable_photo', asset.fileName ?? '');
  } finally {
    forgetPicture(asset.uri);
  }
}

async function keep(chest: Chest, id: string, base64: string): Promise<void> {
  try {
    await chest.putPicture(pictureName(id), base64);
  } catch {
    throw new Failure('phone_storage');
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
