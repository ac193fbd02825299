// A student at a session: what holds and who says so; from here to a mark by hand, to leave, and to all their sessions.

import { useRouter } from 'expo-router';
import { useState } from 'react';

import type { Mark, Meeting } from '@/api/types';
import type { Decisions } from '@/outbox/decisions';
import type { Shown } from '@/outbox/overlay';
import { useStatuses } from '@/school/statuses';
import { useText, type Say } from '@/text/text';
import { Sheet } from '@/ui/sheet';
import { StatusTag } from '@/ui/status';
import { Button } from '@/ui/button';
import { Text } from '@/ui/words';

import { LeaveForm } from './leave-form';
import { Marks } from './marks';

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
  const statuses = useStatuses();
  const [entersLeave, setEntersLeave] = useState<string | null>(null);
  const student = shown.students.find((one) => one.id === id);
  return (
    <Sheet title={student?.name ?? ''} visible={student !== undefined} close={close}>
      {student && (
        <>
          <StatusTag status={student.status} own={statuses.of(student)} waiting={student.waiting} />
          <Text variant="bodyMedium">{student.waiting ? t('mark.waiting') : said(student.mark, t)}</Text>
          {decisions && <Marks key={student.id} student={student} decisions={decisions} set={statuses.set} close={close} />}
          {decisions &&
            (entersLeave === student.id ? (
              <LeaveForm meeting={meeting} student={student} set={statuses.set} close={close} />
            ) : (
              <Button icon="email-check-outline" onPress={() => setEntersLeave(student.id)}>
                {t('leave.title')}
              </Button>
            ))}
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
    case 'leave':
      return mark.note ? t('mark.leaveNote', { by: mark.by, time, note: mark.note }) : t('mark.leave', { by: mark.by, time });
  }
}
