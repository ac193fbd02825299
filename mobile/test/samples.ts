// A class and a session of it, as the server tells them.

import type { Answer, FaceItem, Mark, Meeting, MeetingItem, SetStatus, StatusSets, StudentAnswer } from '@/api/types';
import type { NewEntry } from '@/outbox/outbox';
import type { Work } from '@/outbox/entry';

export const MEETING: Meeting = { class: '7b', date: '2026-11-27', label: '' };

export const OWNER = 'https://school.example teacher';

/** A picture of one grey point. */
export const POINT = '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z';

export const machine: Mark = {
  source: 'machine',
  at: '2026-11-27T08:00:00Z',
  photo: 'aa',
  box: { x: 10, y: 10, width: 40, height: 50 },
  distance: 0.8,
  score: 0.68,
  probability: 0.99,
  threshold: 1.1,
  model: 'sface',
};

export const byHand = (by: string, at: string, remark = ''): Mark => ({ source: 'human', by, at, remark });

export function student(id: string, name: string, status: StudentAnswer['status'] = 'not_seen', mark: Mark | null = null): StudentAnswer {
  return { id, name, status, letter: '', mark };
}

export function face(photo: string, place: number, candidates: string[] = []): FaceItem {
  return {
    photo,
    face: place,
    box: { x: 100 * place, y: 20, width: 40, height: 50 },
    thumbnail: POINT,
    quality: ['blurred'],
    candidates: candidates.map((one) => ({ student: one, distance: 1.05, score: 0.45, probability: 0.8 })),
    reason: candidates.length ? 'uncertain' : null,
  };
}

/** Ada was recognised, Ben may be on the photo, Cem was not seen, and somebody unknown was. */
export function answer(): Answer {
  const place = (x: number) => ({ x, y: 20, width: 40, height: 50 });
  return {
    session: { id: 1, class: '7b', date: '2026-11-27', label: '', closed_at: null },
    photos: [
      {
        digest: 'aa',
        width: 1000,
        height: 800,
        captured_at: '2026-11-27T08:59:00',
        profile: 'default',
        faces: [
          { box: place(0), verdict: 'identified', student: 'ada' },
          { box: place(100), verdict: 'to_review', student: 'ben' },
          { box: place(200), verdict: 'unknown', student: null },
        ],
      },
    ],
    added: 1,
    students: [student('ada', 'Ada Lovelace', 'present', machine), student('ben', 'Ben Nevis'), student('cem', 'Cem Deniz')],
    to_review: [{ student: 'ben', conflict: false, faces: [face('aa', 1, ['ben', 'cem'])] }],
    unknown: [face('aa', 2)],
  };
}

let made = 0;

export function entry(work: Work, id = `id-${++made}`): NewEntry {
  return { id, owner: OWNER, meeting: MEETING, className: '7b', madeAt: '2026-11-27T08:00:00.000Z', work };
}

export const photo: Work = { kind: 'photo', capturedAt: '2026-11-27T08:59:00', width: 4096, height: 3072 };

export const mark = (id: string, status: StudentAnswer['status'], seen: { status: StudentAnswer['status']; at: string | null } | null = { status: 'not_seen', at: null }): Work => ({
  kind: 'mark',
  student: id,
  status,
  remark: '',
  seen,
});

/** A session of today's timetable of 7b, by Berlin's clock; its hours follow from these moments. */
export function meetingItem(label: string, startsAt: string, endsAt: string, state: MeetingItem['state'] = 'planned'): MeetingItem {
  const hour = (moment: string) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' }).format(new Date(moment));
  return { class: '7b', class_name: 'Class 7b', date: startsAt.slice(0, 10), label, group: null, starts_at: startsAt, ends_at: endsAt, starts: hour(startsAt), ends: hour(endsAt), state, awaits_confirmation: false, reason: null, slot: 1 };
}

const own = (letter: string, name: string, status: SetStatus['status'], counts_as: SetStatus['counts_as'], colour: string): SetStatus => ({ letter, name, status, counts_as, points: null, colour });

export const MOODLE: SetStatus[] = [
  own('P', 'Present', 'present', 'attended', '#1e7d34'),
  own('L', 'Late', 'late', 'attended', '#f5d90a'),
  own('E', 'Excused', 'excused', 'excused', '#1a5fb4'),
  own('A', 'Absent', 'absent', 'absent', '#b3261e'),
];

/** A few of England's. */
export const ENGLAND: SetStatus[] = [
  own('/', 'Present (morning)', 'present', 'attended', '#1e7d34'),
  own('\\', 'Present (afternoon)', 'present', 'attended', '#1e7d34'),
  own('L', 'Late, before the register closed', 'late', 'attended', '#8a5a00'),
  own('I', 'Illness', 'excused', 'excused', '#1a5fb4'),
  own('M', 'Medical or dental appointment', 'excused', 'excused', '#1a5fb4'),
  own('O', 'Absent in other or unknown circumstances', 'absent', 'absent', '#b3261e'),
  own('U', 'Arrived after the register closed', 'late', 'absent', '#8a5a00'),
];

export function statusSets(used: string): StatusSets {
  const set = (id: string, statuses: SetStatus[]) => ({ id, own: false, name: id, statuses });
  return { used, sets: [set('plain', MOODLE), set('moodle', MOODLE), set('england', ENGLAND)] };
}

export const onLeave = (by: string, note: string): Mark => ({ source: 'leave', by, at: '2026-11-26T10:00:00Z', note });
