// The whole app on a phone that Jest plays: its real screens and its real outbox, before a school that a test plays.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderRouter } from 'expo-router/testing-library';
import { Slot } from 'expo-router';
import type { ComponentType } from 'react';
import { PaperProvider, Portal } from 'react-native-paper';
import { SafeAreaProvider } from 'react-native-safe-area-context';

import { AppStateProvider } from '@/account/app-state';
import { writeSecret } from '@/device/secrets';
import type { Language } from '@/text/languages';
import { TextProvider } from '@/text/text';
import { LIGHT } from '@/ui/theme';
import { UndoProvider } from '@/ui/undo';

import Classes from '@/app/index';
import Waiting from '@/app/waiting';
import Class from '@/app/classes/[class]/index';
import Register from '@/app/classes/[class]/register';
import Take from '@/app/classes/[class]/take';
import Session from '@/app/classes/[class]/sessions/[date]';
import Student from '@/app/classes/[class]/students/[student]';

import { OWNER } from './samples';

const METRICS = { frame: { x: 0, y: 0, width: 390, height: 800 }, insets: { top: 0, left: 0, right: 0, bottom: 0 } };

const SCREENS: Record<string, ComponentType> = {
  index: Classes,
  waiting: Waiting,
  'classes/[class]/index': Class,
  'classes/[class]/take': Take,
  'classes/[class]/register': Register,
  'classes/[class]/sessions/[date]': Session,
  'classes/[class]/students/[student]': Student,
};

/** Opens the app at an address, as a teacher who is signed in. Its calls go to what a test's `jest.mock` gives as the school. */
export async function openApp(address: string, language: Language = 'en'): Promise<ReturnType<typeof renderRouter>> {
  const access = { origin: 'https://school.example', proof: { kind: 'key', key: 'k' } };
  await writeSecret('account', JSON.stringify({ access, schoolName: 'Test school', name: 'Grace', role: 'teacher', owner: OWNER }));
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, gcTime: Infinity } } });
  const Layout = () => (
    <SafeAreaProvider initialMetrics={METRICS}>
      <QueryClientProvider client={queries}>
        <PaperProvider theme={LIGHT}>
          <TextProvider language={language}>
            <UndoProvider>
              <AppStateProvider waiting={null} failed={() => null}>
                <Portal.Host>
                  <Slot />
                </Portal.Host>
              </AppStateProvider>
            </UndoProvider>
          </TextProvider>
        </PaperProvider>
      </QueryClientProvider>
    </SafeAreaProvider>
  );
  return renderRouter({ _layout: Layout, ...SCREENS }, { initialUrl: address });
}
