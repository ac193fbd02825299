// One thing that waits, with what somebody can do about it.

import { StyleSheet, View } from 'react-native';
import { Card } from 'react-native-paper';

import { useApp } from '@/account/app-state';
import { Failure } from '@/api/failure';
import type { Answer } from '@/api/types';
import { useSession } from '@/school/session';
import { useStatuses, type Statuses } from '@/school/statuses';
import { nameOf } from '@/roll/groups';
import { useText, type Say } from '@/text/text';
import type { Question } from '@/ui/ask';
import { DayField } from '@/ui/day-field';
import { FailureNotice, Notice } from '@/ui/notice';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import type { Entry, Theirs } from './entry';
import { insisted } from './sender';

export function EntryCard({ entry, ask }: { entry: Entry; ask: (question: Question) => void }) {
  const t = useText();
  const { outbox, sender } = useApp();
  const { shown } = useSession(entry.meeting);
  const statuses = useStatuses();
  const { meeting, state } = entry;
  const drop = () => void outbox.remove(entry.id);
  const what = whatOf(entry, (id) => (shown ? nameOf(shown, id) : (id ?? '')), statuses, t);
  return (
    <Card mode="outlined" testID="entry">
      <Card.Content style={styles.content}>
        <Text variant="titleMedium">{what}</Text>
        <Text variant="bodySmall">
          {[entry.className, t.day(meeting.date), meeting.label, t('waiting.made', { time: t.time(entry.madeAt) })].filter(Boolean).join(' · ')}
        </Text>
        {state.kind === 'refused' && <FailureNotice failure={new Failure(state.failure, state.detail)} again={() => void outbox.settle(entry.id, { kind: 'waiting' }).then(() => sender.go())} />}
        {state.kind === 'refused' && entry.work.kind === 'photo' && (
          <DayField label={t('waiting.move')} day={meeting.date} choose={(date) => void outbox.move(entry.id, { ...meeting, date }).then(() => sender.go())} />
        )}
        {state.kind === 'conflict' && <Conflict entry={entry} theirs={state.theirs} shown={shown} drop={drop} />}
      </Card.Content>
      {state.kind !== 'conflict' && (
        <Card.Actions>
          <Button icon="delete-outline" onPress={() => ask({ title: t('waiting.drop'), text: t(entry.work.kind === 'photo' ? 'waiting.dropPhoto' : 'waiting.dropMark'), yes: t('waiting.drop'), go: drop })}>
            {t('waiting.drop')}
          </Button>
        </Card.Actions>
      )}
    </Card>
  );
}

function Conflict({ entry, theirs, shown, drop }: { entry: Entry; theirs: Theirs; shown: Pick<Answer, 'students'> | null; drop: () => void }) {
  const t = useText();
  const { outbox, sender } = useApp();
  const statuses = useStatuses();
  const insist = () => void outbox.rework(entry.id, insisted(entry, theirs)).then(() => sender.go());
  return (
    <View style={styles.card} testID="conflict">
      <Notice tone="warn" icon="account-alert-outline">
        {theirsOf(theirs, (id) => shown?.students.find((one) => one.id === id)?.name ?? id, statuses, t)}
      </Notice>
      <View style={styles.pair}>
        <Button mode="outlined" style={styles.half} contentStyle={styles.tall} onPress={drop}>
          {t('conflict.theirs')}
        </Button>
        <Button mode="contained" style={styles.half} contentStyle={styles.tall} onPress={insist}>
          {t('conflict.mine')}
        </Button>
      </View>
    </View>
  );
}

function whatOf({ work }: Entry, name: (id: string | null) => string, { word }: Statuses, t: Say): string {
  switch (work.kind) {
    case 'photo':
      return work.capturedAt ? t('waiting.photoAt', { time: t.time(work.capturedAt) }) : t('waiting.photo');
    case 'mark':
      return t('waiting.mark', { name: name(work.student), status: word(work) });
    case 'withdrawal':
      return t('waiting.withdrawal', { name: name(work.student) });
    case 'correction':
      return work.student ? t(`waiting.${work.ruling === 'is_not' ? 'isNot' : 'is'}`, { name: name(work.student) }) : t('waiting.face');
  }
}

function theirsOf(theirs: Theirs, name: (id: string) => string, { word }: Statuses, t: Say): string {
  if (theirs.verdict) return t('conflict.face', { verdict: t(`verdict.${theirs.verdict}`, { name: theirs.student ? name(theirs.student) : '' }) });
  const status = word({ status: theirs.status ?? 'not_seen', letter: theirs.letter });
  return theirs.by && theirs.at ? t('conflict.by', { by: theirs.by, status, time: t.time(theirs.at) }) : t('conflict.now', { status });
}

const styles = StyleSheet.create({
  content: { gap: 8, paddingBottom: 16 },
  card: { gap: 8 },
  pair: { flexDirection: 'row', flexWrap: 'wrap', gap: 8 },
  half: { flexGrow: 1, flexBasis: 140 },
  tall: { minHeight: 48 },
});
