// What a session comes to: who is to review, who was not seen, who is unknown, who is present; each can be corrected.

import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';
import { Appbar } from 'react-native-paper';

import { useSchool } from '@/account/app-state';
import type { Meeting } from '@/api/types';
import { useDecisions, type FaceRef } from '@/outbox/decisions';
import { Closing } from '@/roll/closing';
import { Counts } from '@/roll/counts';
import { FaceSheet } from '@/roll/face-sheet';
import { Photos } from '@/roll/photos';
import { Review } from '@/roll/review';
import { SendingCard } from '@/roll/sending-card';
import { StudentSheet } from '@/roll/student-sheet';
import { Students } from '@/roll/students';
import { Unknown } from '@/roll/unknown';
import { useClassName } from '@/school/queries';
import { useSession } from '@/school/session';
import { useText } from '@/text/text';
import { FailureNotice, Notice, StaleNotice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export default function Session() {
  const { class: id, date, label = '' } = useLocalSearchParams<{ class: string; date: string; label?: string }>();
  const meeting: Meeting = { class: id, date, label };
  const t = useText();
  const router = useRouter();
  const { account } = useSchool();
  const name = useClassName(id);
  const session = useSession(meeting);
  const decisions = useDecisions(meeting, name, session);
  const [face, setFace] = useState<FaceRef | null>(null);
  const [student, setStudent] = useState<string | null>(null);
  const { shown } = session;
  const writes = account.role !== 'auditor';
  const more = () => router.push({ pathname: '/classes/[class]/take', params: { class: id, date, label } });
  return (
    <Screen
      title={label ? `${name} · ${label}` : name}
      subtitle={t.shortDay(date)}
      back={() => router.replace({ pathname: '/classes/[class]', params: { class: id } })}
      refresh={session.refresh}
      refreshing={session.loading}
      actions={<Appbar.Action icon="microsoft-excel" accessibilityLabel={t('register.title')} onPress={() => router.push({ pathname: '/classes/[class]/register', params: { class: id } })} />}
      bottom={
        writes && (
          <View style={styles.bottom}>
            <Button mode="contained-tonal" icon="camera-plus-outline" style={styles.half} contentStyle={styles.tall} onPress={more}>
              {t('session.more')}
            </Button>
            {shown && <Closing meeting={meeting} shown={shown} />}
          </View>
        )
      }
    >
      <SendingCard entries={session.entries} />
      <StaleNotice since={session.since} again={session.refresh} />
      <FailureNotice failure={session.failure} again={session.refresh} />
      {!shown && !session.failure && <Text>{t('loading')}</Text>}
      {shown && (
        <>
          <Counts shown={shown} />
          {shown.students.length === 0 && <Notice tone="calm" icon="account-group-outline">{t('class.noStudent')}</Notice>}
          <Review shown={shown} decisions={writes ? decisions : null} open={setFace} />
          <Students shown={shown} group="not_seen" open={setStudent} decisions={writes ? decisions : null} />
          <Unknown shown={shown} open={setFace} />
          <Students shown={shown} group="away" open={setStudent} decisions={null} />
          <Students shown={shown} group="there" open={setStudent} decisions={null} />
          <Photos meeting={meeting} shown={shown} open={setFace} />
          <FaceSheet face={face} shown={shown} decisions={writes ? decisions : null} close={() => setFace(null)} />
          <StudentSheet meeting={meeting} id={student} shown={shown} decisions={writes ? decisions : null} close={() => setStudent(null)} />
        </>
      )}
    </Screen>
  );
}

const styles = StyleSheet.create({
  bottom: { flexDirection: 'row', gap: 8, flexWrap: 'wrap' },
  half: { flexGrow: 1 },
  tall: { minHeight: 52 },
});
