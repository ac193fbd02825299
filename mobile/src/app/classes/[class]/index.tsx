// A class: its sessions, its students, and the way to take attendance.

import { useLocalSearchParams, useRouter } from 'expo-router';
import { useState } from 'react';
import { StyleSheet } from 'react-native';
import { Appbar, Card, SegmentedButtons } from 'react-native-paper';

import { useSchool } from '@/account/app-state';
import type { Report, Tally } from '@/api/types';
import { useClassName, useReport } from '@/school/queries';
import { useText } from '@/text/text';
import { FailureNotice, Notice, StaleNotice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { TallyLine } from '@/ui/tally';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export default function Class() {
  const { class: id } = useLocalSearchParams<{ class: string }>();
  const t = useText();
  const router = useRouter();
  const name = useClassName(id);
  const report = useReport(id);
  const { account } = useSchool();
  const [shown, setShown] = useState('sessions');
  const refresh = () => void report.refetch();
  const take = () => router.push({ pathname: '/classes/[class]/take', params: { class: id } });
  return (
    <Screen
      title={name}
      back={() => router.replace('/')}
      refresh={refresh}
      refreshing={report.isRefetching}
      actions={<Appbar.Action icon="microsoft-excel" accessibilityLabel={t('register.title')} onPress={() => router.push({ pathname: '/classes/[class]/register', params: { class: id } })} />}
      bottom={
        account.role !== 'auditor' && (
          <Button mode="contained" icon="camera" contentStyle={styles.tall} onPress={take}>
            {t('take.title')}
          </Button>
        )
      }
    >
      <SegmentedButtons
        value={shown}
        onValueChange={setShown}
        buttons={[
          { value: 'sessions', label: t('class.sessions') },
          { value: 'students', label: t('class.students') },
        ]}
      />
      <StaleNotice since={report.data?.since ?? null} again={refresh} />
      <FailureNotice failure={report.data ? null : report.error} again={refresh} />
      {report.isPending && <Text>{t('loading')}</Text>}
      {report.data && (shown === 'sessions' ? <Sessions id={id} report={report.data.value} /> : <Students id={id} report={report.data.value} />)}
    </Screen>
  );
}

function Sessions({ id, report }: { id: string; report: Report }) {
  const t = useText();
  const router = useRouter();
  if (report.sessions.length === 0) return <Notice tone="calm" icon="calendar-blank-outline">{t('class.noSession')}</Notice>;
  return [...report.sessions].reverse().map(({ session, tally }) => (
    <Card
      key={session.id}
      mode="outlined"
      onPress={() => router.push({ pathname: '/classes/[class]/sessions/[date]', params: { class: id, date: session.date, label: session.label } })}
    >
      <Card.Content style={styles.card}>
        <Text variant="titleMedium">{session.label ? `${t.day(session.date)} · ${session.label}` : t.day(session.date)}</Text>
        <TallyLine tally={tally} />
        <Text variant="bodySmall">{t(session.closed_at ? 'session.closed' : 'session.stillOpen')}</Text>
      </Card.Content>
    </Card>
  ));
}

function Students({ id, report }: { id: string; report: Report }) {
  const t = useText();
  const router = useRouter();
  if (report.students.length === 0) return <Notice tone="calm" icon="account-group-outline">{t('class.noStudent')}</Notice>;
  return report.students.map(({ student, name, tally }) => (
    <Card key={student} mode="outlined" onPress={() => router.push({ pathname: '/classes/[class]/students/[student]', params: { class: id, student } })}>
      <Card.Content style={styles.row}>
        <Text variant="titleMedium" style={styles.name}>{name}</Text>
        <Text variant="bodyMedium">{attended(tally, t.percent)}</Text>
      </Card.Content>
    </Card>
  ));
}

function attended({ percentage_of_taken: percentage }: Tally, write: (share: number) => string): string {
  return percentage === null || percentage === undefined ? '' : write(percentage / 100);
}

const styles = StyleSheet.create({
  tall: { minHeight: 56 },
  card: { gap: 6 },
  row: { flexDirection: 'row', alignItems: 'center', gap: 12, minHeight: 48 },
  name: { flex: 1 },
});
