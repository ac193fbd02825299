// What lies on the phone can be read by this app only, is whole or not there, and goes for good.

import 'fake-indexeddb/auto';

import { webcrypto } from 'node:crypto';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import * as SecureStore from 'expo-secure-store';

import { keptFiles } from '../../test/phone-files';
import { openChest as openOnPhone } from './chest';
import type { Chest } from './chest.types';
import { openChest as openInBrowser } from './chest.web';

const PICTURE = Buffer.from('a class of thirty').toString('base64');

/** As browsers copy what is stored, keys included; Expo's own stand-in knows no keys. */
function cloned(value: unknown): unknown {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(value);
  const copy: unknown = receiveMessageOnPort(port2)?.message;
  port1.close();
  return copy;
}

beforeAll(() => {
  Object.defineProperty(globalThis, 'structuredClone', { value: cloned, configurable: true });
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
});

describe.each<[string, () => Promise<Chest>]>([
  ['on a phone', openOnPhone],
  ['in a browser', openInBrowser],
])('%s', (_, open) => {
  test('texts and pictures come back, in another run too', async () => {
    const chest = await open();
    await chest.putText('known-b', 'Ada, Bién, 陈');
    await chest.putPicture('picture-a', PICTURE);
    await chest.putText('known-a', 'first');
    await chest.putText('known-a', 'second');
    const later = await open();
    expect(later.sealed).toBe(true);
    expect(await later.names('known-')).toEqual(['known-a', 'known-b']);
    expect(await later.text('known-a')).toBe('second');
    expect(await later.text('known-b')).toBe('Ada, Bién, 陈');
    expect(await later.picture('picture-a')).toBe(PICTURE);
    expect(await later.text('nothing')).toBeNull();
    await later.remove('known-a');
    expect(await later.text('known-a')).toBeNull();
    await later.clear();
    expect(await later.names('')).toEqual([]);
  });
});

test('on a phone nothing can be read without the key, and nothing that was changed is opened', async () => {
  const chest = await openOnPhone();
  await chest.putText('known-a', 'Ada Lovelace');
  await chest.putPicture('picture-a', PICTURE);
  for (const bytes of keptFiles.values()) expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Ada|a class of thirty/);
  for (const [uri, bytes] of keptFiles) keptFiles.set(uri, bytes.map((byte, at) => (at === 20 ? byte ^ 1 : byte)));
  expect([await chest.text('known-a'), await chest.picture('picture-a')]).toEqual([null, null]);
  await SecureStore.deleteItemAsync('muster.chest');
  const stranger = await openOnPhone();
  expect(await stranger.text('known-a')).toBeNull();
});

test('on a phone what is kept after everything was thrown away can be read at the next start', async () => {
  const chest = await openOnPhone();
  await chest.putText('known-a', 'the first teacher');
  await chest.clear();
  await chest.putText('entry-1', 'the second teacher');
  const later = await openOnPhone();
  expect([await later.text('known-a'), await later.text('entry-1')]).toEqual([null, 'the second teacher']);
  await later.clear();
});

test('on a phone a file that was not written to its end is thrown away at the next start', async () => {
  keptFiles.set('file:///documents/chest/picture-b.part', new Uint8Array([1, 2, 3]));
  const chest = await openOnPhone();
  expect(await chest.names('picture-b')).toEqual([]);
  expect([...keptFiles.keys()].filter((uri) => uri.endsWith('.part'))).toEqual([]);
});

test('a browser without such keys says so', async () => {
  Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
  const chest = await openInBrowser();
  await chest.putText('known-z', 'open');
  expect([chest.sealed, await chest.text('known-z')]).toEqual([false, 'open']);
});
