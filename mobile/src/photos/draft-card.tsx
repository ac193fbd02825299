// A photo before it is sent: what it shows, what could be better about it, and a way to drop it.

import { Image, StyleSheet, View } from 'react-native';
import { ActivityIndicator, Card, Icon, IconButton } from 'react-native-paper';

import { useText } from '@/text/text';
import { useTones } from '@/ui/theme';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import type { Draft } from './prepare';

export interface DraftCardProps {
  draft: Draft;
  number: number;
  /** The session's day. */
  date: string;
  setDate: (day: string) => void;
  drop: () => void;
}

export function DraftCard({ draft, number, date, setDate, drop }: DraftCardProps) {
  const t = useText();
  const shotOn = draft.capturedAt?.slice(0, 10);
  return (
    <Card mode="outlined">
      <View>
        <Image source={{ uri: draft.preview }} style={[styles.picture, { aspectRatio: draft.width / draft.height }]} accessibilityLabel={t('take.photo', { number })} />
        <IconButton icon="close" mode="contained" style={styles.drop} accessibilityLabel={t('take.drop', { number })} onPress={drop} />
      </View>
      <Card.Content style={styles.words}>
        {draft.hints.map((hint) => <HintLine key={hint} text={t(`hint.${hint}`, { count: 0 })} />)}
        {shotOn && shotOn !== date && (
          <>
            <HintLine text={t('take.otherDay', { day: t.day(shotOn) })} />
            <Button compact mode="text" style={styles.start} onPress={() => setDate(shotOn)}>
              {t('take.useDay', { day: t.shortDay(shotOn) })}
            </Button>
          </>
        )}
      </Card.Content>
    </Card>
  );
}

export function HintLine({ text }: { text: string }) {
  const { warn } = useTones();
  return (
    <View style={styles.hint}>
      <Icon source="alert-outline" size={18} color={warn} />
      <Text style={[styles.text, { color: warn }]}>{text}</Text>
    </View>
  );
}

export function PreparingCard({ number, of }: { number: number; of: number }) {
  const t = useText();
  return (
    <Card mode="outlined">
      <Card.Content style={styles.preparing}>
        <ActivityIndicator />
        <Text>{t('take.preparing', { number, of })}</Text>
      </Card.Content>
    </Card>
  );
}

const styles = StyleSheet.create({
  picture: { width: '100%', maxHeight: 320, borderRadius: 12, resizeMode: 'cover' },
  drop: { position: 'absolute', top: 4, end: 4 },
  words: { gap: 4, paddingTop: 8 },
  start: { alignSelf: 'flex-start' },
  hint: { flexDirection: 'row', gap: 6, alignItems: 'center' },
  text: { flex: 1 },
  preparing: { flexDirection: 'row', gap: 12, alignItems: 'center' },
});
