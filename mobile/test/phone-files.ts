// The phone's files in memory, as far as this app uses them.

const kept = new Map<string, Uint8Array>();

/** What lies in the phone's files, for tests to look at. */
export const keptFiles = kept;

abstract class Node {
  readonly uri: string;

  constructor(...parts: (string | Node)[]) {
    this.uri = parts.map((part) => (typeof part === 'string' ? part : part.uri)).join('/');
  }

  get name(): string {
    return this.uri.split('/').at(-1) ?? '';
  }
}

export class File extends Node {
  get exists(): boolean {
    return kept.has(this.uri);
  }

  create(): void {
    if (this.exists) throw new Error(`${this.uri} is there`);
    kept.set(this.uri, new Uint8Array());
  }

  write(content: Uint8Array): void {
    kept.set(this.uri, content);
  }

  bytesSync(): Uint8Array {
    const found = kept.get(this.uri);
    if (!found) throw new Error(`there is no ${this.uri}`);
    return found;
  }

  async move(to: File, { overwrite = false } = {}): Promise<void> {
    if (to.exists && !overwrite) throw new Error(`${to.uri} is there`);
    kept.set(to.uri, this.bytesSync());
    kept.delete(this.uri);
  }

  delete(): void {
    if (!kept.delete(this.uri)) throw new Error(`there is no ${this.uri}`);
  }
}

export class Directory extends Node {
  get exists(): boolean {
    return [...kept.keys()].some((uri) => uri.startsWith(`${this.uri}/`));
  }

  create(): void {
    // A folder is there with its first file.
  }

  list(): File[] {
    return [...kept.keys()].filter((uri) => uri.startsWith(`${this.uri}/`)).map((uri) => new File(uri));
  }

  delete(): void {
    for (const file of this.list()) file.delete();
  }
}

export const Paths = { document: new Directory('file:///documents'), cache: new Directory('file:///cache') };
