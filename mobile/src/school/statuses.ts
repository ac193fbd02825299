// The statuses that this school writes: Muster's own words with the plain set, else letters, names and colours of a set that
// the school has chosen.

import type { SetStatus, Status, StatusSets } from '@/api/types';
import { useSchool } from '@/account/app-state';
import { useText, type Say } from '@/text/text';

import { keyOf } from './keys';
import { useKnown } from './queries';

/** Muster's own set, which has its words in every language of the app. */
const PLAIN = 'plain';

/** How many statuses of a set are offered side by side; of a longer one the first of each core status. */
const SIDE_BY_SIDE = 6;

/** A set changes about once a year. */
const FRESH = 300_000;

const CORE: readonly Status[] = ['present', 'late', 'left_early', 'excused', 'absent'];

/** The statuses of the set that the school uses; none with the plain one, and as long as nothing is known. */
export function chosenSet(sets: StatusSets | null | undefined): SetStatus[] | null {
  const used = sets?.sets.find((one) => one.id === sets.used);
  return !used || (used.id === PLAIN && !used.own) ? null : used.statuses;
}

const has = (letter: string) => (one: SetStatus) => one.letter.toLowerCase() === letter.toLowerCase();

/** The status of a set that holds for somebody: the one of the letter, else the first that stands for the core status. */
export function statusOf(set: readonly SetStatus[] | null, { status, letter }: { status: Status; letter?: string | null }): SetStatus | null {
  if (!set || status === 'not_seen') return null;
  return (letter ? set.find(has(letter)) : undefined) ?? set.find((one) => one.status === status) ?? null;
}

/** What is offered at once, and what behind "more". */
export function offered(set: readonly SetStatus[]): { first: SetStatus[]; rest: SetStatus[] } {
  if (set.length <= SIDE_BY_SIDE) return { first: [...set], rest: [] };
  const first = firsts(set, CORE);
  return { first, rest: set.filter((one) => !first.includes(one)) };
}

/** The first of each of these core statuses that the set has. */
export function firsts(set: readonly SetStatus[], wanted: readonly Status[]): SetStatus[] {
  return wanted.flatMap((status) => set.find((one) => one.status === status) ?? []);
}

export interface Statuses {
  /** The school's own set; none with Muster's. */
  set: SetStatus[] | null;
  of: (one: { status: Status; letter?: string | null }) => SetStatus | null;
  /** Its name for people. */
  word: (one: { status: Status; letter?: string | null }) => string;
  /** The same with its letter, as a tag shows it. */
  written: (one: { status: Status; letter?: string | null }) => string;
}

export function statuses(set: SetStatus[] | null, t: Say): Statuses {
  const of: Statuses['of'] = (one) => statusOf(set, one);
  const word: Statuses['word'] = (one) => of(one)?.name ?? t(`status.${one.status}`);
  const written: Statuses['written'] = (one) => {
    const own = of(one);
    return own ? t.pair(own.letter, own.name) : word(one);
  };
  return { set, of, word, written };
}

export function useStatuses(): Statuses {
  const { school } = useSchool();
  const t = useText();
  const asked = useKnown<StatusSets>(keyOf.statusSets(), school.statusSets, { staleTime: FRESH });
  return statuses(chosenSet(asked.data?.value), t);
}
