// Pictures that the camera, the picker and the resizer leave in the phone's cache. They go as soon as a sealed copy
// exists, and all that is left of them when the app starts.

import { Directory, File, Paths } from 'expo-file-system';

/** Where Expo's modules put them, within the cache. */
const FOLDERS = ['ImagePicker', 'ImageManipulator', 'Camera', 'shared'];

export function forgetPicture(uri: string): void {
  // Only copies are ours to delete, never what the gallery holds.
  if (!uri.startsWith(Paths.cache.uri)) return;
  const file = new File(uri);
  if (file.exists) file.delete();
}

export function forgetAllPictures(): void {
  for (const name of FOLDERS) {
    const folder = new Directory(Paths.cache, name);
    if (folder.exists) folder.delete();
  }
}
