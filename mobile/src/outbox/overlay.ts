// A session as its teacher should see it: what the server said last, and over it what this phone has not sent yet.

import type { Answer, FaceItem, Mark, StudentAnswer } from '@/api/types';
import type { SeenMark } from '@/api/school';

import type { Entry, SeenFace, Work } from './entry';

/** A student with what holds, and whether that has reached the server. The letter is empty until the server has written one. */
export type ShownStudent = StudentAnswer & { waiting: boolean };

export type Shown = Omit<Answer, 'students'> & { students: ShownStudent[] };

/** The answer with all waiting entries of its meeting applied, in their order. */
export function overlaid(answer: Answer, entries: readonly Entry[]): Shown {
  const fresh: Shown = { ...answer, students: answer.students.map((student) => ({ ...student, waiting: false })) };
  return entries.filter((entry) => entry.state.kind !== 'refused').reduce((shown, entry) => applied(shown, entry.work), fresh);
}

function applied(shown: Shown, work: Work): Shown {
  switch (work.kind) {
    case 'photo':
      return shown;
    case 'mark':
      return decided(shown, work.student, (one) => ({ ...one, status: work.status, letter: work.letter ?? '', waiting: true }));
    case 'withdrawal':
      return decided(shown, work.student, (one) => ({ ...one, waiting: true }));
    case 'correction':
      return corrected(shown, work);
  }
}

function decided(shown: Shown, student: string, change: (one: ShownStudent) => ShownStudent): Shown {
  const students = shown.students.map((one) => (one.id === student ? change(one) : one));
  return { ...shown, students, to_review: shown.to_review.filter((one) => one.student !== student) };
}

function corrected(shown: Shown, work: Extract<Work, { kind: 'correction' }>): Shown {
  if (work.ruling === 'open') return shown;
  const other = (face: FaceItem) => face.photo !== work.photo || face.face !== work.face;
  const reviewed = shown.to_review.map((one) => ({ ...one, faces: one.faces.filter(other) })).filter((one) => one.faces.length > 0);
  const rest: Shown = { ...shown, to_review: reviewed, unknown: shown.unknown.filter(other) };
  const { ruling, student } = work;
  return ruling === 'is' && student ? decided(rest, student, (one) => ({ ...one, status: 'present', letter: '', waiting: true })) : rest;
}

/** What a student's mark is at the moment, for the server to compare with when the word on it arrives. */
export function seenMark(answer: Answer | null, student: string): SeenMark {
  const found = answer?.students.find((one) => one.id === student);
  return { status: found?.status ?? 'not_seen', at: found?.mark?.at ?? null };
}

export function seenFace(answer: Answer, photo: string, face: number): SeenFace | null {
  const found = answer.photos.find((one) => one.digest === photo)?.faces[face];
  return found ? { verdict: found.verdict, student: found.student ?? null } : null;
}

/** When the leave was entered that excuses a student; none for whoever is excused by something else. */
export function leaveOf(shown: Pick<Answer, 'students'> | null, student: string): string | null {
  const mark = shown?.students.find((one) => one.id === student)?.mark;
  return mark?.source === 'leave' ? mark.at : null;
}

/** Who set a mark by hand; none for a machine's. */
export function personOf(mark: Mark | null | undefined): string | null {
  return mark && 'by' in mark ? mark.by : null;
}
