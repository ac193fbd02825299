// Something that comes up from the bottom, where the thumb is, and goes when one touches beside it.

import type { ReactNode } from 'react';
import { KeyboardAvoidingView, Platform, ScrollView, StyleSheet, View } from 'react-native';
import { IconButton, Modal, Portal, useTheme } from 'react-native-paper';
import { useSafeAreaInsets } from 'react-native-safe-area-context';

import { useText } from '@/text/text';
import { Text } from './words';

export function Sheet({ title, visible, close, children }: { title: string; visible: boolean; close: () => void; children: ReactNode }) {
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  const t = useText();
  return (
    <Portal>
      <Modal visible={visible} onDismiss={close} style={styles.place} contentContainerStyle={[styles.sheet, { backgroundColor: colors.surface, paddingBottom: 16 + insets.bottom }]}>
        <View style={styles.head}>
          {/* On its way out a sheet has nothing to say any more. */}
          <View style={styles.title}>
            {title !== '' && (
              <Text variant="titleLarge" accessibilityRole="header">
                {title}
              </Text>
            )}
          </View>
          <IconButton icon="close" accessibilityLabel={t('close')} onPress={close} />
        </View>
        <ScrollView keyboardShouldPersistTaps="handled" contentContainerStyle={styles.content}>
          {children}
        </ScrollView>
        {/* What is written in stays above the keyboard; Android makes room by itself. */}
        <KeyboardAvoidingView behavior={Platform.OS === 'ios' ? 'padding' : undefined} />
      </Modal>
    </Portal>
  );
}

const styles = StyleSheet.create({
  place: { justifyContent: 'flex-end' },
  sheet: { width: '100%', maxWidth: 720, alignSelf: 'center', maxHeight: '88%', borderTopStartRadius: 20, borderTopEndRadius: 20, paddingHorizontal: 16, paddingTop: 8 },
  head: { flexDirection: 'row', alignItems: 'center' },
  title: { flex: 1 },
  content: { gap: 12, paddingBottom: 8 },
});
