// The app's client and the server understand each other: types, errors, uploads, names of requests, conflicts.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import type { Access } from '@/api/access';
import { about, school, signIn, type School } from '@/api/school';
import type { Answer, Meeting } from '@/api/types';
import { localTime } from '@/photos/capture-time';
import { meant } from '@/school/meetings';
import { chosenSet } from '@/school/statuses';

interface World {
  base: string;
  login: string;
  password: string;
  class: string;
  /** A photo with faces of the class, and another person's calls. */
  photo: string;
  otherToken: string;
  today: string;
}

const world = JSON.parse(process.env.MUSTER_WORLD ?? '{}') as World;
const image = readFileSync(world.photo).toString('base64');
const sentAt = localTime(new Date());
const meeting = (label: string): Meeting => ({ class: world.class, date: world.today, label });

let access: Access;
let teacher: School;

const failing = (call: Promise<unknown>) => call.then(() => 'done', (failure: { kind?: string }) => failure.kind ?? String(failure));

beforeAll(async () => {
  access = await signIn(world.base, { login: world.login, password: world.password, cookie: false });
  teacher = school(access);
});

test('a server is known as one of ours, and nobody else is', async () => {
  expect(await about(world.base)).toMatchObject({ software: 'muster', provider: false });
  expect(await failing(about(`${world.base}/app`))).toBe('not_muster');
  expect(await failing(about('http://127.0.0.1:9'))).toBe('cannot_connect');
});

test('who signs in wrongly is told so, and who does not sign in too', async () => {
  expect(await failing(signIn(world.base, { login: world.login, password: 'wrong', cookie: false }))).toBe('wrong_password');
  expect(await failing(school({ origin: world.base, proof: { kind: 'token', token: 'wrong' } }).classes())).toBe('unauthorised');
});

test('the teacher sees their class, its students and nothing else', async () => {
  expect(await teacher.me()).toMatchObject({ role: 'teacher', classes: [world.class] });
  expect((await teacher.classes()).map((one) => one.id)).toEqual([world.class]);
  expect((await teacher.students(world.class)).some((one) => one.id === 'sam')).toBe(true);
  expect(await failing(teacher.students('another'))).toBe('not_found');
});

test('a photo takes attendance once, however often it is sent, with its capture time and its progress', async () => {
  const shares: number[] = [];
  let attempts = 0;
  const send = () => teacher.take(meeting('once'), 'name-of-this-photo', { image, capturedAt: `${world.today}T08:59:01`, sentAt: `${world.today}T09:00:0${attempts++}` }, { progress: (share) => shares.push(share) });
  const first = await send();
  if (!('answer' in first)) throw new Error('it took longer than it may');
  expect(first.answer.photos[0]).toMatchObject({ captured_at: `${world.today}T08:59:01` });
  expect(first.answer.photos[0]?.faces.length).toBeGreaterThan(0);
  expect(first.answer.students.some((one) => one.status === 'present')).toBe(true);
  expect(shares.at(-1)).toBe(1);
  const again = await send();
  expect('answer' in again && again.answer.photos).toHaveLength(1);
  const picture = await teacher.picture(meeting('once'), first.answer.photos[0]?.digest ?? '');
  expect(picture.size).toBeGreaterThan(1000);
});

test('another photo under the same name is refused', async () => {
  await teacher.take(meeting('reused'), 'a-name', { image, capturedAt: null, sentAt }, {});
  expect(await failing(teacher.take(meeting('reused elsewhere'), 'a-name', { image, capturedAt: null, sentAt }, {}))).toBe('conflict');
});

test('what is no photo, no date and no base64 is told apart', async () => {
  const take = (at: Meeting, sent: string) => failing(teacher.take(at, randomUUID(), { image: sent, capturedAt: null, sentAt }, {}));
  expect(await take(meeting(''), Buffer.from('no photo at all').toString('base64'))).toBe('bad_photo');
  expect(await take(meeting(''), '***')).toBe('bad_data');
  expect(await take({ ...meeting(''), date: '2001-01-01' }, image)).toBe('bad_data');
  expect(await take({ ...meeting(''), class: 'another' }, image)).toBe('not_found');
});

test('marks are set, repeated without harm, taken back, and what was changed meanwhile is told', async () => {
  const at = meeting('marks');
  const status = (answer: Answer) => answer.students.find((one) => one.id === 'sam');
  const none = { status: 'not_seen', at: null } as const;
  const set = await teacher.mark(at, 'mark-1', { student: 'sam', status: 'late', remark: 'bus', seen: none });
  expect(status(set)).toMatchObject({ status: 'late', mark: { source: 'human', remark: 'bus' } });
  expect(status(await teacher.mark(at, 'mark-1', { student: 'sam', status: 'late', remark: 'bus', seen: none }))?.status).toBe('late');
  const other = school({ origin: world.base, proof: { kind: 'token', token: world.otherToken } });
  await other.mark(at, 'mark-2', { student: 'sam', status: 'excused', remark: '', seen: null });
  const seen = { status: 'late', at: status(set)?.mark?.at ?? null } as const;
  expect(await failing(teacher.mark(at, 'mark-3', { student: 'sam', status: 'absent', remark: '', seen }))).toBe('changed_meanwhile');
  expect(await failing(teacher.withdraw(at, 'withdraw-1', 'sam', seen.at))).toBe('changed_meanwhile');
  expect(status(await teacher.withdraw(at, 'withdraw-2', 'sam', null))?.status).toBe('late');
});

test('a face gets a name, loses it, and a word on what has changed is refused', async () => {
  const at = meeting('faces');
  const taken = await teacher.take(at, 'faces-1', { image, capturedAt: null, sentAt }, {});
  if (!('answer' in taken)) throw new Error('it took longer than it may');
  const [photo] = taken.answer.photos;
  const face = photo?.faces[0];
  if (!photo || !face) throw new Error('no face');
  const word = { photo: photo.digest, face: 0, learn: false };
  const seen = { verdict: face.verdict, student: face.student ?? null };
  const named = await teacher.correct(at, 'face-1', { ...word, ruling: 'is', student: 'sam', seen });
  expect(named.students.find((one) => one.id === 'sam')?.status).toBe('present');
  expect(await failing(teacher.correct(at, 'face-2', { ...word, ruling: 'nobody', student: null, seen }))).toBe('changed_meanwhile');
  const opened = await teacher.correct(at, 'face-3', { ...word, ruling: 'open', student: null, seen: null });
  expect(opened.photos[0]?.faces[0]).toMatchObject(seen);
});

test('sessions, a student and the register', async () => {
  const at = meeting('closed');
  await teacher.mark(at, 'closed-1', { student: 'sam', status: 'present', remark: '', seen: null });
  const closed = await teacher.close(at);
  expect(closed.session.closed_at).not.toBeNull();
  const report = await teacher.report(world.class);
  expect(report.sessions.some(({ session }) => session.label === 'closed')).toBe(true);
  const sam = await teacher.attendance(world.class, 'sam');
  expect(sam.sessions.find(({ session }) => session.label === 'closed')).toMatchObject({ status: 'present', mark: { source: 'human' } });
  const register = await fetch(teacher.registerAddress(world.class, { from: world.today, to: world.today }), { headers: { authorization: `Bearer ${access.proof.kind === 'token' ? access.proof.token : ''}` } });
  expect([register.status, Buffer.from(await register.arrayBuffer()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
});

/** A call as the admin, for what the app itself never does. */
async function asAdmin<T>(method: string, path: string, body: object): Promise<T> {
  const response = await fetch(world.base + path, { method, headers: { authorization: `Bearer ${world.otherToken}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? null : await response.json()) as T;
}

test("the timetable's sessions of a day, with hours by the school's clock and how far they are", async () => {
  const slot = (label: string, starts: string, ends: string) => ({ class: world.class, label, weekdays: [1, 2, 3, 4, 5, 6, 7], first_day: world.today, last_day: world.today, starts, ends });
  await asAdmin('POST', '/api/v1/timetable', slot('all day', '00:00', '23:59'));
  const trip = await asAdmin<{ id: number }>('POST', '/api/v1/timetable', slot('trip', '00:00', '23:59'));
  await asAdmin('PUT', `/api/v1/timetable/${trip.id}/cancellations/${world.today}`, { reason: 'no bus' });
  const day = async () => (await teacher.meetings(world.today, world.today)).filter((one) => one.class === world.class);
  const found = (await day()).filter((one) => one.slot);
  expect(found.find((one) => one.label === 'all day')).toMatchObject({ starts: '00:00', ends: '23:59', state: 'not_taken', group: null });
  expect(found.find((one) => one.label === 'trip')).toMatchObject({ state: 'cancelled', reason: 'no bus' });
  const known = meant(found, null, new Date());
  expect(known).toMatchObject({ kind: 'planned', meeting: { label: 'all day' } });
  await teacher.mark(meeting('all day'), 'planned-1', { student: 'sam', status: 'present', remark: '', seen: null });
  expect((await day()).find((one) => one.label === 'all day')).toMatchObject({ state: 'open' });
});

test("a letter of the school's set is a mark, and one that it does not have is refused", async () => {
  expect(chosenSet(await teacher.statusSets())).toBeNull();
  await asAdmin('POST', '/api/v1/status-sets', { id: 'england' });
  try {
    const set = chosenSet(await teacher.statusSets());
    expect(set?.find((one) => one.letter === 'M')).toMatchObject({ status: 'excused', colour: expect.stringMatching(/^#[0-9a-f]{6}$/) });
    const body = { student: 'sam', remark: '', seen: null };
    const marked = await teacher.mark(meeting('letters'), 'letter-1', { ...body, letter: 'M' });
    expect(marked.students.find((one) => one.id === 'sam')).toMatchObject({ status: 'excused', letter: 'M' });
    expect(await failing(teacher.mark(meeting('letters'), 'letter-2', { ...body, letter: 'XX' }))).toBe('bad_data');
    const both = { ...body, letter: 'M', status: 'excused' as const };
    expect(await failing(teacher.mark(meeting('letters'), 'letter-3', both))).toBe('bad_data');
  } finally {
    await asAdmin('POST', '/api/v1/status-sets', { id: 'plain' });
  }
});

test('leave excuses, says by whom and why, gives way to a person who saw it, and is taken back', async () => {
  const entered = await teacher.enterLeave({ student: 'sam', first_day: world.today, last_day: world.today, note: 'hospital' });
  expect((await teacher.leaves(world.today)).map((one) => [one.id, one.student, one.note])).toContainEqual([entered.id, 'sam', 'hospital']);
  const other = (await teacher.students(world.class)).find((one) => one.id !== 'sam')?.id ?? '';
  const sam = (answer: Answer) => answer.students.find((one) => one.id === 'sam');
  const opened = await teacher.mark(meeting('leave'), 'leave-1', { student: other, status: 'present', remark: '', seen: null });
  expect(sam(opened)).toMatchObject({ status: 'excused', mark: { source: 'leave', by: entered.by, at: entered.at, note: 'hospital' } });
  const none = { status: 'not_seen', at: null } as const;
  expect(await failing(teacher.mark(meeting('leave'), 'leave-2', { student: 'sam', status: 'late', remark: '', seen: none }))).toBe('changed_meanwhile');
  const marked = await teacher.mark(meeting('leave'), 'leave-3', { student: 'sam', status: 'late', remark: '', seen: { status: 'excused', at: entered.at } });
  expect(sam(marked)).toMatchObject({ status: 'late', mark: { source: 'human' } });
  // Before a session is opened leave is no mark of it.
  expect(sam(await teacher.mark(meeting('leave, unopened'), 'leave-4', { student: 'sam', status: 'late', remark: '', seen: none }))?.status).toBe('late');
  await teacher.withdrawLeave(entered.id);
  expect((await teacher.leaves(world.today)).find((one) => one.id === entered.id)?.withdrawn_at).toBeTruthy();
  expect(await failing(teacher.enterLeave({ student: 'sam', first_day: world.today, last_day: '2001-01-01', note: '' }))).toBe('bad_data');
});

test('an upload that is stopped is told as that', async () => {
  const control = new AbortController();
  const sending = failing(teacher.take(meeting('stopped'), 'stopped', { image, capturedAt: null, sentAt }, { signal: control.signal }));
  control.abort();
  expect(await sending).toBe('cancelled');
});

test('a sign-in that has ended opens nothing', async () => {
  const once = school(await signIn(world.base, { login: world.login, password: world.password, cookie: false }));
  await once.signOut();
  expect(await failing(once.classes())).toBe('unauthorised');
});
