// Which sessions a day has by the timetable, and which of them is meant when somebody takes attendance.

import type { MeetingItem } from '@/api/types';

/** The first of a class and day that has begun and not ended; none where several have, since a class may meet in groups. */
export function running(meetings: readonly MeetingItem[], now: Date): MeetingItem | null {
  const [first, ...others] = meetings.filter((one) => one.state !== 'cancelled' && isRunning(one, now));
  return first && others.length === 0 ? first : null;
}

export function isRunning({ starts_at: starts, ends_at: ends }: MeetingItem, now: Date): boolean {
  return Boolean(starts && ends) && Date.parse(starts ?? '') <= now.getTime() && now.getTime() < Date.parse(ends ?? '');
}

/** Which session is meant: one of the timetable's, another with a label of its own, or nobody has said yet. */
export type Meant = { kind: 'planned'; meeting: MeetingItem } | { kind: 'other' } | { kind: 'open' };

/** What somebody has said: the label of a session of the timetable, or that it is another. */
export type Said = { label: string } | 'other' | null;

/**
 * Without a timetable it is a session with a label of its own, as somebody writes it. With one it is what was said; where
 * nothing was, the one that is now, else the only one. A guess between several would put attendance into the wrong register.
 */
export function meant(meetings: readonly MeetingItem[], said: Said, now: Date): Meant {
  if (said === 'other' || meetings.length === 0) return { kind: 'other' };
  const possible = meetings.filter((one) => one.state !== 'cancelled');
  if (said) {
    const found = possible.find((one) => one.label === said.label);
    return found ? { kind: 'planned', meeting: found } : { kind: 'other' };
  }
  const guess = running(possible, now) ?? (possible.length === 1 ? possible[0] : undefined);
  if (guess) return { kind: 'planned', meeting: guess };
  return possible.length === 0 ? { kind: 'other' } : { kind: 'open' };
}

/** `08:15–09:00`, by the school's clock; empty for a session that nobody planned. */
export const hoursOf = ({ starts, ends }: MeetingItem): string => [starts, ends].filter(Boolean).join('–');

/** A session in a list: its hours, its label, the part of the class. */
export const titleOf = (one: MeetingItem): string => [hoursOf(one), one.label, one.group].filter(Boolean).join(' · ');
