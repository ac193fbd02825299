// The words of the interface under shorter names. All of them come from the server's OpenAPI file (schema.d.ts).

import type { components } from './schema';

type Schemas = components['schemas'];

export type About = Schemas['About'];
export type Answer = Schemas['Answer'];
export type Attendance = Schemas['StudentAttendanceAnswer'];
export type ClassItem = Schemas['ClassItem'];
export type Consent = Schemas['ConsentAnswer'];
export type ConsentRequest = Schemas['ConsentRequest'];
export type ConsentText = Schemas['ConsentTextItem'];
export type FaceItem = Schemas['FaceItem'];
export type FaceVerdict = Schemas['FaceVerdict'];
export type GroupItem = Schemas['GroupItem'];
export type JobItem = Schemas['JobItem'];
export type Leave = Schemas['LeaveItem'];
export type LeaveRequest = Schemas['LeaveRequest'];
export type Mark = Schemas['MarkItem'];
export type Me = Schemas['Me'];
export type MeetingItem = Schemas['MeetingItem'];
export type PhotoItem = Schemas['PhotoItem'];
export type Place = Schemas['PlaceItem'];
export type Report = Schemas['Report'];
export type Ruling = Schemas['Ruling'];
export type SetStatus = Schemas['SetStatusItem'];
export type Status = Schemas['Status'];
export type StatusSets = Schemas['StatusSetsAnswer'];
export type StudentAnswer = Schemas['StudentAnswer'];
export type StudentItem = Schemas['StudentItem'];
export type Tally = Schemas['TallyItem'];
export type ToReview = Schemas['ToReview'];

/** One meeting of a class: what an address of the interface names. */
export interface Meeting {
  /** The class's id. */
  class: string;
  /** The school's local date, `2026-11-24`. */
  date: string;
  /** Tells several sessions of a day apart; empty for the only one. */
  label: string;
}

/** All statuses, in the order in which they are offered. */
export const STATUSES: readonly Status[] = ['present', 'late', 'left_early', 'excused', 'absent', 'not_seen'];

export function sameMeeting(one: Meeting, other: Meeting): boolean {
  return one.class === other.class && one.date === other.date && one.label === other.label;
}
