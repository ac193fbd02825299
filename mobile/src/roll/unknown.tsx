// Faces that are nobody of the class, says the machine: a row of pictures to touch.

import { Pressable, ScrollView, StyleSheet, View } from 'react-native';

import type { FaceRef } from '@/outbox/decisions';
import type { Shown } from '@/outbox/overlay';
import { useText } from '@/text/text';
import { FacePicture } from '@/ui/face';
import { Text } from '@/ui/words';

import { Heading } from './heading';

export function Unknown({ shown, open }: { shown: Shown; open: (face: FaceRef) => void }) {
  const t = useText();
  if (shown.unknown.length === 0) return null;
  return (
    <View style={styles.group}>
      <Heading text={t('unknown.title', { count: shown.unknown.length })} />
      <Text variant="bodySmall">{t('unknown.lead')}</Text>
      <ScrollView horizontal contentContainerStyle={styles.row}>
        {shown.unknown.map((face, at) => (
          <Pressable key={`${face.photo}-${face.face}`} accessibilityRole="button" accessibilityLabel={t('unknown.face', { number: at + 1 })} onPress={() => open({ photo: face.photo, face: face.face })} testID={`unknown-${at}`}>
            <FacePicture thumbnail={face.thumbnail} label="" size={84} />
          </Pressable>
        ))}
      </ScrollView>
    </View>
  );
}

const styles = StyleSheet.create({ group: { gap: 8 }, row: { gap: 10, paddingVertical: 4 } });
