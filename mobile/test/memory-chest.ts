// A chest in memory, for what is not about sealing.

import type { Chest } from '@/device/chest.types';

export class MemoryChest implements Chest {
  readonly sealed = true;
  readonly kept = new Map<string, string>();
  /** Makes it fail, as a full phone does. */
  full = false;

  async names(prefix: string): Promise<string[]> {
    return [...this.kept.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  async putText(name: string, text: string): Promise<void> {
    if (this.full) throw new Error('no space left');
    this.kept.set(name, text);
  }

  async text(name: string): Promise<string | null> {
    return this.kept.get(name) ?? null;
  }

  putPicture(name: string, base64: string): Promise<void> {
    return this.putText(name, base64);
  }

  picture(name: string): Promise<string | null> {
    return this.text(name);
  }

  async remove(name: string): Promise<void> {
    this.kept.delete(name);
  }

  async clear(): Promise<void> {
    this.kept.clear();
  }
}
