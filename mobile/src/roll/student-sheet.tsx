// A student at a session: what holds and who says so, a mark by hand with a remark, and the way back.

import { useRouter } from 'expo-router';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

import { STATUSES, type Mark, type Meeting } from '@/api/types';
import type { Decisions } from '@/outbox/decisions';
import type { Shown, ShownStudent } from '@/outbox/overlay';
import { useText, type Say } from '@/text/text';
import { Field } from '@/ui/field';
import { Sheet } from '@/ui/sheet';
import { StatusTag } from '@/ui/status';
import { ICON_OF } from '@/ui/theme';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

export interface StudentSheetProps {
  meeting: Meeting;
  id: string | null;
  shown: Shown;
  decisions: Decisions | null;
  close: () => void;
}

export function StudentSheet({ meeting, id, shown, decisions, close }: StudentSheetProps) {
  const t = useText();
  const router = useRouter();
  const student = shown.students.find((one) => one.id === id);
  return (
    <Sheet title={student?.name ?? ''} visible={student !== undefined} close={close}>
      {student && (
        <>
          <StatusTag status={student.status} waiting={student.waiting} />
          <Text variant="bodyMedium">{student.waiting ? t('mark.waiting') : said(student.mark, t)}</Text>
          {decisions && <Marks key={student.id} student={student} decisions={decisions} close={close} />}
          <Button
            icon="account-details-outline"
            onPress={() => {
              close();
              router.push({ pathname: '/classes/[class]/students/[student]', params: { class: meeting.class, student: student.id } });
            }}
          >
            {t('student.all')}
          </Button>
        </>
      )}
    </Sheet>
  );
}

function Marks({ student, decisions, close }: { student: ShownStudent; decisions: Decisions; close: () => void }) {
  const t = useText();
  const [remark, setRemark] = useState('');
  const byHand = student.mark?.source === 'human' || student.mark?.source === 'confirmed';
  return (
    <View style={styles.list}>
      <Field dense label={t('mark.remark')} value={remark} onChangeText={setRemark} maxLength={200} />
      <View style={styles.grid}>
        {STATUSES.map((status) => (
          <Button
            key={status}
            mode={student.status === status ? 'contained' : 'outlined'}
            icon={ICON_OF[status]}
            style={styles.half}
            contentStyle={styles.tall}
            onPress={() => {
              close();
              void decisions.mark(student, status, remark.trim());
            }}
          >
            {t(`status.${status}`)}
          </Button>
        ))}
      </View>
      {byHand && !student.waiting && (
        <Button
          mode="text"
          icon="undo"
          contentStyle={styles.tall}
          onPress={() => {
            close();
            void decisions.withdraw(student);
          }}
        >
          {t('mark.withdraw')}
        </Button>
      )}
    </View>
  );
}

/** Who says so. */
export function said(mark: Mark | null | undefined, t: Say): string {
  if (!mark) return t('mark.none');
  const time = t.time(mark.at);
  switch (mark.source) {
    case 'machine':
      return t('mark.machine', { time });
    case 'human':
      return mark.remark ? t('mark.humanRemark', { by: mark.by, time, remark: mark.remark }) : t('mark.human', { by: mark.by, time });
    case 'confirmed':
      return t('mark.confirmed', { by: mark.by, time });
    case 'withdrawal':
      return t('mark.withdrawal', { by: mark.by, time });
    case 'closing':
      return t('mark.closing', { by: mark.by, time });
  }
}

const styles = StyleSheet.create({
  list: { gap: 10 },
  grid: { flexDirection: 'row', flexWrap: 'wrap', gap: 8 },
  half: { flexGrow: 1, flexBasis: 140 },
  tall: { minHeight: 52 },
});
