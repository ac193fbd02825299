// Sends what waits, one after the other, oldest first. What fails for a passing reason is tried again, each time a little
// later; what the server refuses, and what somebody else has changed meanwhile, is kept for a person to decide.

import { asFailure, Failure } from '@/api/failure';
import type { School } from '@/api/school';
import type { Answer, Meeting } from '@/api/types';
import { localTime } from '@/photos/capture-time';
import { pictureName } from '@/photos/prepare';

import type { Entry, Theirs } from './entry';
import type { Outbox } from './outbox';
import { personOf } from './overlay';

/** How far the entry that is on its way is. */
export interface Progress {
  id: string;
  stage: 'sending' | 'recognising';
  /** 0 to 1. */
  share: number;
}

export interface SenderOptions {
  outbox: Outbox;
  /** The school that is signed in to, and as whom; none when nobody is. */
  current: () => { school: School; owner: string } | null;
  /** The server's answer about a meeting, which has become the truth. */
  answered: (meeting: Meeting, answer: Answer, entry: Entry) => void;
  /** The proof is not accepted any more. */
  unauthorised: () => void;
  /** Waits; a parameter, so that tests need not. */
  pause: (milliseconds: number) => Promise<void>;
  /** The phone's clock. */
  now: () => Date;
}

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
/** Between two looks at a job that the server works on. */
const LOOK = 700;

export class Sender {
  progress: Progress | null = null;
  /** Why nothing is sent at the moment, while something waits. */
  trouble: Failure | null = null;
  private running: Promise<void> = Promise.resolve();
  private busy = false;
  private control = new AbortController();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: SenderOptions) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Sends what waits, now; while it is at it already, a pause between two tries is cut short. */
  go(): Promise<void> {
    this.wake?.();
    if (!this.busy) this.running = this.work();
    return this.running;
  }

  private wake: (() => void) | null = null;

  /** Stops what is on its way. It stays in the outbox. */
  stop(): void {
    this.control.abort();
    this.control = new AbortController();
  }

  private async work(): Promise<void> {
    this.busy = true;
    try {
      for (let pause = FIRST_PAUSE; ; ) {
        const current = this.options.current();
        const entry = current && this.options.outbox.entries.find((one) => one.owner === current.owner && one.state.kind === 'waiting');
        if (!entry) return this.tell(null, null);
        const failure = await this.attempt(entry, current.school);
        this.tell(null, failure);
        if (failure?.kind === 'cancelled') return;
        if (failure?.kind === 'unauthorised') return this.options.unauthorised();
        pause = failure ? await this.rest(pause, failure) : FIRST_PAUSE;
      }
    } finally {
      // In the very step that found nothing to send: what is added after that begins anew.
      this.busy = false;
    }
  }

  /** Waits until the next try, or until somebody wants it now. Gives how long to wait after that one. */
  private async rest(pause: number, { retryAfter }: Failure): Promise<number> {
    const woken = new Promise<void>((go) => (this.wake = go));
    await Promise.race([this.options.pause(Math.max(pause, (retryAfter ?? 0) * 1000)), woken]);
    this.wake = null;
    return Math.min(pause * 2, LONGEST_PAUSE);
  }

  /** Sends one entry. Gives the failure that keeps everything waiting; what concerns this entry alone is settled here. */
  private async attempt(entry: Entry, school: School): Promise<Failure | null> {
    const { outbox } = this.options;
    outbox.leaving.add(entry.id);
    try {
      const answer = await this.send(entry, school);
      await outbox.remove(entry.id);
      await this.rebase(entry, answer);
      this.options.answered(entry.meeting, answer, entry);
      return null;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.isPassing || failure.kind === 'unauthorised' || failure.kind === 'cancelled') return failure;
      if (failure.kind === 'changed_meanwhile') return await this.compare(entry, school);
      await outbox.settle(entry.id, { kind: 'refused', failure: failure.kind, detail: failure.detail });
      return null;
    } finally {
      outbox.leaving.delete(entry.id);
    }
  }

  private async send(entry: Entry, school: School): Promise<Answer> {
    const { id, meeting, work } = entry;
    switch (work.kind) {
      case 'photo':
        return this.sendPhoto(entry, school, work.capturedAt);
      case 'mark':
        return school.mark(meeting, id, { ...(work.letter ? { letter: work.letter } : { status: work.status }), student: work.student, remark: work.remark, seen: work.seen });
      case 'withdrawal':
        return school.withdraw(meeting, id, work.student, work.seen);
      case 'correction': {
        const { photo, face, ruling, student, learn, seen } = work;
        return school.correct(meeting, id, { photo, face, ruling, student, learn, seen });
      }
    }
  }

  private async sendPhoto({ id, meeting }: Entry, school: School, capturedAt: string | null): Promise<Answer> {
    const image = await this.options.outbox.chest.picture(pictureName(id));
    if (!image) throw new Failure('unreadable_photo');
    this.tell({ id, stage: 'sending', share: 0 }, null);
    const progress = (share: number) => this.tell({ id, stage: share < 1 ? 'sending' : 'recognising', share }, null);
    const taken = await school.take(meeting, id, { image, capturedAt, sentAt: localTime(this.options.now()) }, { progress, signal: this.control.signal });
    return 'answer' in taken ? taken.answer : this.follow(id, meeting, school, taken.job.id);
  }

  /** The server has the photo and works on it. */
  private async follow(id: string, meeting: Meeting, school: School, number: number): Promise<Answer> {
    for (;;) {
      const job = await school.job(number);
      if (job.state === 'done') return school.session(meeting);
      if (job.state === 'failed') throw new Failure(job.code === 'bad_photo' ? 'bad_photo' : 'server_fault', job.message ?? '');
      this.tell({ id, stage: 'recognising', share: job.photos ? job.done / job.photos : 0 }, null);
      await this.options.pause(LOOK);
    }
  }

  /**
   * What this phone has changed itself is no conflict: entries that wait and saw the state before it now see the state
   * after it.
   */
  private async rebase(sent: Entry, answer: Answer): Promise<void> {
    for (const entry of this.options.outbox.of(sent.owner, sent.meeting)) {
      const { work } = entry;
      if (work.kind !== 'mark' || !work.seen || entry.state.kind !== 'waiting') continue;
      const now = answer.students.find((one) => one.id === work.student);
      const own = sent.work.kind !== 'photo' && sent.work.student === work.student;
      const machine = sent.work.kind === 'photo' && now?.mark?.source === 'machine';
      if (!now || !(own || machine)) continue;
      await this.options.outbox.rework(entry.id, { ...work, seen: { status: now.status, at: now.mark?.at ?? null } });
    }
  }

  /**
   * Somebody else was faster. A machine's suggestion gives way to a person by itself, and so does leave that they have seen;
   * between people a person chooses.
   */
  private async compare(entry: Entry, school: School): Promise<Failure | null> {
    let answer: Answer;
    try {
      answer = await school.session(entry.meeting);
    } catch (thrown) {
      return asFailure(thrown);
    }
    const { outbox } = this.options;
    const { work } = entry;
    const now = answer.students.find((one) => 'student' in work && one.id === work.student);
    if (work.kind === 'mark' && now?.mark && (now.mark.source === 'machine' || (now.mark.source === 'leave' && now.mark.at === work.leaveAt))) {
      await outbox.rework(entry.id, { ...work, seen: { status: now.status, at: now.mark.at } });
      return null;
    }
    await outbox.settle(entry.id, { kind: 'conflict', theirs: theirs(entry, answer) });
    this.options.answered(entry.meeting, answer, entry);
    return null;
  }

  private tell(progress: Progress | null, trouble: Failure | null): void {
    this.progress = progress;
    this.trouble = trouble;
    for (const listener of this.listeners) listener();
  }
}

function theirs({ work }: Entry, answer: Answer): Theirs {
  const nothing: Theirs = { status: null, verdict: null, student: null, by: null, at: null };
  if (work.kind === 'correction') {
    const face = answer.photos.find((one) => one.digest === work.photo)?.faces[work.face];
    return { ...nothing, verdict: face?.verdict ?? null, student: face?.student ?? null };
  }
  const now = work.kind === 'photo' ? undefined : answer.students.find((one) => one.id === work.student);
  return { ...nothing, status: now?.status ?? null, letter: now?.letter, by: personOf(now?.mark), at: now?.mark?.at ?? null };
}

/** The entry as it is sent when somebody decides that it holds in place of theirs. */
export function insisted(entry: Entry, theirs: Theirs): Entry['work'] {
  const { work } = entry;
  if (work.kind === 'mark') return { ...work, seen: { status: theirs.status ?? 'not_seen', at: theirs.at } };
  if (work.kind === 'withdrawal') return { ...work, seen: theirs.at };
  if (work.kind === 'correction') return { ...work, seen: theirs.verdict ? { verdict: theirs.verdict, student: theirs.student } : null };
  return work;
}
