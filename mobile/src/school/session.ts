// A session as its teacher should see it: what the server said last, or who is expected, and over it what this phone has not
// sent yet.

import { Failure } from '@/api/failure';
import { sameMeeting, type Answer, type Leave, type Meeting, type StudentAnswer, type StudentItem } from '@/api/types';
import { useApp, useEntries, useSchool } from '@/account/app-state';
import type { Entry } from '@/outbox/entry';
import { overlaid, type Shown } from '@/outbox/overlay';

import { keyOf } from './keys';
import { useGroups, useKnown, useLeaves, useMeetings, useStudents } from './queries';
import { withoutFaces } from './remembered';

/** A session as its teacher should see it. */
export interface ShownSession {
  shown: Shown | null;
  /** What the server said last, without what waits; none for a session that nobody has opened yet. */
  answer: Answer | null;
  entries: Entry[];
  since: string | null;
  failure: Failure | null;
  loading: boolean;
  refresh: () => void;
}

export function useSession(meeting: Meeting): ShownSession {
  const { school, account } = useSchool();
  const asked = useKnown<Answer | null>(keyOf.session(meeting), () => school.session(meeting).catch(noneYet), { kept: (answer) => answer && withoutFaces(answer) });
  const expected = useExpected(meeting, asked.data?.value === null);
  const { outbox } = useApp();
  useEntries();
  const entries = outbox.of(account.owner, meeting);
  const answer = asked.data?.value ?? null;
  // A session that nobody has opened yet, or of which this phone has heard nothing: the roster, undecided.
  const base = answer ?? expected.base;
  return {
    shown: base && overlaid(base, entries),
    answer,
    entries,
    since: asked.data?.since ?? null,
    failure: base ? null : (asked.error ?? expected.error),
    loading: asked.isFetching,
    refresh: () => void asked.refetch(),
  };
}

function noneYet(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.kind === 'not_found') return null;
  throw thrown;
}

/**
 * Who is expected at a session before anybody has opened it: the class's students or those of its part that meets, as far as
 * the phone knows, and who of them is on leave. An opened session says all that itself.
 */
function useExpected(meeting: Meeting, unopened: boolean): { base: Answer | null; error: Failure | null } {
  const { data, error } = useStudents(meeting.class);
  const planned = useMeetings(meeting.date, unopened).data?.value.find((one) => sameMeeting(one, meeting));
  const groups = useGroups(meeting.class, unopened && Boolean(planned?.group)).data?.value;
  const leaves = useLeaves(meeting.date, unopened).data?.value ?? [];
  const group = groups?.find((one) => one.name === planned?.group)?.students ?? null;
  const students = group ? data?.value.filter((one) => group.some((member) => member.id === one.id)) : data?.value;
  return { base: students ? undecided(meeting, students, leaves) : null, error };
}

export const fullName = (one: StudentItem): string => `${one.first_name} ${one.last_name}`.trim();

/** A session of that roster that nobody has decided anything about; whoever is on leave that day is excused. */
export function undecided({ class: id, date, label }: Meeting, students: readonly StudentItem[], leaves: readonly Leave[] = []): Answer {
  const excused = (student: string): Pick<StudentAnswer, 'status' | 'letter' | 'mark'> => {
    const leave = leaves.findLast((one) => one.student === student && !one.withdrawn_at);
    if (!leave) return { status: 'not_seen', letter: '', mark: null };
    return { status: 'excused', letter: leave.letter ?? '', mark: { source: 'leave', by: leave.by, at: leave.at, note: leave.note } };
  };
  return {
    session: { id: 0, class: id, date, label, closed_at: null },
    photos: [],
    added: 0,
    students: students.map((one) => ({ id: one.id, name: fullName(one), ...excused(one.id) })),
    to_review: [],
    unknown: [],
  };
}
