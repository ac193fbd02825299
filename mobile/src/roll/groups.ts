// A session's students in the groups in which a teacher looks at them.

import type { Shown, ShownStudent } from '@/outbox/overlay';

export type Group = 'to_review' | 'not_seen' | 'away' | 'there';

/** To review comes before what is marked: a student in doubt is asked about once, not shown twice. */
export function groupOf(shown: Shown, student: ShownStudent): Group {
  if (student.status === 'not_seen') return shown.to_review.some((one) => one.student === student.id) ? 'to_review' : 'not_seen';
  return student.status === 'excused' || student.status === 'absent' ? 'away' : 'there';
}

export function inGroup(shown: Shown, group: Group): ShownStudent[] {
  return shown.students.filter((student) => groupOf(shown, student) === group);
}

export function nameOf(shown: Shown, student: string | null | undefined): string {
  return shown.students.find((one) => one.id === student)?.name ?? student ?? '';
}
