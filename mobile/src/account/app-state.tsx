// What the whole app shares: who is signed in, the chest, what waits, and the one that sends it.

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { ImagePickerAsset } from 'expo-image-picker';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { AppState as PhoneState, Platform } from 'react-native';

import { school, type School } from '@/api/school';
import type { Answer, Meeting } from '@/api/types';
import { openChest } from '@/device/chest';
import type { Chest } from '@/device/chest.types';
import { felt } from '@/device/haptics';
import { forgetAllPictures } from '@/device/temporary';
import { Outbox } from '@/outbox/outbox';
import { Sender } from '@/outbox/sender';
import type { Entry } from '@/outbox/entry';
import { pending } from '@/photos/prepare';
import { keyOf } from '@/school/keys';

import { enterWithCookie, forgetAccount, lastAccount, leave as leaveServer, type Account } from './account';

interface Start {
  chest: Chest;
  outbox: Outbox;
  account: Account | null;
  /** Photos that were being taken when the phone ended this app; whoever takes them out clears the list. */
  recovered: ImagePickerAsset[];
}

export interface AppState extends Start {
  /** The server's origin when a sign-in has ended by itself. */
  ended: string | null;
  /** Somebody has signed in. */
  entered: (account: Account) => void;
  /** Signs out and throws away what this phone knows, what waits too. */
  leave: () => Promise<void>;
  school: School | null;
  sender: Sender;
}

const Context = createContext<AppState | null>(null);

export function useApp(): AppState {
  const state = useContext(Context);
  if (!state) throw new Error('outside of AppStateProvider');
  return state;
}

/** The account and its school, on screens that nobody sees without. */
export function useSchool(): { account: Account; school: School } {
  const { account, school: there } = useApp();
  if (!account || !there) throw new Error('nobody is signed in');
  return { account, school: there };
}

export function useEntries(): readonly Entry[] {
  const { outbox } = useApp();
  return useSyncExternalStore(outbox.subscribe, outbox.snapshot, outbox.snapshot);
}

/** What the sender is doing; drawn anew at each step. */
export function useSending(): Pick<Sender, 'progress' | 'trouble'> {
  const { sender } = useApp();
  const step = useCallback(() => sender.progress ?? sender.trouble, [sender]);
  useSyncExternalStore(sender.subscribe, step, step);
  return { progress: sender.progress, trouble: sender.trouble };
}

/** The sender outlives every screen; `seat` tells it who is signed in, and what to do when that ends. */
function makeSender(outbox: Outbox, queries: QueryClient) {
  let signedIn: { school: School; owner: string } | null = null;
  let end: () => void = () => undefined;
  const sender = new Sender({
    outbox,
    current: () => signedIn,
    answered: (meeting: Meeting, answer: Answer, { work }) => {
      // The hand feels whether somebody has to look.
      if (work.kind === 'photo') (answer.to_review.length > 0 ? felt.look : felt.done)();
      queries.setQueryData(keyOf.session(meeting), { value: answer, since: null });
      void queries.invalidateQueries({ queryKey: keyOf.report(meeting.class) });
      void queries.invalidateQueries({ queryKey: keyOf.meetings(meeting.date) });
    },
    unauthorised: () => end(),
    pause,
    now: () => new Date(),
  });
  const seat = (who: typeof signedIn, ended: () => void): void => {
    signedIn = who;
    end = ended;
  };
  return { sender, seat };
}

const pause = (milliseconds: number) => new Promise<void>((go) => setTimeout(go, milliseconds));

/** What the start finds: the chest, what waits in it, who was signed in, and what the camera was about to give. */
async function start(): Promise<Start> {
  const recovered = await pending().catch(() => []);
  if (recovered.length === 0) forgetAllPictures();
  const chest = await openChest();
  const [outbox, known] = await Promise.all([Outbox.open(chest), lastAccount()]);
  const account = known ?? (Platform.OS === 'web' ? await enterWithCookie(window.location.origin).catch(() => null) : null);
  return { chest, outbox, account, recovered };
}

export function AppStateProvider({ children, waiting, failed }: { children: ReactNode; waiting: ReactNode; failed: (again: () => void) => ReactNode }) {
  const [started, setStarted] = useState<Start | 'failed' | null>(null);
  const begin = useCallback(() => {
    start().then(setStarted, () => setStarted('failed'));
  }, []);
  useEffect(begin, [begin]);
  if (started === 'failed') return failed(begin);
  if (!started) return waiting;
  return <Started {...started}>{children}</Started>;
}

function Started({ chest, outbox, account: first, recovered, children }: Start & { children: ReactNode }) {
  const queries = useQueryClient();
  const [account, setAccount] = useState(first);
  const [ended, setEnded] = useState<string | null>(null);
  const there = useMemo(() => (account ? school(account.access) : null), [account]);
  const end = useCallback(() => {
    setEnded(account?.access.origin ?? null);
    setAccount(null);
    void forgetAccount();
  }, [account]);
  const [{ sender, seat }] = useState(() => makeSender(outbox, queries));
  useEffect(() => seat(account && there && { school: there, owner: account.owner }, end), [seat, account, there, end]);
  useSendingByItself(sender, account);

  const value = useMemo<AppState>(
    () => ({
      account,
      ended,
      entered: (next) => {
        queries.clear();
        setEnded(null);
        setAccount(next);
      },
      leave: async () => {
        sender.stop();
        if (account) await leaveServer(account);
        await chest.clear();
        queries.clear();
        setEnded(null);
        setAccount(null);
        for (const entry of outbox.entries) await outbox.remove(entry.id);
      },
      school: there,
      chest,
      outbox,
      sender,
      recovered,
    }),
    [account, ended, there, chest, outbox, sender, recovered, queries],
  );
  useEndedSignIn(end);
  return <Context value={value}>{children}</Context>;
}

/** Sends when the app comes to the front, when a browser is on-line again, and when somebody has signed in. */
function useSendingByItself(sender: Sender, account: Account | null): void {
  useEffect(() => {
    if (account) void sender.go();
    const phone = PhoneState.addEventListener('change', (state) => {
      if (state === 'active') void sender.go();
    });
    const online = () => void sender.go();
    if (Platform.OS === 'web') window.addEventListener('online', online);
    return () => {
      phone.remove();
      if (Platform.OS === 'web') window.removeEventListener('online', online);
    };
  }, [sender, account]);
}

/** Any question that is answered with "sign in first" ends the sign-in here, too. */
function useEndedSignIn(end: () => void): void {
  const queries = useQueryClient();
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'error' && (event.action.error as { kind?: string }).kind === 'unauthorised') end();
      }),
    [queries, end],
  );
}
