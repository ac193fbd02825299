// A status as a person reads it: a sign or a letter, a word, a colour; never the colour alone.

import { StyleSheet, View } from 'react-native';
import { Icon } from 'react-native-paper';

import type { SetStatus, Status } from '@/api/types';
import { useText } from '@/text/text';

import { inkOn, isColour } from './colour';
import { ICON_OF, TONE_OF, useTones } from './theme';
import { Text } from './words';

export interface StatusTagProps {
  status: Status;
  /** As the school's own set has it; none with Muster's. */
  own?: SetStatus | null;
  /** It has not reached the server. */
  waiting?: boolean;
}

export function StatusTag({ status, own, waiting = false }: StatusTagProps) {
  const t = useText();
  const tones = useTones();
  const colour = own && isColour(own.colour) ? own.colour : null;
  const ink = colour ? inkOn(colour) : tones[TONE_OF[status]];
  return (
    <View style={[styles.tag, { backgroundColor: colour ?? tones[`${TONE_OF[status]}Back`] }]}>
      {!own && <Icon source={ICON_OF[status]} size={16} color={ink} />}
      <Text variant="labelLarge" style={[styles.word, { color: ink }]}>{own ? t.pair(own.letter, own.name) : t(`status.${status}`)}</Text>
      {waiting && <Icon source="cloud-upload-outline" size={16} color={ink} />}
    </View>
  );
}

const styles = StyleSheet.create({
  tag: { flexDirection: 'row', alignItems: 'center', gap: 6, borderRadius: 99, paddingHorizontal: 10, paddingVertical: 4, alignSelf: 'flex-start', maxWidth: '100%' },
  word: { flexShrink: 1 },
});
