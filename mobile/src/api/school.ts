// The school's server as this app uses it: every call there is, with the types of the server's own description.

import type { Access } from './access';
import { Failure } from './failure';
import { answered, client, upload, within } from './http';
import type { About, Answer, Attendance, ClassItem, Consent, ConsentRequest, ConsentText, GroupItem, JobItem, Leave, LeaveRequest, Me, Meeting, MeetingItem, Report, Ruling, Status, StatusSets, StudentItem } from './types';

/** The mark that somebody saw when they decided. */
export interface SeenMark {
  status: Status;
  /** When it was set; none when there was none. */
  at: string | null;
}

/** A photo to take attendance from. */
export interface SentPhoto {
  /** JPEG in base64. */
  image: string;
  /** By the phone's clock, `2026-11-24T09:05:00`. */
  capturedAt: string | null;
  /** What the same clock says at this attempt, in the same form: the server learns by how much it is off. */
  sentAt: string;
}

/** What a person sets: one of Muster's statuses, or a letter of the school's set; never both. */
export type SetMark = { status: Status } | { letter: string };

/** What is said of a face. */
export interface FaceWord {
  photo: string;
  face: number;
  ruling: Ruling;
  student: string | null;
  learn: boolean;
  seen: { verdict: Answer['photos'][number]['faces'][number]['verdict']; student: string | null } | null;
}

/** What a photo came to: the session, or that the server works on it. */
export type Taken = { answer: Answer } | { job: JobItem };

export type School = ReturnType<typeof school>;

/** Milliseconds for what has to be known before a roll begins; without it the roll begins as well. */
const SHORT_PATIENCE = 4_000;

const once = (key: string) => ({ 'Idempotency-Key': key });

/** Days of a register; open where one is null. */
export interface Range {
  from: string | null;
  to: string | null;
}

const query = ({ from, to }: Range) => ({ ...(from ? { from } : {}), ...(to ? { to } : {}) });

/** Whether a Muster server is there, before anybody types a password. */
export async function about(origin: string): Promise<About> {
  const found = await answered(client(origin, null).GET('/api/v1/about'));
  if (found?.software !== 'muster') throw new Failure('not_muster');
  return found;
}

export function school(access: Access) {
  const api = client(access.origin, access);
  const at = ({ class: id, date, label }: Meeting) => ({ path: { class: id, date }, query: { label } });
  return {
    access,
    me: (): Promise<Me> => answered(api.GET('/api/v1/me')),
    classes: (): Promise<ClassItem[]> => answered(api.GET('/api/v1/classes')),
    students: (id: string): Promise<StudentItem[]> => answered(api.GET('/api/v1/classes/{class}/students', { params: { path: { class: id } } })),
    groups: (id: string): Promise<GroupItem[]> => answered(api.GET('/api/v1/classes/{class}/groups', { params: { path: { class: id } } })),
    report: (id: string): Promise<Report> => answered(api.GET('/api/v1/classes/{class}/report', { params: { path: { class: id } } })),
    attendance: (id: string, student: string): Promise<Attendance> =>
      answered(api.GET('/api/v1/classes/{class}/students/{student}/attendance', { params: { path: { class: id, student } } })),
    consents: (student: string): Promise<Consent> => answered(api.GET('/api/v1/students/{student}/consents', { params: { path: { student } } })),
    consentTexts: (): Promise<ConsentText[]> => answered(api.GET('/api/v1/consent-texts')),
    enterConsent: (student: string, body: Omit<ConsentRequest, 'evidence'>): Promise<Consent> =>
      answered(api.POST('/api/v1/students/{student}/consents', { params: { path: { student } }, body })),
    /** What the timetable foresees from the first to the last day and what was taken, of all classes of the caller. */
    meetings: (from: string, to: string): Promise<MeetingItem[]> => within(SHORT_PATIENCE, answered(api.GET('/api/v1/meetings', { params: { query: { from, to } } }))),
    statusSets: (): Promise<StatusSets> => answered(api.GET('/api/v1/status-sets')),
    /** Leave that touches a day, of all students of the caller. */
    leaves: (day: string): Promise<Leave[]> => answered(api.GET('/api/v1/leaves', { params: { query: { from: day, to: day } } })),
    enterLeave: (body: LeaveRequest): Promise<Leave> => answered(api.POST('/api/v1/leaves', { body })),
    withdrawLeave: (leave: number): Promise<unknown> => answered(api.DELETE('/api/v1/leaves/{leave}', { params: { path: { leave } } })),
    session: (meeting: Meeting): Promise<Answer> => answered(api.GET('/api/v1/classes/{class}/sessions/{date}', { params: at(meeting) })),
    close: (meeting: Meeting): Promise<Answer> => answered(api.POST('/api/v1/classes/{class}/sessions/{date}/close', { params: at(meeting) })),
    confirm: (meeting: Meeting): Promise<Answer> => answered(api.POST('/api/v1/classes/{class}/sessions/{date}/confirm', { params: at(meeting) })),
    job: (id: number): Promise<JobItem> => answered(api.GET('/api/v1/jobs/{job}', { params: { path: { job: id } } })),
    mark: (meeting: Meeting, key: string, body: SetMark & { student: string; remark: string; seen: SeenMark | null }): Promise<Answer> =>
      answered(api.POST('/api/v1/classes/{class}/sessions/{date}/marks', { params: { ...at(meeting), header: once(key) }, body })),
    withdraw: (meeting: Meeting, key: string, student: string, seen: string | null): Promise<Answer> => {
      const { path, query: label } = at(meeting);
      const params = { path: { ...path, student }, query: { ...label, ...(seen ? { seen } : {}) }, header: once(key) };
      return answered(api.DELETE('/api/v1/classes/{class}/sessions/{date}/marks/{student}', { params }));
    },
    correct: (meeting: Meeting, key: string, body: FaceWord): Promise<Answer> =>
      answered(api.POST('/api/v1/classes/{class}/sessions/{date}/corrections', { params: { ...at(meeting), header: once(key) }, body })),
    /** The picture of a photo while the server keeps it. */
    picture: (meeting: Meeting, photo: string): Promise<Blob> =>
      answered(api.GET('/api/v1/classes/{class}/sessions/{date}/photos/{photo}', { params: { path: { ...at(meeting).path, photo }, query: { label: meeting.label } }, parseAs: 'blob' })) as Promise<unknown> as Promise<Blob>,
    /** One photo a request: what is sent again after a lost connection is small, and the first answer comes early. */
    take: async (meeting: Meeting, key: string, photo: SentPhoto, sending: { progress?: (share: number) => void; signal?: AbortSignal }): Promise<Taken> => {
      const body = JSON.stringify({ ...meeting, captured_at: photo.capturedAt ?? undefined, sent_at: photo.sentAt, image: photo.image });
      const { status, data } = await upload<Answer | JobItem>(access, { path: '/api/v1/attendance?wait=20', body, headers: once(key), ...sending });
      return status === 202 ? { job: data as JobItem } : { answer: data as Answer };
    },
    registerAddress: (id: string, range: Range): string => {
      const days = new URLSearchParams(query(range)).toString();
      return `${access.origin}/api/v1/classes/${encodeURIComponent(id)}/register.xlsx${days ? `?${days}` : ''}`;
    },
    signOut: (): Promise<unknown> => answered(api.POST('/api/v1/sign-out')),
  };
}

/** Signs in with a password, and a code where the user has a second factor. In a browser the answer is a cookie. */
export async function signIn(origin: string, entered: { login: string; password: string; code?: string; cookie: boolean }): Promise<Access> {
  const signed = await answered(client(origin, null).POST('/api/v1/sign-in', { body: entered }));
  if (entered.cookie) return { origin, proof: { kind: 'cookie' } };
  if (!signed.token) throw new Failure('not_muster');
  return { origin, proof: { kind: 'token', token: signed.token } };
}
