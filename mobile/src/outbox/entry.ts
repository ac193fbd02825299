// What waits to be sent: a photo, a mark, a word on a face, or a mark taken back. Each has a name of its own under which it
// is sent, so that the server does it once however often it comes.

import type { FailureKind } from '@/api/failure';
import type { FaceVerdict, Meeting, Ruling, Status } from '@/api/types';
import type { SeenMark } from '@/api/school';

export type Work =
  | { kind: 'photo'; capturedAt: string | null; width: number; height: number }
  /**
   * With a letter where it was chosen from the school's own set; the status is what it stands for. `leaveAt` is when the
   * leave was entered that its maker saw: before a session is opened leave is no mark of it, and then it is.
   */
  | { kind: 'mark'; student: string; status: Status; letter?: string; remark: string; seen: SeenMark | null; leaveAt?: string }
  | { kind: 'correction'; photo: string; face: number; ruling: Ruling; student: string | null; learn: boolean; seen: SeenFace | null }
  | { kind: 'withdrawal'; student: string; seen: string | null };

/** What held of a face when somebody decided. */
export interface SeenFace {
  verdict: FaceVerdict;
  student: string | null;
}

export type EntryState =
  /** It is sent as soon as the server answers. */
  | { kind: 'waiting' }
  /** The server refused it: somebody has to look. */
  | { kind: 'refused'; failure: FailureKind; detail: string }
  /** Somebody else has changed the same meanwhile: somebody has to choose. */
  | { kind: 'conflict'; theirs: Theirs };

/** What holds now in place of what was seen. */
export interface Theirs {
  status: Status | null;
  /** How the school writes it. */
  letter?: string;
  verdict: FaceVerdict | null;
  student: string | null;
  by: string | null;
  at: string | null;
}

export interface Entry {
  /** Names the request (`Idempotency-Key`), and a photo's picture in the chest. */
  id: string;
  /** In which order it was added. */
  number: number;
  /** Whose it is: server and login. Another's entries are neither sent nor shown in full. */
  owner: string;
  meeting: Meeting;
  /** The class's name, for people. */
  className: string;
  /** When it was decided or taken, RFC 3339. */
  madeAt: string;
  work: Work;
  state: EntryState;
}
