// A student over the sessions of a class.

import { useLocalSearchParams, useRouter } from 'expo-router';
import { StyleSheet, View } from 'react-native';
import { Card } from 'react-native-paper';

import type { Attendance } from '@/api/types';
import { ConsentCard } from '@/consent/consent-card';
import { said } from '@/roll/student-sheet';
import { useAttendance, useClassName } from '@/school/queries';
import { useText } from '@/text/text';
import { FailureNotice, Notice, StaleNotice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { StatusTag } from '@/ui/status';
import { TallyLine } from '@/ui/tally';
import { Text } from '@/ui/words';

export default function Student() {
  const { class: id, student } = useLocalSearchParams<{ class: string; student: string }>();
  const t = useText();
  const router = useRouter();
  const name = useClassName(id);
  const asked = useAttendance(id, student);
  const refresh = () => void asked.refetch();
  const known = asked.data?.value;
  return (
    <Screen title={known?.name ?? t('student.title')} subtitle={name} back={() => router.replace({ pathname: '/classes/[class]', params: { class: id } })} refresh={refresh} refreshing={asked.isRefetching}>
      <StaleNotice since={asked.data?.since ?? null} again={refresh} />
      <FailureNotice failure={known ? null : asked.error} again={refresh} />
      {asked.isPending && <Text>{t('loading')}</Text>}
      {known && <Record class={id} known={known} />}
    </Screen>
  );
}

function Record({ class: id, known }: { class: string; known: Attendance }) {
  const t = useText();
  const router = useRouter();
  const percentage = known.tally.percentage_of_taken;
  return (
    <>
      <Card mode="outlined">
        <Card.Content style={styles.card}>
          {percentage !== null && percentage !== undefined && (
            <View accessible>
              <Text variant="displaySmall">{t.percent(percentage / 100)}</Text>
              <Text variant="bodyMedium">{t('student.attended')}</Text>
            </View>
          )}
          <TallyLine tally={known.tally} />
        </Card.Content>
      </Card>
      <ConsentCard student={known.id} name={known.name} />
      {known.sessions.length === 0 && <Notice tone="calm" icon="calendar-blank-outline">{t('class.noSession')}</Notice>}
      {known.sessions.map(({ session, status, mark }) => (
        <Card key={session.id} mode="outlined" onPress={() => router.push({ pathname: '/classes/[class]/sessions/[date]', params: { class: id, date: session.date, label: session.label } })}>
          <Card.Content style={styles.card}>
            <View style={styles.row}>
              <Text variant="titleMedium" style={styles.day}>{session.label ? `${t.day(session.date)} · ${session.label}` : t.day(session.date)}</Text>
              <StatusTag status={status} />
            </View>
            {mark && <Text variant="bodySmall">{said(mark, t)}</Text>}
          </Card.Content>
        </Card>
      ))}
    </>
  );
}

const styles = StyleSheet.create({ card: { gap: 8 }, row: { flexDirection: 'row', flexWrap: 'wrap', gap: 8, alignItems: 'center' }, day: { flex: 1, minWidth: 160 } });
