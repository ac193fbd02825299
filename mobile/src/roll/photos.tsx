// The session's photos with what was found on them: each face in a frame, to be touched.

import { useState } from 'react';
import { Image, Pressable, ScrollView, StyleSheet, View, type LayoutChangeEvent } from 'react-native';

import type { FaceVerdict, Meeting, PhotoItem } from '@/api/types';
import type { FaceRef } from '@/outbox/decisions';
import type { Shown } from '@/outbox/overlay';
import { HintLine } from '@/photos/draft-card';
import { hintsAfter } from '@/photos/hints';
import { usePicture } from '@/school/queries';
import { useText } from '@/text/text';
import { useTones, type Tone } from '@/ui/theme';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import { nameOf } from './groups';
import { Heading } from './heading';

/** How much larger a photo is on demand: faces of the back row are a few points wide on a phone. */
const LARGE = 3;

const TONES: Record<FaceVerdict, Tone> = { identified: 'good', confirmed: 'good', to_review: 'warn', unknown: 'bad', dismissed: 'calm' };

export function Photos({ meeting, shown, open }: { meeting: Meeting; shown: Shown; open: (face: FaceRef) => void }) {
  const t = useText();
  const [all, setAll] = useState(false);
  if (shown.photos.length === 0) return null;
  return (
    <View style={styles.group}>
      <Heading text={t('photos.title', { count: shown.photos.length })} />
      {shown.photos.map((photo, at) => {
        const after = hintsAfter(photo);
        return after && <HintLine key={photo.digest} text={`${t('take.photo', { number: at + 1 })}: ${t(`hint.${after.hint}`, { count: after.faces })}`} />;
      })}
      {/* A photo is some megabytes: it is fetched for whoever wants to look. */}
      {all ? shown.photos.map((photo, at) => <Photo key={photo.digest} meeting={meeting} photo={photo} number={at + 1} shown={shown} open={open} />) : (
        <Button mode="outlined" icon="image-search-outline" contentStyle={styles.tall} onPress={() => setAll(true)}>
          {t('photos.look')}
        </Button>
      )}
    </View>
  );
}

interface PhotoProps {
  meeting: Meeting;
  photo: PhotoItem;
  number: number;
  shown: Shown;
  open: (face: FaceRef) => void;
}

function Photo({ meeting, photo, number, shown, open }: PhotoProps) {
  const t = useText();
  const picture = usePicture(meeting, photo.digest);
  const [room, setRoom] = useState(0);
  const [large, setLarge] = useState(false);
  const measure = (event: LayoutChangeEvent) => setRoom(event.nativeEvent.layout.width);
  const width = room * (large ? LARGE : 1);
  const taken = photo.captured_at ? t('photos.taken', { time: t.time(photo.captured_at) }) : '';
  return (
    <View style={styles.group}>
      <Text variant="labelLarge">{[t('take.photo', { number }), taken, t('photos.faces', { count: photo.faces.length })].filter(Boolean).join(' · ')}</Text>
      {picture.data === null && <Text variant="bodySmall">{t('photos.gone')}</Text>}
      <ScrollView horizontal style={styles.window} onLayout={measure}>
        <View style={[styles.picture, { width, height: (width * photo.height) / photo.width }]}>
          {picture.data && <Image source={{ uri: picture.data }} style={styles.fill} accessibilityLabel={t('take.photo', { number })} />}
          {photo.faces.map((face, at) => (
            <Frame key={at} face={face} scale={width / photo.width} name={nameOf(shown, face.student)} open={() => open({ photo: photo.digest, face: at })} />
          ))}
        </View>
      </ScrollView>
      <Button icon={large ? 'magnify-minus-outline' : 'magnify-plus-outline'} contentStyle={styles.tall} onPress={() => setLarge(!large)}>
        {t(large ? 'photos.smaller' : 'photos.larger')}
      </Button>
    </View>
  );
}

function Frame({ face, scale, name, open }: { face: PhotoItem['faces'][number]; scale: number; name: string; open: () => void }) {
  const t = useText();
  const tones = useTones();
  const { x, y, width, height } = face.box;
  // A photo is not turned with the text: its frames stand from the left in every language.
  const place = { left: x * scale, top: y * scale, width: width * scale, height: height * scale };
  return (
    <Pressable
      accessibilityRole="button"
      accessibilityLabel={t(`verdict.${face.verdict}`, { name })}
      hitSlop={8}
      onPress={open}
      style={[styles.frame, place, { borderColor: tones[TONES[face.verdict]] }]}
    />
  );
}

const styles = StyleSheet.create({
  group: { gap: 8 },
  window: { borderRadius: 12, direction: 'ltr' },
  picture: { backgroundColor: '#8884', direction: 'ltr' },
  fill: { width: '100%', height: '100%' },
  frame: { position: 'absolute', borderWidth: 2.5, borderRadius: 4 },
  tall: { minHeight: 48 },
});
