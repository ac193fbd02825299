// The whole app on a phone that Jest plays: its real layout, screens and outbox. Its calls go to what a test's `jest.mock`
// gives as the school.

import { renderRouter } from 'expo-router/testing-library';
import type { ComponentType } from 'react';

import Layout from '@/app/_layout';
import Class from '@/app/classes/[class]/index';
import Register from '@/app/classes/[class]/register';
import Session from '@/app/classes/[class]/sessions/[date]';
import Student from '@/app/classes/[class]/students/[student]';
import Take from '@/app/classes/[class]/take';
import Connect from '@/app/connect';
import Classes from '@/app/index';
import Settings from '@/app/settings';
import Waiting from '@/app/waiting';
import { removeSecret, writeSecret } from '@/device/secrets';
import { writePreference } from '@/device/preferences';
import type { Language } from '@/text/languages';

import { OWNER } from './samples';

const SCREENS: Record<string, ComponentType> = {
  _layout: Layout,
  connect: Connect,
  settings: Settings,
  index: Classes,
  waiting: Waiting,
  'classes/[class]/index': Class,
  'classes/[class]/take': Take,
  'classes/[class]/register': Register,
  'classes/[class]/sessions/[date]': Session,
  'classes/[class]/students/[student]': Student,
};

/** Opens the app at an address, as a teacher who is signed in, or as nobody. */
export async function openApp(address: string, { language = 'en', signedIn = true }: { language?: Language; signedIn?: boolean } = {}): Promise<ReturnType<typeof renderRouter>> {
  const access = { origin: 'https://school.example', proof: { kind: 'key', key: 'k' } };
  if (signedIn) await writeSecret('account', JSON.stringify({ access, schoolName: 'Test school', name: 'Grace', role: 'teacher', owner: OWNER }));
  else await removeSecret('account');
  await writePreference('language', language);
  return renderRouter(SCREENS, { initialUrl: address });
}
