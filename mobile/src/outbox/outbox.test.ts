// What waits was promised to a teacher: it survives a restart, and leaves only with a word.

import { pictureName } from '@/photos/prepare';

import { MemoryChest } from '../../test/memory-chest';
import { entry, mark, MEETING, OWNER, photo } from '../../test/samples';
import { Outbox } from './outbox';

test('what was added is there after a restart, in its order, with its pictures', async () => {
  const chest = new MemoryChest();
  const before = await Outbox.open(chest);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await before.add(entry(photo, 'one'));
  await before.add(entry(mark('ada', 'late'), 'two'));
  const after = await Outbox.open(chest);
  expect(after.entries.map(({ id, number }) => [id, number])).toEqual([['one', 1], ['two', 2]]);
  expect(await chest.picture(pictureName('one'))).toBe('AAAA');
  const third = await after.add(entry(mark('ben', 'late')));
  expect(third.number).toBe(3);
});

test('a picture that belongs to nothing is gone after a restart', async () => {
  const chest = new MemoryChest();
  await chest.putPicture(pictureName('left behind'), 'AAAA');
  await Outbox.open(chest);
  expect(chest.kept.size).toBe(0);
});

test('of two marks of a student that wait only the last is sent, compared with what was seen before the first', async () => {
  const outbox = await Outbox.open(new MemoryChest());
  await outbox.add(entry(mark('ada', 'late', { status: 'present', at: 'then' })));
  await outbox.add(entry(mark('ada', 'absent', { status: 'late', at: null })));
  expect(outbox.entries.map((one) => one.work)).toEqual([mark('ada', 'absent', { status: 'present', at: 'then' })]);
});

test('a mark that is on its way is not replaced', async () => {
  const outbox = await Outbox.open(new MemoryChest());
  const first = await outbox.add(entry(mark('ada', 'late')));
  outbox.leaving.add(first.id);
  await outbox.add(entry(mark('ada', 'absent')));
  expect(outbox.entries).toHaveLength(2);
});

test('a removed photo takes its picture along', async () => {
  const chest = new MemoryChest();
  const outbox = await Outbox.open(chest);
  await chest.putPicture(pictureName('one'), 'AAAA');
  await outbox.add(entry(photo, 'one'));
  await outbox.remove('one');
  expect(chest.kept.size).toBe(0);
});

test('a full phone refuses, and promises nothing', async () => {
  const chest = new MemoryChest();
  const outbox = await Outbox.open(chest);
  chest.full = true;
  await expect(outbox.add(entry(mark('ada', 'late')))).rejects.toThrow('no space left');
  expect(outbox.entries).toHaveLength(0);
});

test('others see each change, and only the meeting that they ask for', async () => {
  const outbox = await Outbox.open(new MemoryChest());
  const heard = jest.fn();
  const stop = outbox.subscribe(heard);
  const added = await outbox.add(entry(mark('ada', 'late')));
  await outbox.move(added.id, { ...MEETING, date: '2026-11-26' });
  stop();
  await outbox.remove(added.id);
  expect(heard).toHaveBeenCalledTimes(2);
  expect(outbox.of(OWNER, MEETING)).toEqual([]);
});
