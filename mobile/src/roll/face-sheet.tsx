// A face: who it may be, who it is, or nobody of the class.

import { useState } from 'react';
import { Image, StyleSheet, View } from 'react-native';
import { Searchbar } from 'react-native-paper';

import type { FaceItem, Meeting, PhotoItem, Place } from '@/api/types';
import type { Decisions, FaceRef } from '@/outbox/decisions';
import type { Shown } from '@/outbox/overlay';
import { usePicture } from '@/school/queries';
import { useText } from '@/text/text';
import { FacePicture } from '@/ui/face';
import { Sheet } from '@/ui/sheet';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import { nameOf } from './groups';
import { qualityOf } from './review';

export interface FaceSheetProps {
  face: FaceRef | null;
  shown: Shown;
  decisions: Decisions | null;
  close: () => void;
}

export function FaceSheet({ face, shown, decisions, close }: FaceSheetProps) {
  const t = useText();
  const item = face && itemOf(shown, face);
  const photo = face && shown.photos.find((one) => one.digest === face.photo);
  const on = face && photo?.faces[face.face];
  return (
    <Sheet title={t('face.title')} visible={face !== null} close={close}>
      {face && (
        <>
          <View style={styles.head}>
            {item?.thumbnail ? <FacePicture thumbnail={item.thumbnail} label={t('face.title')} size={SIZE} /> : photo && on && <FaceOnPhoto meeting={shown.session} photo={photo} place={on.box} />}
            <View style={styles.words}>
              {on && <Text variant="titleMedium">{verdictOf(on, shown, t)}</Text>}
              {item && <Text variant="bodyMedium">{qualityOf(item, t)}</Text>}
            </View>
          </View>
          {decisions && <Words key={`${face.photo}-${face.face}`} face={face} item={item} on={on ?? null} shown={shown} decisions={decisions} close={close} />}
        </>
      )}
    </Sheet>
  );
}

const SIZE = 132;

/** A face that the server sent no picture of: its part of the photo, while that is kept, with some of what is around it. */
function FaceOnPhoto({ meeting, photo, place }: { meeting: Meeting; photo: PhotoItem; place: Place }) {
  const t = useText();
  const picture = usePicture(meeting, photo.digest);
  const scale = SIZE / (Math.max(place.width, place.height) * 1.5);
  const left = SIZE / 2 - (place.x + place.width / 2) * scale;
  const top = SIZE / 2 - (place.y + place.height / 2) * scale;
  if (!picture.data) return <FacePicture thumbnail={null} label={t('face.title')} size={SIZE} />;
  return (
    <View style={styles.cut}>
      <Image source={{ uri: picture.data }} style={{ position: 'absolute', left, top, width: photo.width * scale, height: photo.height * scale }} accessibilityLabel={t('face.title')} />
    </View>
  );
}

type PhotoFace = PhotoItem['faces'][number];

interface WordsProps {
  face: FaceRef;
  item: FaceItem | null;
  on: PhotoFace | null;
  shown: Shown;
  decisions: Decisions;
  close: () => void;
}

function Words({ face, item, on, shown, decisions, close }: WordsProps) {
  const t = useText();
  const [wanted, setWanted] = useState('');
  const say = (ruling: 'is' | 'is_not' | 'nobody' | 'open', student: string | null, said: string) => {
    close();
    void decisions.say(face, ruling, student, said);
  };
  // Whom the machine or a person took it for, then those whom it may show.
  const thought = on?.student && on.verdict !== 'to_review' ? [on.student] : [];
  const candidates = [...thought, ...(item?.candidates ?? []).map((one) => one.student)].slice(0, 3);
  const fitting = shown.students.filter((one) => one.name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const decided = on?.verdict === 'confirmed' || on?.verdict === 'dismissed';
  return (
    <View style={styles.list}>
      {decided && (
        <Button mode="outlined" icon="undo" contentStyle={styles.tall} onPress={() => say('open', null, t('said.open'))}>
          {t('face.open')}
        </Button>
      )}
      <Button mode="contained-tonal" icon="account-off-outline" contentStyle={styles.tall} onPress={() => say('nobody', null, t('said.nobody'))}>
        {t('face.nobody')}
      </Button>
      {candidates.map((student) => (
        <Button key={student} mode="outlined" icon="account-remove-outline" contentStyle={styles.tall} onPress={() => say('is_not', student, t('said.isNot', { name: nameOf(shown, student) }))}>
          {t('face.isNot', { name: nameOf(shown, student) })}
        </Button>
      ))}
      <Text variant="titleSmall" accessibilityRole="header">{t('face.who')}</Text>
      {shown.students.length > 8 && <Searchbar placeholder={t('face.search')} value={wanted} onChangeText={setWanted} accessibilityLabel={t('face.search')} />}
      {sorted(fitting, candidates).map((one) => (
        <Button key={one.id} mode="text" contentStyle={styles.name} onPress={() => say('is', one.id, t('said.is', { name: one.name }))}>
          {one.name}
        </Button>
      ))}
    </View>
  );
}

/** Those whom the machine thinks of come first. */
function sorted<T extends { id: string }>(students: T[], first: string[]): T[] {
  const rank = ({ id }: T) => (first.includes(id) ? first.indexOf(id) : first.length);
  return [...students].sort((one, other) => rank(one) - rank(other));
}

function itemOf(shown: Shown, { photo, face }: FaceRef): FaceItem | null {
  const all = [...shown.to_review.flatMap((one) => one.faces), ...shown.unknown];
  return all.find((one) => one.photo === photo && one.face === face) ?? null;
}

function verdictOf({ verdict, student }: PhotoFace, shown: Shown, t: ReturnType<typeof useText>): string {
  return t(`verdict.${verdict}`, { name: nameOf(shown, student) });
}

const styles = StyleSheet.create({
  head: { flexDirection: 'row', gap: 12, alignItems: 'center' },
  cut: { width: SIZE, height: SIZE, borderRadius: 12, overflow: 'hidden', direction: 'ltr' },
  words: { flex: 1, gap: 4 },
  list: { gap: 8 },
  tall: { minHeight: 48 },
  name: { minHeight: 48, justifyContent: 'flex-start' },
});
