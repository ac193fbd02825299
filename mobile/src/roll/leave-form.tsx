// Leave for a student: of the session's day alone or until another one, with a note. It is entered at once or not at all:
// nothing of it waits on the phone.

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { StyleSheet, View } from 'react-native';

import { useSchool } from '@/account/app-state';
import { asFailure, type Failure } from '@/api/failure';
import type { Meeting, SetStatus } from '@/api/types';
import { felt } from '@/device/haptics';
import { laterDay, localDay } from '@/photos/capture-time';
import { keyOf } from '@/school/keys';
import { useText } from '@/text/text';
import { Button } from '@/ui/button';
import { Choice } from '@/ui/choice';
import { DayField } from '@/ui/day-field';
import { Field } from '@/ui/field';
import { FailureNotice, Notice } from '@/ui/notice';
import { useSay } from '@/ui/undo';
import { Text } from '@/ui/words';

import { Heading } from './heading';

/** The server's longest note, in characters. */
const NOTE = 2000;

/** The server takes two years; a leave from the roll is shorter. */
const MOST_DAYS = 366;

export interface LeaveFormProps {
  meeting: Meeting;
  student: { id: string; name: string };
  /** The school's own statuses; none with Muster's. */
  set: SetStatus[] | null;
  /** It is entered. */
  close: () => void;
}

export function LeaveForm({ meeting, student, set, close }: LeaveFormProps) {
  const t = useText();
  const { date } = meeting;
  const reasons = set?.filter((one) => one.status === 'excused') ?? [];
  const [until, setUntil] = useState<'day' | 'until'>('day');
  const [last, setLast] = useState(date);
  const [letter, setLetter] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const { busy, failure, enter } = useEntering(meeting, student, close);
  const send = () => void enter({ last_day: until === 'day' ? date : last, note: note.trim(), ...(letter ? { letter } : {}) });
  const needsReason = reasons.length > 1 && letter === null;
  return (
    <View style={styles.form} testID="leave-form">
      <Heading text={t('leave.title')} />
      <Choice
        label={t('leave.howLong')}
        chosen={until}
        options={[
          { value: 'day', label: date === localDay(new Date()) ? t('leave.today') : t('leave.only', { day: t.day(date) }) },
          { value: 'until', label: t('leave.until') },
        ]}
        choose={setUntil}
      />
      {until === 'until' && <DayField label={t('leave.lastDay')} day={last} choose={setLast} range={{ first: date, last: laterDay(date, MOST_DAYS) }} />}
      {reasons.length > 1 && (
        <>
          <Text variant="labelLarge">{t('leave.reason')}</Text>
          <Choice label={t('leave.reason')} chosen={letter} options={reasons.map((one) => ({ value: one.letter, label: t.pair(one.letter, one.name) }))} choose={setLetter} />
        </>
      )}
      <Field dense label={t('leave.note')} value={note} onChangeText={setNote} maxLength={NOTE} multiline />
      {failure?.isPassing ? (
        <Notice tone="warn" icon="cloud-off-outline" testID="leave-offline">
          {t('leave.offline')}
        </Notice>
      ) : (
        <FailureNotice failure={failure} />
      )}
      <Button mode="contained" icon="email-check-outline" contentStyle={styles.tall} loading={busy} disabled={busy || needsReason} onPress={send}>
        {t('leave.enter')}
      </Button>
    </View>
  );
}

function useEntering(meeting: Meeting, student: { id: string; name: string }, done: () => void) {
  const { school } = useSchool();
  const queries = useQueryClient();
  const t = useText();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** Any session of these days may show it. */
  const refresh = () => {
    for (const queryKey of [['session', meeting.class], ['leaves'], keyOf.report(meeting.class), keyOf.attendance(meeting.class, student.id)]) void queries.invalidateQueries({ queryKey });
  };
  const undo = async (leave: number) => {
    try {
      await school.withdrawLeave(leave);
      say(t('leave.withdrawn', { name: student.name }));
    } catch (thrown) {
      felt.wrong();
      say(t(`failure.${asFailure(thrown).kind}.what`));
    }
    refresh();
  };
  const enter = async (entered: { last_day: string; note: string; letter?: string }) => {
    setBusy(true);
    setFailure(null);
    try {
      const { id } = await school.enterLeave({ student: student.id, first_day: meeting.date, ...entered });
      felt.done();
      refresh();
      say(t('leave.entered', { name: student.name }), () => void undo(id));
      done();
    } catch (thrown) {
      felt.wrong();
      setFailure(asFailure(thrown));
    }
    setBusy(false);
  };
  return { busy, failure, enter };
}

const styles = StyleSheet.create({ form: { gap: 10 }, tall: { minHeight: 52 } });
