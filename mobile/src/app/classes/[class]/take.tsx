// Taking attendance: photos from the camera or the gallery, the day, and off they go.

import * as Crypto from 'expo-crypto';
import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

import { useApp, useSchool } from '@/account/app-state';
import type { Meeting } from '@/api/types';
import { localDay } from '@/photos/capture-time';
import { DraftCard, PreparingCard } from '@/photos/draft-card';
import type { Draft } from '@/photos/prepare';
import { useDrafts } from '@/photos/use-drafts';
import { useClassName } from '@/school/queries';
import { useText } from '@/text/text';
import { DayField } from '@/ui/day-field';
import { Field } from '@/ui/field';
import { FailureNotice, Notice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export default function Take() {
  const { class: id, date: given, label: named } = useLocalSearchParams<{ class: string; date?: string; label?: string }>();
  const t = useText();
  const router = useRouter();
  const name = useClassName(id);
  const [date, setDate] = useState(given ?? localDay(new Date()));
  const [label, setLabel] = useState(named ?? '');
  const { drafts, preparing, failure, add, drop, release } = useDrafts();
  const meeting: Meeting = { class: id, date, label: label.trim() };
  // Where the session's screen lies beneath, back to it: not a second one on top.
  const open = () => router.dismissTo({ pathname: '/classes/[class]/sessions/[date]', params: { class: id, date, label: meeting.label } });
  const send = useSend(meeting, name, release);
  return (
    <Screen
      title={t('take.title')}
      subtitle={name}
      back={() => router.replace({ pathname: '/classes/[class]', params: { class: id } })}
      bottom={<Bottom count={drafts.length} busy={preparing !== null} add={add} send={() => void send(drafts).then(open)} byHand={open} />}
    >
      <DayField label={t('take.day')} day={date} choose={setDate} />
      <Field label={t('take.label')} value={label} onChangeText={setLabel} maxLength={60} />
      <FailureNotice failure={failure} />
      {drafts.length === 0 && !preparing && <Notice tone="calm" icon="lightbulb-on-outline">{t('take.advice')}</Notice>}
      <View style={styles.grid}>
        {drafts.map((draft, at) => (
          <DraftCard key={draft.id} draft={draft} number={at + 1} date={date} setDate={setDate} drop={() => void drop(draft.id)} />
        ))}
        {preparing && <PreparingCard {...preparing} />}
      </View>
    </Screen>
  );
}

/** Puts the photos where they are sent from, which keeps them over a restart. */
function useSend(meeting: Meeting, className: string, release: () => void) {
  const { outbox, sender } = useApp();
  const { account } = useSchool();
  return async (drafts: Draft[]) => {
    for (const { id, capturedAt, width, height } of drafts) {
      const madeAt = new Date().toISOString();
      await outbox.add({ id, owner: account.owner, meeting, className, madeAt, work: { kind: 'photo', capturedAt, width, height } });
    }
    release();
    void sender.go();
  };
}

interface BottomProps {
  count: number;
  busy: boolean;
  add: (source: 'camera' | 'gallery', newId: () => string) => Promise<void>;
  send: () => void;
  byHand: () => void;
}

function Bottom({ count, busy, add, send, byHand }: BottomProps) {
  const t = useText();
  const pick = (source: 'camera' | 'gallery') => void add(source, Crypto.randomUUID);
  return (
    <View style={styles.bottom}>
      <View style={styles.pair}>
        <Button mode={count ? 'outlined' : 'contained'} icon="camera" style={styles.half} contentStyle={styles.tall} disabled={busy} onPress={() => pick('camera')}>
          {t('take.camera')}
        </Button>
        <Button mode="outlined" icon="image-multiple-outline" style={styles.half} contentStyle={styles.tall} disabled={busy} onPress={() => pick('gallery')}>
          {t('take.gallery')}
        </Button>
      </View>
      {count > 0 ? (
        <Button mode="contained" icon="send" contentStyle={styles.tall} disabled={busy} onPress={send}>
          {t('take.send', { count })}
        </Button>
      ) : (
        <Button icon="gesture-tap" onPress={byHand}>
          {t('take.byHand')}
        </Button>
      )}
      <Text variant="bodySmall" style={styles.promise}>{t('take.promise')}</Text>
    </View>
  );
}

const styles = StyleSheet.create({
  grid: { gap: 12 },
  bottom: { gap: 8 },
  pair: { flexDirection: 'row', gap: 8, flexWrap: 'wrap' },
  half: { flexGrow: 1, flexBasis: 140 },
  tall: { minHeight: 52 },
  promise: { textAlign: 'center' },
});
