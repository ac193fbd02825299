// What waits is sent once, in its order, whatever the network does; and what two people decided differently is shown.

import { Failure } from '@/api/failure';
import type { School } from '@/api/school';
import { pictureName } from '@/photos/prepare';

import { fakeSchool } from '../../test/fake-school';
import { MemoryChest } from '../../test/memory-chest';
import { answer, byHand, entry, machine, mark, onLeave, OWNER, photo, student } from '../../test/samples';
import type { Work } from './entry';
import { Outbox } from './outbox';
import { insisted, Sender } from './sender';

/** Seconds of the phone's clock, one later each time that somebody looks. */
let clock = 0;
beforeEach(() => void (clock = 0));

async function at(school: School, signedIn = true) {
  const chest = new MemoryChest();
  const outbox = await Outbox.open(chest);
  const pauses: number[] = [];
  const answered = jest.fn();
  const unauthorised = jest.fn();
  const sender = new Sender({
    outbox,
    current: () => (signedIn ? { school, owner: OWNER } : null),
    answered,
    unauthorised,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    now: () => new Date(2026, 10, 27, 9, 30, clock++),
  });
  return { chest, outbox, sender, pauses, answered, unauthorised };
}

const gone = () => new Failure('cannot_connect');
const changed = () => new Failure('changed_meanwhile');

test('photos and marks go in their order, each under its own name, and leave nothing behind', async () => {
  const { school, asked } = fakeSchool({ take: [{ answer: answer() }], mark: [answer()] });
  const { chest, outbox, sender, answered } = await at(school);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await outbox.add(entry(mark('cem', 'excused'), 'two'));
  await sender.go();
  expect(asked.map(({ call, args }) => [call, args[1]])).toEqual([['take', 'one'], ['mark', 'two']]);
  expect(asked[0]?.args[2]).toEqual({ image: 'AAAA', capturedAt: '2026-11-27T08:59:00', sentAt: '2026-11-27T09:30:00' });
  expect(chest.kept.size).toBe(0);
  expect(answered).toHaveBeenCalledTimes(2);
});

test('a lost connection keeps everything, and the same name is sent again, a little later each time', async () => {
  const { school, asked } = fakeSchool({ mark: [gone(), gone(), new Failure('busy', '', 7), answer()] });
  const { outbox, sender, pauses } = await at(school);
  await outbox.add(entry(mark('cem', 'late'), 'one'));
  await sender.go();
  expect(asked.map(({ args }) => args[1])).toEqual(['one', 'one', 'one', 'one']);
  expect(pauses).toEqual([2000, 4000, 8000]);
  expect(outbox.entries).toHaveLength(0);
});

test("each attempt says what the phone's clock says then", async () => {
  const { school, asked } = fakeSchool({ take: [gone(), { answer: answer() }] });
  const { chest, outbox, sender } = await at(school);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await sender.go();
  expect(asked.map(({ args }) => (args[2] as { sentAt: string }).sentAt)).toEqual(['2026-11-27T09:30:00', '2026-11-27T09:30:01']);
});

test('a mark is sent with a status or with a letter, never with both', async () => {
  const { school, asked } = fakeSchool({ mark: [answer()] });
  const { outbox, sender } = await at(school);
  await outbox.add(entry({ ...mark('cem', 'excused'), letter: 'I' } as Work));
  await outbox.add(entry(mark('ben', 'late')));
  await sender.go();
  expect(asked.map(({ args }) => args[2])).toEqual([
    { student: 'cem', letter: 'I', remark: '', seen: { status: 'not_seen', at: null } },
    { student: 'ben', status: 'late', remark: '', seen: { status: 'not_seen', at: null } },
  ]);
});

test('what the server refuses is kept for a person, and the rest goes on', async () => {
  const { school } = fakeSchool({ mark: [new Failure('bad_data', 'no such day'), answer()] });
  const { outbox, sender } = await at(school);
  await outbox.add(entry(mark('cem', 'late'), 'one'));
  await outbox.add(entry(mark('ben', 'late'), 'two'));
  await sender.go();
  expect(outbox.entries.map(({ id, state }) => [id, state])).toEqual([['one', { kind: 'refused', failure: 'bad_data', detail: 'no such day' }]]);
});

test('without a valid sign-in nothing is lost and nobody is asked again', async () => {
  const { school, asked } = fakeSchool({ mark: [new Failure('unauthorised')] });
  const { outbox, sender, unauthorised } = await at(school);
  await outbox.add(entry(mark('cem', 'late')));
  await sender.go();
  expect([asked.length, outbox.entries.length]).toEqual([1, 1]);
  expect(unauthorised).toHaveBeenCalledTimes(1);
});

test("nobody's and another's work stays where it is", async () => {
  const { school, asked } = fakeSchool({ mark: [answer()] });
  const { outbox, sender } = await at(school);
  await outbox.add({ ...entry(mark('cem', 'late')), owner: 'https://school.example somebody else' });
  await sender.go();
  const nobody = await at(school, false);
  await nobody.outbox.add(entry(mark('cem', 'late')));
  await nobody.sender.go();
  expect([asked.length, outbox.entries.length, nobody.outbox.entries.length]).toEqual([0, 1, 1]);
});

test("somebody else's mark is a conflict, with who and what, until a person chooses", async () => {
  const theirs = byHand('Grace', '2026-11-27T08:30:00Z');
  const now = { ...answer(), students: [student('cem', 'Cem Deniz', 'excused', theirs)] };
  const { school, asked } = fakeSchool({ mark: [changed(), now], session: [now] });
  const { outbox, sender } = await at(school);
  const added = await outbox.add(entry(mark('cem', 'late')));
  await sender.go();
  const [held] = outbox.entries;
  if (held?.state.kind !== 'conflict') throw new Error('no conflict');
  expect(held.state.theirs).toMatchObject({ status: 'excused', by: 'Grace', at: theirs.at });
  await sender.go();
  expect(asked.filter(({ call }) => call === 'mark')).toHaveLength(1);
  await outbox.rework(added.id, insisted(held, held.state.theirs));
  await sender.go();
  expect(asked.at(-1)?.args[2]).toMatchObject({ status: 'late', seen: { status: 'excused', at: theirs.at } });
  expect(outbox.entries).toHaveLength(0);
});

test("a machine's suggestion gives way to a person without a question", async () => {
  const now = { ...answer(), students: [student('cem', 'Cem Deniz', 'present', machine)] };
  const { school, asked } = fakeSchool({ mark: [changed(), now], session: [now] });
  const { outbox, sender } = await at(school);
  await outbox.add(entry(mark('cem', 'excused')));
  await sender.go();
  expect(asked.at(-1)?.args[2]).toMatchObject({ status: 'excused', seen: { status: 'present', at: machine.at } });
  expect(outbox.entries).toHaveLength(0);
});

test('leave that was entered meanwhile is somebody else\'s word, leave that was seen is not', async () => {
  const leave = onLeave('Grace', 'hospital');
  const now = { ...answer(), students: [student('cem', 'Cem Deniz', 'excused', leave)] };
  const { school } = fakeSchool({ mark: [changed(), now, changed()], session: [now] });
  const { outbox, sender } = await at(school);
  await outbox.add(entry({ ...mark('cem', 'present'), leaveAt: leave.at } as Work));
  await sender.go();
  expect(outbox.entries).toHaveLength(0);
  await outbox.add(entry({ ...mark('cem', 'present'), leaveAt: '2026-11-01T10:00:00Z' } as Work));
  await sender.go();
  expect(outbox.entries[0]?.state).toMatchObject({ kind: 'conflict', theirs: { status: 'excused', by: 'Grace' } });
});

test('what this phone has changed itself is no conflict for what waits behind it', async () => {
  const seen = { ...answer(), students: [student('cem', 'Cem Deniz', 'present', machine)] };
  const { school, asked } = fakeSchool({ take: [{ answer: seen }], mark: [seen] });
  const { chest, outbox, sender } = await at(school);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await outbox.add(entry(mark('cem', 'excused')));
  await sender.go();
  expect(asked[1]?.args[2]).toMatchObject({ seen: { status: 'present', at: machine.at } });
});

test('a photo that the server works on is followed to its end', async () => {
  const job = { id: 5, state: 'running', photos: 1, done: 0 };
  const { school, asked } = fakeSchool({ take: [{ job }], job: [job, gone(), { ...job, state: 'done' }], session: [answer()] });
  const { chest, outbox, sender } = await at(school);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await sender.go();
  // A lost connection on the way: the photo is sent again under its name, which finds the same job.
  expect(asked.map(({ call }) => call)).toEqual(['take', 'job', 'job', 'take', 'job', 'session']);
  expect(outbox.entries).toHaveLength(0);
});

test('a picture that can not be opened any more is told, not dropped', async () => {
  const { school, asked } = fakeSchool({ take: [{ answer: answer() }] });
  const { outbox, sender } = await at(school);
  await outbox.add(entry(photo, 'one'));
  await sender.go();
  expect(asked).toHaveLength(0);
  expect(outbox.entries[0]?.state).toMatchObject({ kind: 'refused', failure: 'unreadable_photo' });
});

test('who signs in the moment that the sender found nobody is served at once', async () => {
  const { school, asked } = fakeSchool({ mark: [answer()] });
  const outbox = await Outbox.open(new MemoryChest());
  await outbox.add(entry(mark('cem', 'late')));
  let signedIn = false;
  const sender = new Sender({ outbox, current: () => (signedIn ? { school, owner: OWNER } : null), answered: jest.fn(), unauthorised: jest.fn(), pause: async () => undefined, now: () => new Date() });
  const served = new Promise<void>((done) => {
    sender.subscribe(() => {
      if (signedIn) return;
      signedIn = true;
      queueMicrotask(() => void sender.go().then(done));
    });
  });
  await sender.go();
  await served;
  expect([asked.length, outbox.entries.length]).toEqual([1, 0]);
});

test('an upload tells its share', async () => {
  const stages: unknown[] = [];
  const { school } = fakeSchool({ take: [{ answer: answer() }] });
  const slow = new Proxy(school, {
    get: (target, call: keyof School) =>
      call === 'take'
        ? async (...args: Parameters<School['take']>) => {
            args[3].progress?.(0.5);
            args[3].progress?.(1);
            return target.take(...args);
          }
        : target[call],
  });
  const { chest, outbox, sender } = await at(slow);
  sender.subscribe(() => sender.progress && stages.push([sender.progress.stage, sender.progress.share]));
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await sender.go();
  expect(stages).toEqual([['sending', 0], ['sending', 0.5], ['recognising', 1]]);
});
