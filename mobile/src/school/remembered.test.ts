// Without a connection the last answer is shown, with its age and without any face.

import { Failure } from '@/api/failure';

import { MemoryChest } from '../../test/memory-chest';
import { answer, POINT } from '../../test/samples';
import { nameOf, remembered, withoutFaces } from './remembered';

const now = () => new Date('2026-11-27T09:00:00Z');
const gone = async () => {
  throw new Failure('cannot_connect');
};

test('what was heard is there when nobody answers', async () => {
  const chest = new MemoryChest();
  expect(await remembered(chest, ['classes'], async () => ['7b'], now)).toEqual({ value: ['7b'], since: null });
  expect(await remembered(chest, ['classes'], gone, now)).toEqual({ value: ['7b'], since: '2026-11-27T09:00:00.000Z' });
  await expect(remembered(chest, ['students', '7b'], gone, now)).rejects.toMatchObject({ kind: 'cannot_connect' });
});

test('a refusal is no reason to show what was before', async () => {
  const chest = new MemoryChest();
  await remembered(chest, ['classes'], async () => ['7b'], now);
  const refuse = async () => {
    throw new Failure('forbidden');
  };
  await expect(remembered(chest, ['classes'], refuse, now)).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a full phone still shows what it heard', async () => {
  const chest = new MemoryChest();
  chest.full = true;
  expect(await remembered(chest, ['classes'], async () => ['7b'], now)).toMatchObject({ value: ['7b'] });
});

test('no face is kept', async () => {
  const chest = new MemoryChest();
  const heard = await remembered(chest, ['session'], async () => answer(), now, withoutFaces);
  expect(heard.value.unknown[0]?.thumbnail).toBe(POINT);
  expect([...chest.kept.values()].join()).not.toContain(POINT);
  expect([...chest.kept.values()].join()).toContain('Ada Lovelace');
});

test('any class has a name that is a plain file name, and one of its own', () => {
  const names = [['session', '7/b', '2026-11-27', ''], ['session', '7_b', '2026-11-27', ''], ['session', '7', 'b-2026-11-27', '']].map(nameOf);
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(new Set(names).size).toBe(3);
});
