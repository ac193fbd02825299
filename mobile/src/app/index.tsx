// My classes: one touch from here to taking attendance.

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'expo-router';
import { StyleSheet, View } from 'react-native';
import { Appbar, Badge, Card } from 'react-native-paper';

import { useApp, useEntries, useSchool } from '@/account/app-state';
import type { ClassItem } from '@/api/types';
import { localDay } from '@/photos/capture-time';
import { Today } from '@/roll/today';
import { keyOf } from '@/school/keys';
import { useClasses } from '@/school/queries';
import { useText } from '@/text/text';
import { FailureNotice, Notice, StaleNotice } from '@/ui/notice';
import { Screen } from '@/ui/screen';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export default function Classes() {
  const { account } = useSchool();
  const { recovered } = useApp();
  const classes = useClasses();
  const t = useText();
  const router = useRouter();
  const queries = useQueryClient();
  const refresh = () => {
    void classes.refetch();
    void queries.invalidateQueries({ queryKey: keyOf.meetings(localDay(new Date())) });
  };
  return (
    <Screen
      title={t('classes.title')}
      refresh={refresh}
      refreshing={classes.isRefetching}
      actions={
        <>
          <Waiting />
          <Appbar.Action icon="cog-outline" accessibilityLabel={t('settings.title')} onPress={() => router.push('/settings')} />
        </>
      }
    >
      <Text variant="bodyMedium">{t('classes.who', { name: account.name, school: account.schoolName })}</Text>
      <NotSent />
      {recovered.length > 0 && <Notice tone="warn" icon="camera-retake-outline">{t('classes.recovered', { count: recovered.length })}</Notice>}
      <StaleNotice since={classes.data?.since ?? null} again={refresh} />
      <FailureNotice failure={classes.data ? null : classes.error} again={refresh} />
      {classes.isPending && <Text>{t('loading')}</Text>}
      {classes.data?.value.length === 0 && <Notice tone="calm" icon="school-outline">{t(account.role === 'admin' ? 'classes.noneAdmin' : 'classes.none')}</Notice>}
      <Today />
      {classes.data?.value.map((one) => <ClassCard key={one.id} item={one} />)}
    </Screen>
  );
}

function ClassCard({ item }: { item: ClassItem }) {
  const t = useText();
  const router = useRouter();
  const { account } = useSchool();
  const params = { class: item.id };
  return (
    <Card mode="outlined" onPress={() => router.push({ pathname: '/classes/[class]', params })} accessibilityLabel={item.name}>
      <Card.Content style={styles.card}>
        <Text variant="titleLarge" style={styles.name}>{item.name}</Text>
        {account.role !== 'auditor' && (
          <Button mode="contained" icon="camera" contentStyle={styles.take} accessibilityLabel={t('classes.takeOf', { name: item.name })} onPress={() => router.push({ pathname: '/classes/[class]/take', params })}>
            {t('take.short')}
          </Button>
        )}
      </Card.Content>
    </Card>
  );
}

/** How much waits, in the bar. */
function Waiting() {
  const t = useText();
  const router = useRouter();
  const count = useEntries().length;
  if (count === 0) return null;
  return (
    <View>
      <Appbar.Action icon="tray-arrow-up" accessibilityLabel={t('waiting.open', { count })} onPress={() => router.push('/waiting')} />
      <Badge style={styles.badge} size={18}>{count}</Badge>
    </View>
  );
}

/** What somebody has to decide before it is sent. */
function NotSent() {
  const t = useText();
  const router = useRouter();
  const { account } = useApp();
  const stuck = useEntries().filter((entry) => entry.owner === account?.owner && entry.state.kind !== 'waiting').length;
  if (stuck === 0) return null;
  return (
    <Notice tone="bad" icon="alert-circle-outline" action={{ label: t('waiting.look'), go: () => router.push('/waiting') }}>
      {t('waiting.stuck', { count: stuck })}
    </Notice>
  );
}

const styles = StyleSheet.create({
  card: { flexDirection: 'row', alignItems: 'center', gap: 12, flexWrap: 'wrap' },
  name: { flex: 1, minWidth: 140 },
  take: { minHeight: 48 },
  badge: { position: 'absolute', top: 6, end: 4, pointerEvents: 'none' },
});
