// The chest in a browser: IndexedDB, sealed with a key that the browser makes and never gives out, to this page neither.
// On a page that is not https browsers offer no such keys; what lies there is as safe as the browser's own folder.

import type { Chest } from './chest.types';

const KEY = 'key';

type Kept = { sealed: true; iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer } | { sealed: false; data: string };

export async function openChest(): Promise<Chest> {
  const base = await open();
  return new BrowserChest(base, globalThis.crypto?.subtle ? await key(base) : null);
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('muster', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept');
    request.result.createObjectStore('keys');
  };
  return done(request);
}

async function key(base: IDBDatabase): Promise<CryptoKey> {
  const known = await done<CryptoKey | undefined>(base.transaction('keys').objectStore('keys').get(KEY));
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await done(base.transaction('keys', 'readwrite').objectStore('keys').put(made, KEY));
  return made;
}

class BrowserChest implements Chest {
  constructor(
    private readonly base: IDBDatabase,
    private readonly key: CryptoKey | null,
  ) {}

  get sealed(): boolean {
    return this.key !== null;
  }

  async names(prefix: string): Promise<string[]> {
    const all = await done(this.kept('readonly').getAllKeys());
    return all.map(String).filter((name) => name.startsWith(prefix)).sort();
  }

  async putText(name: string, text: string): Promise<void> {
    const kept = await this.seal(text);
    await done(this.kept('readwrite').put(kept, name));
  }

  async text(name: string): Promise<string | null> {
    const kept = await done<Kept | undefined>(this.kept('readonly').get(name));
    if (!kept) return null;
    if (!kept.sealed) return kept.data;
    try {
      if (!this.key) return null;
      return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: kept.iv }, this.key, kept.data));
    } catch {
      return null;
    }
  }

  putPicture(name: string, base64: string): Promise<void> {
    return this.putText(name, base64);
  }

  picture(name: string): Promise<string | null> {
    return this.text(name);
  }

  async remove(name: string): Promise<void> {
    await done(this.kept('readwrite').delete(name));
  }

  async clear(): Promise<void> {
    await done(this.kept('readwrite').clear());
  }

  private async seal(text: string): Promise<Kept> {
    if (!this.key) return { sealed: false, data: text };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, this.key, new TextEncoder().encode(text));
    return { sealed: true, iv, data };
  }

  private kept(mode: IDBTransactionMode): IDBObjectStore {
    return this.base.transaction('kept', mode).objectStore('kept');
  }
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
