// Students of one group, each with their status; those whom no photo showed with the marks that are set most.

import { StyleSheet, View } from 'react-native';
import { Card, IconButton, TouchableRipple } from 'react-native-paper';

import type { SetStatus, Status } from '@/api/types';
import type { Decisions } from '@/outbox/decisions';
import type { Shown, ShownStudent } from '@/outbox/overlay';
import { firsts, useStatuses, type Statuses } from '@/school/statuses';
import { useText } from '@/text/text';
import { StatusTag } from '@/ui/status';
import { ICON_OF, TONE_OF, useTones } from '@/ui/theme';
import { Text } from '@/ui/words';

import { inGroup, type Group } from './groups';
import { Heading } from './heading';
import { OwnButton } from './own-button';

/** What is one touch away for a student whom no photo showed. */
const QUICK: readonly Status[] = ['present', 'excused', 'absent'];

export interface StudentsProps {
  shown: Shown;
  group: Exclude<Group, 'to_review'>;
  open: (student: string) => void;
  /** With them, the quick marks. */
  decisions: Decisions | null;
}

export function Students({ shown, group, open, decisions }: StudentsProps) {
  const t = useText();
  const known = useStatuses();
  const students = inGroup(shown, group);
  if (students.length === 0) return null;
  return (
    <View style={styles.group} testID={`group-${group}`}>
      <Heading text={t(`group.${group}`, { count: students.length })} />
      <Card mode="outlined">
        {students.map((student, at) => (
          <Row key={student.id} student={student} first={at === 0} open={() => open(student.id)} decisions={decisions} statuses={known} />
        ))}
      </Card>
    </View>
  );
}

interface RowProps {
  student: ShownStudent;
  first: boolean;
  open: () => void;
  decisions: Decisions | null;
  statuses: Statuses;
}

function Row({ student, first, open, decisions, statuses }: RowProps) {
  const t = useText();
  const tones = useTones();
  const leave = student.mark?.source === 'leave' && !student.waiting ? t('mark.leaveBy', { by: student.mark.by }) : null;
  return (
    <View style={!first && { borderTopWidth: StyleSheet.hairlineWidth, borderColor: tones.calmBack }}>
      <View style={styles.row}>
        <TouchableRipple onPress={open} style={styles.name} accessibilityRole="button" accessibilityLabel={t('studentIs', { name: student.name, status: statuses.written(student) })}>
          <View style={styles.inner}>
            {/* The space keeps the words apart for whoever reads the row as one text. */}
            <Text variant="bodyLarge" style={styles.text}>{`${student.name} `}</Text>
            {(student.status !== 'not_seen' || student.waiting) && <StatusTag status={student.status} own={statuses.of(student)} waiting={student.waiting} />}
          </View>
        </TouchableRipple>
        {decisions && <Quick student={student} decisions={decisions} set={statuses.set} />}
      </View>
      {leave && <Text variant="bodySmall" style={styles.leave}>{leave}</Text>}
    </View>
  );
}

function Quick({ student, decisions, set }: { student: ShownStudent; decisions: Decisions; set: SetStatus[] | null }) {
  const t = useText();
  const tones = useTones();
  if (set) {
    return firsts(set, QUICK).map((own) => (
      <OwnButton key={own.letter} own={own} short label={t('markAs', { name: student.name, status: own.name })} press={() => void decisions.mark(student, own)} />
    ));
  }
  return QUICK.map((status) => (
    <IconButton
      key={status}
      icon={ICON_OF[status]}
      iconColor={tones[TONE_OF[status]]}
      size={26}
      style={styles.quick}
      accessibilityLabel={t('markAs', { name: student.name, status: t(`status.${status}`) })}
      onPress={() => void decisions.mark(student, { status })}
    />
  ));
}

const styles = StyleSheet.create({
  group: { gap: 8 },
  row: { flexDirection: 'row', alignItems: 'center', minHeight: 56, paddingEnd: 4 },
  name: { flex: 1, alignSelf: 'stretch', justifyContent: 'center', paddingHorizontal: 16, paddingVertical: 8, borderRadius: 12 },
  inner: { flexDirection: 'row', alignItems: 'center', gap: 8, flexWrap: 'wrap' },
  text: { flex: 1, minWidth: 110 },
  leave: { paddingHorizontal: 16, paddingBottom: 10 },
  quick: { margin: 0, width: 48, height: 48 },
});
