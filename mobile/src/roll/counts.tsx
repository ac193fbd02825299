// Where attendance stands, in large figures.

import { StyleSheet, View } from 'react-native';

import type { Shown } from '@/outbox/overlay';
import { useText } from '@/text/text';
import { useTones, type Tone } from '@/ui/theme';
import { Text } from '@/ui/words';

import { inGroup } from './groups';

export function Counts({ shown }: { shown: Shown }) {
  const t = useText();
  const there = inGroup(shown, 'there').length;
  const figures: [string, number, Tone, string][] = [
    ['present', there, 'good', t('count.present')],
    ['review', shown.to_review.length, 'warn', t('count.review')],
    ['notSeen', inGroup(shown, 'not_seen').length, 'calm', t('count.notSeen')],
    ['away', inGroup(shown, 'away').length, 'bad', t('count.away')],
    ['unknown', shown.unknown.length, 'calm', t('count.unknown')],
  ];
  return (
    <View style={styles.row} accessible accessibilityRole="summary" accessibilityLabel={t('count.all', { present: there, all: shown.students.length })} accessibilityLiveRegion="polite">
      {figures
        .filter(([name, count]) => count > 0 || name === 'present')
        .map(([name, count, tone, label]) => (
          <Figure key={name} name={name} count={count} tone={tone} label={label} />
        ))}
    </View>
  );
}

function Figure({ name, count, tone, label }: { name: string; count: number; tone: Tone; label: string }) {
  const tones = useTones();
  const ink = { color: tones[tone] };
  return (
    <View style={[styles.figure, { backgroundColor: tones[`${tone}Back`] }]} testID={`count-${name}`}>
      <Text variant="headlineMedium" style={[ink, styles.number]}>{count}</Text>
      <Text variant="labelMedium" style={[ink, styles.label]}>{label}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  row: { flexDirection: 'row', flexWrap: 'wrap', gap: 8 },
  figure: { flexGrow: 1, flexBasis: 72, borderRadius: 12, paddingVertical: 8, alignItems: 'center' },
  number: { fontWeight: '700' },
  label: { textAlign: 'center' },
});
