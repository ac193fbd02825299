// Students that the photos may show: one question each, one touch to answer it.

import { StyleSheet, View } from 'react-native';
import { Card } from 'react-native-paper';

import type { FaceItem, ToReview } from '@/api/types';
import type { Decisions, FaceRef } from '@/outbox/decisions';
import type { Shown } from '@/outbox/overlay';
import { useText, type Say } from '@/text/text';
import { FacePicture } from '@/ui/face';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import { nameOf } from './groups';
import { Heading } from './heading';

export interface ReviewProps {
  shown: Shown;
  /** None for somebody who may only look. */
  decisions: Decisions | null;
  open: (face: FaceRef) => void;
}

export function Review({ shown, decisions, open }: ReviewProps) {
  const t = useText();
  const asked = shown.to_review.filter((one) => one.faces.length > 0);
  if (asked.length === 0) return null;
  return (
    <View style={styles.group}>
      <Heading text={t('review.title', { count: asked.length })} />
      {asked.map((one) => (
        <Question key={one.student} asked={one} name={nameOf(shown, one.student)} decisions={decisions} open={open} />
      ))}
    </View>
  );
}

function Question({ asked, name, decisions, open }: { asked: ToReview; name: string; decisions: Decisions | null; open: (face: FaceRef) => void }) {
  const t = useText();
  const face = asked.faces[0];
  if (!face) return null;
  const at = { photo: face.photo, face: face.face };
  return (
    <Card mode="outlined" testID={`review-${asked.student}`}>
      <Card.Content style={styles.row}>
        <View style={styles.faces}>
          {asked.faces.slice(0, 2).map((one) => (
            <FacePicture key={`${one.photo}-${one.face}`} thumbnail={one.thumbnail} label={t('faceMaybe', { name })} size={asked.faces.length > 1 ? 76 : 104} />
          ))}
        </View>
        <View style={styles.words}>
          <Text variant="titleMedium">{t('review.isIt', { name })}</Text>
          <Text variant="bodySmall">{reasonOf(asked, face, t)}</Text>
        </View>
      </Card.Content>
      {decisions && (
        <Card.Actions style={styles.actions}>
          <Button mode="outlined" style={styles.half} contentStyle={styles.tall} onPress={() => open(at)}>
            {t('review.no')}
          </Button>
          <Button mode="contained" icon="check" style={styles.half} contentStyle={styles.tall} accessibilityLabel={t('review.yesIt', { name })} onPress={() => void decisions.say(at, 'is', asked.student, t('said.is', { name }))}>
            {t('review.yes')}
          </Button>
        </Card.Actions>
      )}
    </Card>
  );
}

const REASONS = ['uncertain', 'runner_up_close', 'better_face_elsewhere', 'low_quality', 'ruled_out', 'presentation', 'sent_before'] as const;

/** Why somebody should look, and what is wrong with the picture where it is that. */
export function reasonOf(asked: Pick<ToReview, 'conflict'>, face: FaceItem, t: Say): string {
  if (asked.conflict) return t('reason.conflict');
  const reason = REASONS.find((one) => one === face.reason);
  const quality = qualityOf(face, t);
  return [reason ? t(`reason.${reason}`) : '', quality].filter(Boolean).join(' ');
}

const QUALITIES = ['too_small', 'blurred', 'too_dark', 'too_bright', 'turned', 'cut_off'] as const;

export function qualityOf(face: FaceItem, t: Say): string {
  const known = QUALITIES.filter((one) => face.quality.includes(one));
  return known.map((one) => t(`quality.${one}`)).join(' ');
}

const styles = StyleSheet.create({
  group: { gap: 10 },
  row: { flexDirection: 'row', gap: 12, alignItems: 'center' },
  faces: { flexDirection: 'row', gap: 6 },
  words: { flex: 1, gap: 4 },
  actions: { flexDirection: 'row', flexWrap: 'wrap' },
  half: { flexGrow: 1 },
  tall: { minHeight: 48 },
});
