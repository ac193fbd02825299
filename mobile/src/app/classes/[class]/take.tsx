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
import { MeetingChoice } from '@/roll/meeting-choice';
import { meant, type Meant, type Said } from '@/school/meetings';
import { useClassName, useMeetings } from '@/school/queries';
import { useText } from '@/text/text';
import { DayField } from '@/ui/day-field';
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
  const { label, meant, fields } = useSessionChoice(id, date, given, named);
  const { drafts, preparing, failure, add, drop, release } = useDrafts();
  const meeting: Meeting = { class: id, date, label };
  // Where the session's screen lies beneath, back to it: not a second one on top.
  const open = () => router.dismissTo({ pathname: '/classes/[class]/sessions/[date]', params: { class: id, date, label: meeting.label } });
  const send = useSend(meeting, name, release);
  return (
    <Screen
      title={t('take.title')}
      subtitle={name}
      back={() => router.replace({ pathname: '/classes/[class]', params: { class: id } })}
      bottom={<Bottom count={drafts.length} busy={preparing !== null} add={add} send={() => void send(drafts).then(open)} byHand={open} open={meant === 'open'} />}
    >
      <DayField label={t('take.day')} day={date} choose={setDate} />
      {fields}
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

/** Which session of the day is meant: as it was given or chosen, else as the timetable has it. */
function useSessionChoice(id: string, date: string, given: string | undefined, named: string | undefined) {
  const [said, setSaid] = useState<{ date: string; said: Said } | null>(named === undefined ? null : { date: given ?? date, said: { label: named } });
  const t = useText();
  const [own, setOwn] = useState(named ?? '');
  const [now] = useState(() => new Date());
  const asked = useMeetings(date);
  const meetings = asked.data?.value.filter((one) => one.class === id) ?? [];
  const ownSaid = said?.date === date ? said.said : null;
  // Until the timetable has answered nobody knows which session is now.
  const chosen: Meant = asked.isPending && !ownSaid ? { kind: 'open' } : meant(meetings, ownSaid, now);
  const label = chosen.kind === 'planned' ? chosen.meeting.label : chosen.kind === 'other' ? own.trim() : '';
  const fields = asked.isPending && !ownSaid ? <Text>{t('loading')}</Text> : <MeetingChoice meetings={meetings} meant={chosen} choose={(next) => setSaid({ date, said: next })} label={own} setLabel={setOwn} />;
  return { label, meant: chosen.kind, fields };
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
  /** Nobody has said yet which session it is. */
  open: boolean;
}

function Bottom({ count, busy, add, send, byHand, open }: BottomProps) {
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
        <Button mode="contained" icon="send" contentStyle={styles.tall} disabled={busy || open} onPress={send}>
          {t('take.send', { count })}
        </Button>
      ) : (
        <Button icon="gesture-tap" disabled={open} onPress={byHand}>
          {t('take.byHand')}
        </Button>
      )}
      <Text variant="bodySmall" style={styles.promise}>{t(open ? 'meeting.choose' : 'take.promise')}</Text>
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
