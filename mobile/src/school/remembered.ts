// What the school said last, for when it can't be asked: lists of classes and students, sessions, without any picture.

import { asFailure } from '@/api/failure';
import type { Answer, FaceItem } from '@/api/types';
import type { Chest } from '@/device/chest.types';

/** Something that the school said, and since when it may have changed. */
export interface Known<T> {
  value: T;
  /** When it was heard, RFC 3339; none when it was heard just now. */
  since: string | null;
}

/** A name for the chest: plain letters, whatever a class is called. */
export function nameOf(key: readonly string[]): string {
  const plain = (part: string) => part.replace(/[^A-Za-z0-9]/g, (letter) => `_${letter.codePointAt(0)?.toString(16)}_`);
  return `known-${key.map(plain).join('-')}`;
}

/** Keeps what the school has said. */
export const keep = <T>(chest: Chest, key: readonly string[], value: T, heard: Date): Promise<void> => chest.putText(nameOf(key), JSON.stringify({ value, since: heard.toISOString() }));

/** Asks, and keeps the answer as `kept` makes it; where nobody answers, gives what was kept. */
export async function remembered<T>(chest: Chest, key: readonly string[], ask: () => Promise<T>, now: () => Date, kept: (value: T) => T = (value) => value): Promise<Known<T>> {
  try {
    const value = await ask();
    // What can't be kept is no reason to show nothing.
    await keep(chest, key, kept(value), now()).catch(() => undefined);
    return { value, since: null };
  } catch (thrown) {
    const failure = asFailure(thrown);
    const text = failure.isPassing ? await chest.text(nameOf(key)) : null;
    if (!text) throw failure;
    return JSON.parse(text) as Known<T>;
  }
}

/** An answer without faces: no picture stays on the phone. */
export function withoutFaces(answer: Answer): Answer {
  const bare = (face: FaceItem): FaceItem => ({ ...face, thumbnail: null });
  return {
    ...answer,
    to_review: answer.to_review.map((one) => ({ ...one, faces: one.faces.map(bare) })),
    unknown: answer.unknown.map(bare),
  };
}
