// The chest on a phone: files in the app's own folder, sealed with a key that the keystore or keychain holds and that
// never leaves this device. Names become file names, so they are plain words.

import { AESEncryptionKey, aesDecryptAsync, aesEncryptAsync, AESSealedData } from 'expo-crypto';
import { Directory, File, Paths } from 'expo-file-system';
import * as SecureStore from 'expo-secure-store';

import type { Chest } from './chest.types';

const KEY = 'muster.chest';
/** A file that was being written when the phone went off. */
const UNFINISHED = '.part';

const secret: SecureStore.SecureStoreOptions = { keychainAccessible: SecureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY };

export async function openChest(): Promise<Chest> {
  const folder = new Directory(Paths.document, 'chest');
  folder.create({ idempotent: true, intermediates: true });
  for (const one of files(folder)) if (one.name.endsWith(UNFINISHED)) one.delete();
  return new FileChest(folder, await key());
}

async function key(): Promise<AESEncryptionKey> {
  const known = await SecureStore.getItemAsync(KEY, secret);
  if (known) return AESEncryptionKey.import(known, 'base64');
  const made = await AESEncryptionKey.generate();
  await SecureStore.setItemAsync(KEY, await made.encoded('base64'), secret);
  return made;
}

const files = (folder: Directory): File[] => folder.list().filter((one): one is File => one instanceof File);

class FileChest implements Chest {
  readonly sealed = true;

  constructor(
    private readonly folder: Directory,
    private key: AESEncryptionKey,
  ) {}

  async names(prefix: string): Promise<string[]> {
    const all = files(this.folder).map((one) => one.name);
    return all.filter((name) => name.startsWith(prefix) && !name.endsWith(UNFINISHED)).sort();
  }

  putText(name: string, text: string): Promise<void> {
    return this.put(name, new TextEncoder().encode(text));
  }

  putPicture(name: string, base64: string): Promise<void> {
    // A text is taken for base64, so a photo's bytes never pass through JavaScript.
    return this.put(name, base64);
  }

  async text(name: string): Promise<string | null> {
    const found = this.find(name);
    if (!found) return null;
    try {
      return new TextDecoder().decode(await aesDecryptAsync(found, this.key));
    } catch {
      return null;
    }
  }

  async picture(name: string): Promise<string | null> {
    const found = this.find(name);
    if (!found) return null;
    try {
      return await aesDecryptAsync(found, this.key, { output: 'base64' });
    } catch {
      return null;
    }
  }

  async remove(name: string): Promise<void> {
    const file = new File(this.folder, name);
    if (file.exists) file.delete();
  }

  async clear(): Promise<void> {
    for (const one of files(this.folder)) one.delete();
    await SecureStore.deleteItemAsync(KEY, secret);
    // Whoever signs in next, in this same run, seals with a key that the phone still has at the next start.
    this.key = await key();
  }

  private find(name: string): AESSealedData | null {
    const file = new File(this.folder, name);
    return file.exists ? AESSealedData.fromCombined(file.bytesSync()) : null;
  }

  /** Whole or not at all: a name is given only to what was written to its end. */
  private async put(name: string, content: Uint8Array | string): Promise<void> {
    const bytes = await (await aesEncryptAsync(content, this.key)).combined();
    const part = new File(this.folder, name + UNFINISHED);
    if (part.exists) part.delete();
    part.create();
    part.write(bytes);
    await part.move(new File(this.folder, name), { overwrite: true });
  }
}
