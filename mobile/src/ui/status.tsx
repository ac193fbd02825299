// A status as a person reads it: a sign, a word, a colour; never the colour alone.

import { StyleSheet, View } from 'react-native';
import { Icon } from 'react-native-paper';

import type { Status } from '@/api/types';
import { useText } from '@/text/text';

import { ICON_OF, TONE_OF, useTones } from './theme';
import { Text } from './words';

export function StatusTag({ status, waiting = false }: { status: Status; waiting?: boolean }) {
  const t = useText();
  const tones = useTones();
  const ink = tones[TONE_OF[status]];
  return (
    <View style={[styles.tag, { backgroundColor: tones[`${TONE_OF[status]}Back`] }]}>
      <Icon source={ICON_OF[status]} size={16} color={ink} />
      <Text variant="labelLarge" style={{ color: ink }}>{t(`status.${status}`)}</Text>
      {waiting && <Icon source="cloud-upload-outline" size={16} color={ink} />}
    </View>
  );
}

const styles = StyleSheet.create({
  tag: { flexDirection: 'row', alignItems: 'center', gap: 6, borderRadius: 99, paddingHorizontal: 10, paddingVertical: 4, alignSelf: 'flex-start' },
});
