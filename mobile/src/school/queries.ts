// What screens ask the school, each answer with its age.

import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { Failure } from '@/api/failure';
import type { Attendance, ClassItem, GroupItem, Leave, Meeting, MeetingItem, Report, StudentItem } from '@/api/types';
import { useApp, useSchool } from '@/account/app-state';
import { laterDay } from '@/photos/capture-time';

import { keyOf } from './keys';
import { keep, remembered, type Known } from './remembered';

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
export function useMeetings(date: string, enabled = true): Asked<MeetingItem[]> {
  const { school } = useSchool();
  return useKnown(keyOf.meetings(date), () => school.meetings(date, date), { enabled });
}

/** Days of the timetable that are kept for when there is no network. */
const AHEAD = 7;

/** Keeps the timetable of the coming days, which nobody has looked at yet: a basement has no network tomorrow either. */
export function useTimetableAhead(today: string): void {
  const { school } = useSchool();
  const { chest } = useApp();
  useQuery({
    queryKey: keyOf.ahead(today),
    queryFn: async () => {
      const days = Array.from({ length: AHEAD }, (_, at) => laterDay(today, at + 1));
      const found = await school.meetings(days[0] ?? today, days.at(-1) ?? today);
      for (const day of days) await keep(chest, keyOf.meetings(day), found.filter((one) => one.date === day), now());
      return true;
    },
    staleTime: 3_600_000,
  });
}

/** The parts into which a class is divided. */
export function useGroups(id: string, enabled: boolean): Asked<GroupItem[]> {
  const { school } = useSchool();
  return useKnown(keyOf.groups(id), () => school.groups(id), { enabled });
}

/** Leave of a day, of all students of the caller. */
export function useLeaves(date: string, enabled: boolean): Asked<Leave[]> {
  const { school } = useSchool();
  return useKnown(keyOf.leaves(date), () => school.leaves(date), { enabled });
}

/** The class's name, as far as it is known. */
export function useClassName(id: string): string {
  return useClasses().data?.value.find((one) => one.id === id)?.name ?? id;
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
