// What screens ask the school, each answer with its age.

import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { Failure } from '@/api/failure';
import type { Answer, Attendance, ClassItem, Leave, Meeting, MeetingItem, Report, StudentAnswer, StudentItem } from '@/api/types';
import { useApp, useEntries, useSchool } from '@/account/app-state';
import type { Entry } from '@/outbox/entry';
import { overlaid, type Shown } from '@/outbox/overlay';

import { keyOf } from './keys';
import { remembered, withoutFaces, type Known } from './remembered';

type Asked<T> = UseQueryResult<Known<T>, Failure>;

const now = () => new Date();

interface KnownOptions<T> {
  /** What of an answer may stay on the phone. */
  kept?: (value: T) => T;
  /** Milliseconds for which nobody asks again. */
  staleTime?: number;
  enabled?: boolean;
}

export function useKnown<T>(key: readonly string[], ask: () => Promise<T>, { kept, ...options }: KnownOptions<T> = {}): Asked<T> {
  const { chest } = useApp();
  return useQuery<Known<T>, Failure>({ queryKey: key, queryFn: () => remembered(chest, key, ask, now, kept), ...options });
}

export function useClasses(): Asked<ClassItem[]> {
  const { school } = useSchool();
  return useKnown(keyOf.classes(), school.classes);
}

export function useStudents(id: string): Asked<StudentItem[]> {
  const { school } = useSchool();
  return useKnown(keyOf.students(id), () => school.students(id));
}

export function useReport(id: string): Asked<Report> {
  const { school } = useSchool();
  return useKnown(keyOf.report(id), () => school.report(id));
}

export function useAttendance(id: string, student: string): Asked<Attendance> {
  const { school } = useSchool();
  return useKnown(keyOf.attendance(id, student), () => school.attendance(id, student));
}

/** The sessions of a day in all classes of the caller, as the timetable has them and as they were taken. */
export function useMeetings(date: string): Asked<MeetingItem[]> {
  const { school } = useSchool();
  return useKnown(keyOf.meetings(date), () => school.meetings(date, date));
}

/** The class's name, as far as it is known. */
export function useClassName(id: string): string {
  return useClasses().data?.value.find((one) => one.id === id)?.name ?? id;
}

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
  const students = useStudents(meeting.class);
  // A session that was taken says itself who is on leave.
  const leaves = useKnown(keyOf.leaves(meeting.date), () => school.leaves(meeting.date), { enabled: asked.data?.value === null });
  const { outbox } = useApp();
  useEntries();
  const entries = outbox.of(account.owner, meeting);
  const answer = asked.data?.value ?? null;
  // A session that nobody has opened yet, or of which this phone has heard nothing: the roster, undecided.
  const base = answer ?? (students.data ? undecided(meeting, students.data.value, leaves.data?.value ?? []) : null);
  return {
    shown: base && overlaid(base, entries),
    answer,
    entries,
    since: asked.data?.since ?? null,
    failure: base ? null : (asked.error ?? students.error),
    loading: asked.isFetching,
    refresh: () => void asked.refetch(),
  };
}

function noneYet(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.kind === 'not_found') return null;
  throw thrown;
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

/** The picture of a photo while the server keeps it, as an address to show; null when it does not. */
export function usePicture(meeting: Meeting, photo: string): UseQueryResult<string | null, Failure> {
  const { school } = useSchool();
  return useQuery<string | null, Failure>({
    queryKey: keyOf.picture(meeting, photo),
    queryFn: async () => {
      try {
        return await dataAddress(await school.picture(meeting, photo));
      } catch (thrown) {
        if (thrown instanceof Failure && thrown.kind === 'not_found') return null;
        throw thrown;
      }
    },
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

function dataAddress(picture: Blob): Promise<string> {
  return new Promise((done, refuse) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => refuse(reader.error);
    reader.readAsDataURL(picture);
  });
}
