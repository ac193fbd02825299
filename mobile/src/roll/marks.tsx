// A mark by hand: Muster's statuses or the school's own, with a remark; and the way back from the latest.

import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

import { STATUSES, type SetStatus, type Status } from '@/api/types';
import type { Decisions } from '@/outbox/decisions';
import type { ShownStudent } from '@/outbox/overlay';
import { offered, statusOf } from '@/school/statuses';
import { useText } from '@/text/text';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { ICON_OF } from '@/ui/theme';

import { OwnButton } from './own-button';

/** That nobody has decided is no status of a school's set. */
const NOT_SEEN: readonly Status[] = ['not_seen'];

export interface MarksProps {
  student: ShownStudent;
  decisions: Decisions;
  /** The school's own statuses; none with Muster's. */
  set: SetStatus[] | null;
  close: () => void;
}

export function Marks({ student, decisions, set, close }: MarksProps) {
  const t = useText();
  const [remark, setRemark] = useState('');
  const byHand = student.mark?.source === 'human' || student.mark?.source === 'confirmed';
  const choose = (chosen: Pick<SetStatus, 'status'> & { letter?: string }) => {
    close();
    void decisions.mark(student, chosen, remark.trim());
  };
  return (
    <View style={styles.list}>
      <Field dense label={t('mark.remark')} value={remark} onChangeText={setRemark} maxLength={200} />
      <View style={styles.grid}>
        {set && <OwnStatuses set={set} student={student} choose={choose} />}
        {(set ? NOT_SEEN : STATUSES).map((status) => (
          <Button key={status} mode={student.status === status ? 'contained' : 'outlined'} icon={ICON_OF[status]} style={styles.half} contentStyle={styles.tall} onPress={() => choose({ status })}>
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

/** The buttons of the school's own set; of a long one the first of each core status, and the rest behind "more". */
function OwnStatuses({ set, student, choose }: { set: SetStatus[]; student: ShownStudent; choose: (chosen: SetStatus) => void }) {
  const t = useText();
  const [all, setAll] = useState(false);
  const { first, rest } = offered(set);
  const holds = statusOf(set, student);
  return (
    <>
      {[...first, ...(all ? rest : [])].map((own) => (
        <OwnButton key={own.letter} own={own} holds={own === holds} label={t.pair(own.letter, own.name)} press={() => choose(own)} />
      ))}
      {rest.length > 0 && !all && (
        <Button mode="outlined" icon="dots-horizontal" style={styles.all} contentStyle={styles.tall} onPress={() => setAll(true)}>
          {t('mark.more')}
        </Button>
      )}
    </>
  );
}

const styles = StyleSheet.create({
  list: { gap: 10 },
  grid: { flexDirection: 'row', flexWrap: 'wrap', gap: 8 },
  all: { flexBasis: '100%' },
  half: { flexGrow: 1, flexBasis: 140 },
  tall: { minHeight: 52 },
});
