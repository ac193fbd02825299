// What every screen has: a bar with a title, a column that scrolls, and what the thumb reaches at the bottom.

import { useRouter } from 'expo-router';
import type { ReactNode } from 'react';
import { I18nManager, Platform, RefreshControl, ScrollView, StyleSheet, View } from 'react-native';
import { Appbar, useTheme } from 'react-native-paper';
import { useSafeAreaInsets } from 'react-native-safe-area-context';

import { useText } from '@/text/text';

import { Text } from './words';

export interface ScreenProps {
  title: string;
  subtitle?: string;
  /** Where back leads when there is no history: a screen that was opened by its address. */
  back?: () => void;
  actions?: ReactNode;
  bottom?: ReactNode;
  refresh?: () => void;
  refreshing?: boolean;
  children: ReactNode;
}

export function Screen({ title, subtitle, back, actions, bottom, refresh, refreshing = false, children }: ScreenProps) {
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  const t = useText();
  const router = useRouter();
  const control = refresh && Platform.OS !== 'web' ? <RefreshControl refreshing={refreshing} onRefresh={refresh} /> : undefined;
  return (
    <View style={[styles.all, { backgroundColor: colors.background }]}>
      <View role="banner">
        <Appbar.Header elevated style={{ backgroundColor: colors.surface }}>
          {back && <Appbar.Action icon={I18nManager.isRTL || t.rtl ? 'arrow-right' : 'arrow-left'} accessibilityLabel={t('back')} onPress={() => (router.canGoBack() ? router.back() : back())} />}
          <Appbar.Content title={<Title title={title} subtitle={subtitle} />} />
          {refresh && Platform.OS === 'web' && <Appbar.Action icon="refresh" accessibilityLabel={t('refresh')} onPress={refresh} />}
          {actions}
        </Appbar.Header>
      </View>
      <View role="main" style={styles.all}>
        <ScrollView refreshControl={control} contentContainerStyle={styles.scroll} keyboardShouldPersistTaps="handled" automaticallyAdjustKeyboardInsets>
          <View style={styles.column}>{children}</View>
        </ScrollView>
        {bottom && (
          <View style={[styles.bottom, { backgroundColor: colors.surface, borderColor: colors.outlineVariant, paddingBottom: 12 + insets.bottom }]}>
            <View style={styles.column}>{bottom}</View>
          </View>
        )}
      </View>
    </View>
  );
}

function Title({ title, subtitle }: Pick<ScreenProps, 'title' | 'subtitle'>) {
  return (
    <View>
      <Text variant="titleLarge" accessibilityRole="header" numberOfLines={1} style={styles.title}>
        {title}
      </Text>
      {subtitle ? <Text variant="bodyMedium" numberOfLines={1}>{subtitle}</Text> : null}
    </View>
  );
}

const styles = StyleSheet.create({
  all: { flex: 1 },
  title: { fontWeight: '600' },
  scroll: { padding: 16, paddingBottom: 32 },
  column: { width: '100%', maxWidth: 720, alignSelf: 'center', gap: 12 },
  bottom: { paddingHorizontal: 16, paddingTop: 12, borderTopWidth: StyleSheet.hairlineWidth },
});
