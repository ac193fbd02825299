// Around every screen: the theme, the language, what the app shares, and who may see what.

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Stack } from 'expo-router';
import { StatusBar } from 'expo-status-bar';
import * as SystemUI from 'expo-system-ui';
import { useEffect, useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { ActivityIndicator, PaperProvider, Portal } from 'react-native-paper';
import { SafeAreaProvider } from 'react-native-safe-area-context';

import { AppStateProvider, useApp } from '@/account/app-state';
import { Failure } from '@/api/failure';
import { PreferencesProvider, usePreferences } from '@/text/preferences';
import { TextProvider } from '@/text/text';
import { isRtl } from '@/text/languages';
import { DecorativeIcon } from '@/ui/icon';
import { FailureNotice } from '@/ui/notice';
import { DARK, LIGHT } from '@/ui/theme';
import { UndoProvider } from '@/ui/undo';

/**
 * A failure is told, not tried three times behind the reader's back; and where a browser says that there is no network, what
 * was kept is shown instead of waiting for one.
 */
const makeQueries = () => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000, networkMode: 'always' } } });

export default function Layout() {
  const [queries] = useState(makeQueries);
  return (
    <SafeAreaProvider>
      <QueryClientProvider client={queries}>
        <PreferencesProvider>
          <Themed />
        </PreferencesProvider>
      </QueryClientProvider>
    </SafeAreaProvider>
  );
}

function Themed() {
  const { language, dark } = usePreferences();
  const theme = dark ? DARK : LIGHT;
  useEffect(() => void SystemUI.setBackgroundColorAsync(theme.colors.background), [theme]);
  const waiting = (
    <View style={styles.waiting}>
      <ActivityIndicator size="large" />
    </View>
  );
  const failed = (again: () => void) => (
    <View style={styles.waiting}>
      <FailureNotice failure={new Failure('phone_storage')} again={again} />
    </View>
  );
  return (
    <View style={[styles.all, { backgroundColor: theme.colors.background, direction: isRtl(language) ? 'rtl' : 'ltr' }]}>
      <PaperProvider theme={theme} settings={{ icon: DecorativeIcon }}>
        <StatusBar style={dark ? 'light' : 'dark'} />
        <TextProvider language={language}>
          <UndoProvider>
            <AppStateProvider waiting={waiting} failed={failed}>
              {/* What comes up over a screen stands here, and so shares what screens share. */}
              <Portal.Host>
                <Screens />
              </Portal.Host>
            </AppStateProvider>
          </UndoProvider>
        </TextProvider>
      </PaperProvider>
    </View>
  );
}

function Screens() {
  const { account } = useApp();
  return (
    <Stack screenOptions={{ headerShown: false }}>
      <Stack.Protected guard={account !== null}>
        <Stack.Screen name="index" />
        <Stack.Screen name="waiting" />
        <Stack.Screen name="classes/[class]/index" />
        <Stack.Screen name="classes/[class]/take" />
        <Stack.Screen name="classes/[class]/register" />
        <Stack.Screen name="classes/[class]/sessions/[date]" />
        <Stack.Screen name="classes/[class]/students/[student]" />
      </Stack.Protected>
      <Stack.Protected guard={account === null}>
        <Stack.Screen name="connect" />
      </Stack.Protected>
      <Stack.Screen name="settings" />
    </Stack>
  );
}

const styles = StyleSheet.create({ all: { flex: 1 }, waiting: { flex: 1, alignItems: 'center', justifyContent: 'center', padding: 24 } });
