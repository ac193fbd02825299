// What a teacher decides about a session. Each decision is kept on the phone first and sent from there, so it is the same
// with and without a connection; each can be taken back.

import * as Crypto from 'expo-crypto';
import { useCallback } from 'react';

import { useApp, useSchool } from '@/account/app-state';
import type { Meeting, Ruling, Status } from '@/api/types';
import { felt } from '@/device/haptics';
import type { ShownSession } from '@/school/session';
import { useStatuses } from '@/school/statuses';
import { useText } from '@/text/text';
import { useSay } from '@/ui/undo';

import type { Entry, Work } from './entry';
import { leaveOf, seenFace, seenMark } from './overlay';

/** A face, as a session's answer names it. */
export interface FaceRef {
  photo: string;
  face: number;
}

export interface Decisions {
  /** With a letter where it was chosen from the school's own set. */
  mark: (student: { id: string; name: string }, chosen: { status: Status; letter?: string }, remark?: string) => Promise<void>;
  /** Takes the latest mark by a person back. */
  withdraw: (student: { id: string; name: string }) => Promise<void>;
  /** Says whose a face is, or that it is nobody's; `said` is what people read then. */
  say: (face: FaceRef, ruling: Ruling, student: string | null, said: string) => Promise<void>;
}

export function useDecisions(meeting: Meeting, className: string, session: ShownSession): Decisions {
  const { outbox, sender } = useApp();
  const { account } = useSchool();
  const say = useSay();
  const t = useText();
  const { word } = useStatuses();
  const { answer } = session;

  const add = useCallback(
    async (work: Work): Promise<Entry> => {
      const entry = await outbox.add({ id: Crypto.randomUUID(), owner: account.owner, meeting, className, madeAt: new Date().toISOString(), work });
      void sender.go();
      return entry;
    },
    [outbox, sender, account.owner, meeting, className],
  );
  /** What has not left the phone is taken out; what has is undone by another word. */
  const undo = useCallback(
    async (entry: Entry, inverse: Work) => {
      felt.touch();
      if (outbox.find(entry.id) && !outbox.leaving.has(entry.id)) await outbox.remove(entry.id);
      else await add(inverse);
    },
    [outbox, add],
  );

  return {
    mark: async (student, { status, letter }, remark = '') => {
      felt.touch();
      const leaveAt = leaveOf(session.shown, student.id);
      const entry = await add({ kind: 'mark', student: student.id, status, ...(letter ? { letter } : {}), remark, seen: seenMark(answer, student.id), ...(leaveAt ? { leaveAt } : {}) });
      const inverse: Work = { kind: 'withdrawal', student: student.id, seen: null };
      say(t('said.mark', { name: student.name, status: word({ status, letter }) }), () => void undo(entry, inverse));
    },
    withdraw: async (student) => {
      felt.touch();
      await add({ kind: 'withdrawal', student: student.id, seen: seenMark(answer, student.id).at });
      say(t('said.withdrawn', { name: student.name }));
    },
    say: async ({ photo, face }, ruling, student, said) => {
      felt.touch();
      const seen = answer && seenFace(answer, photo, face);
      const entry = await add({ kind: 'correction', photo, face, ruling, student, learn: false, seen });
      const inverse: Work = { kind: 'correction', photo, face, ruling: 'open', student: null, learn: false, seen: null };
      say(said, () => void undo(entry, inverse));
    },
  };
}
