// The names of what is asked of the school, for the cache.

import type { Meeting } from '@/api/types';

export const keyOf = {
  classes: () => ['classes'] as const,
  students: (id: string) => ['students', id] as const,
  report: (id: string) => ['report', id] as const,
  attendance: (id: string, student: string) => ['attendance', id, student] as const,
  consents: (student: string) => ['consents', student] as const,
  meetings: (date: string) => ['meetings', date] as const,
  ahead: (today: string) => ['meetings-ahead', today] as const,
  groups: (id: string) => ['groups', id] as const,
  statusSets: () => ['status-sets'] as const,
  leaves: (date: string) => ['leaves', date] as const,
  session: ({ class: id, date, label }: Meeting) => ['session', id, date, label] as const,
  picture: ({ class: id, date, label }: Meeting, photo: string) => ['picture', id, date, label, photo] as const,
};
