// How often each status occurs, those that do not occur left out.

import { StyleSheet, View } from 'react-native';
import { Icon } from 'react-native-paper';

import { STATUSES, type Tally } from '@/api/types';
import { useText } from '@/text/text';

import { ICON_OF, TONE_OF, useTones } from './theme';
import { Text } from './words';

export function TallyLine({ tally }: { tally: Tally }) {
  const t = useText();
  const tones = useTones();
  return (
    <View style={styles.line}>
      {STATUSES.filter((status) => tally[status] > 0).map((status) => (
        <View key={status} style={styles.one}>
          <Icon source={ICON_OF[status]} size={18} color={tones[TONE_OF[status]]} />
          <Text style={{ color: tones[TONE_OF[status]] }}>{t('tally', { count: tally[status], status: t(`status.${status}`) })}</Text>
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  line: { flexDirection: 'row', flexWrap: 'wrap', columnGap: 14, rowGap: 4 },
  one: { flexDirection: 'row', alignItems: 'center', gap: 4 },
});
