// The list of what waits to be sent. It lies in the chest and survives a restart; what is in it was promised to a teacher,
// so an entry leaves only when the server has it or a person lets it go.

import { sameMeeting, type Meeting } from '@/api/types';
import type { Chest } from '@/device/chest.types';
import { pictureName } from '@/photos/prepare';

import type { Entry, EntryState, Work } from './entry';

const PREFIX = 'entry-';

const nameOf = ({ number }: { number: number }): string => PREFIX + String(number).padStart(12, '0');

/** An entry before it has its number. */
export type NewEntry = Omit<Entry, 'number' | 'state'>;

export class Outbox {
  private listed: readonly Entry[] = [];
  private readonly listeners = new Set<() => void>();
  private last = 0;

  private constructor(readonly chest: Chest) {}

  /** What an earlier run of the app left. Pictures that belong to nothing any more are thrown away. */
  static async open(chest: Chest): Promise<Outbox> {
    const outbox = new Outbox(chest);
    const texts = await Promise.all((await chest.names(PREFIX)).map((name) => chest.text(name)));
    outbox.listed = texts.flatMap((text) => (text ? [JSON.parse(text) as Entry] : []));
    outbox.last = outbox.listed.at(-1)?.number ?? 0;
    const wanted = new Set(outbox.listed.map((entry) => pictureName(entry.id)));
    const stray = (await chest.names('picture-')).filter((name) => !wanted.has(name));
    await Promise.all(stray.map((name) => chest.remove(name)));
    return outbox;
  }

  get entries(): readonly Entry[] {
    return this.listed;
  }

  /** Of one meeting, in the order in which they were added. */
  of(owner: string, meeting: Meeting): Entry[] {
    return this.listed.filter((entry) => entry.owner === owner && sameMeeting(entry.meeting, meeting));
  }

  /**
   * Adds an entry. A second mark of the same student takes the place of one that has not been sent: only the last word
   * counts, and what was seen before the first still is what was seen.
   */
  async add(added: NewEntry): Promise<Entry> {
    const before = this.replaced(added);
    const work: Work = before && added.work.kind === 'mark' && before.work.kind === 'mark' ? { ...added.work, seen: before.work.seen } : added.work;
    const entry: Entry = { ...added, work, number: ++this.last, state: { kind: 'waiting' } };
    await this.chest.putText(nameOf(entry), JSON.stringify(entry));
    if (before) await this.chest.remove(nameOf(before));
    this.change([...this.listed.filter((one) => one !== before), entry]);
    return entry;
  }

  private replaced({ owner, meeting, work }: NewEntry): Entry | undefined {
    if (work.kind !== 'mark') return undefined;
    return this.of(owner, meeting).find(
      (one) => one.work.kind === 'mark' && one.work.student === work.student && one.state.kind === 'waiting' && !this.leaving.has(one.id),
    );
  }

  /** What is on its way and can't be replaced any more. */
  readonly leaving = new Set<string>();

  /** The server has it, or somebody lets it go: the entry and its picture are thrown away. */
  async remove(id: string): Promise<void> {
    const entry = this.find(id);
    if (!entry) return;
    await this.chest.remove(nameOf(entry));
    await this.chest.remove(pictureName(id));
    this.change(this.listed.filter((one) => one !== entry));
  }

  async settle(id: string, state: EntryState): Promise<void> {
    await this.put(id, (entry) => ({ ...entry, state }));
  }

  async rework(id: string, work: Work, state: EntryState = { kind: 'waiting' }): Promise<void> {
    await this.put(id, (entry) => ({ ...entry, work, state }));
  }

  /** Moves a photo to another day or class, when somebody chose the wrong one. */
  async move(id: string, meeting: Meeting): Promise<void> {
    await this.put(id, (entry) => ({ ...entry, meeting, state: { kind: 'waiting' } }));
  }

  find(id: string): Entry | undefined {
    return this.listed.find((entry) => entry.id === id);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  snapshot = (): readonly Entry[] => this.listed;

  private async put(id: string, change: (entry: Entry) => Entry): Promise<void> {
    const entry = this.find(id);
    if (!entry) return;
    const changed = change(entry);
    await this.chest.putText(nameOf(changed), JSON.stringify(changed));
    this.change(this.listed.map((one) => (one.id === id ? changed : one)));
  }

  private change(entries: readonly Entry[]): void {
    this.listed = entries;
    for (const listener of this.listeners) listener();
  }
}
