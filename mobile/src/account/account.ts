// Who uses this phone at which school, and for how long that is known: from signing in until signing out, over restarts.

import { about, school, signIn } from '@/api/school';
import type { Access } from '@/api/access';
import { Failure } from '@/api/failure';
import type { About, Me } from '@/api/types';
import { readSecret, removeSecret, writeSecret } from '@/device/secrets';

/** Somebody who is signed in. */
export interface Account {
  access: Access;
  /** The school's name. */
  schoolName: string;
  /** How registers name them. */
  name: string;
  role: Me['role'];
  /** Tells whose work waits: server and login, or server and device. */
  owner: string;
}

const SECRET = 'account';

/** The account of the last run; none when nobody was signed in, or what is kept can't be read. */
export async function lastAccount(): Promise<Account | null> {
  const text = await readSecret(SECRET);
  try {
    return text ? (JSON.parse(text) as Account) : null;
  } catch {
    return null;
  }
}

export const forgetAccount = (): Promise<void> => removeSecret(SECRET);

/** Asks the server whose proof that is, and keeps it. */
export async function enter(access: Access, there: About): Promise<Account> {
  const me = await school(access).me();
  if (me.role === 'kiosk') throw new Failure('forbidden', 'a kiosk has its own page on the console');
  const account: Account = { access, schoolName: there.school, name: me.name, role: me.role, owner: `${access.origin} ${me.login ?? `key:${me.name}`}` };
  await writeSecret(SECRET, JSON.stringify(account));
  return account;
}

export interface Entered {
  login: string;
  password: string;
  /** Of a second factor. */
  code?: string;
}

export async function enterWithPassword(origin: string, entered: Entered, cookie: boolean): Promise<Account> {
  const there = await about(origin);
  return enter(await signIn(origin, { ...entered, cookie }), there);
}

export async function enterWithKey(origin: string, key: string): Promise<Account> {
  return enter({ origin, proof: { kind: 'key', key } }, await about(origin));
}

/** In a browser: somebody who is signed in to the console is signed in here. None when nobody is. */
export async function enterWithCookie(origin: string): Promise<Account | null> {
  try {
    return await enter({ origin, proof: { kind: 'cookie' } }, await about(origin));
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'unauthorised') return null;
    throw thrown;
  }
}

/** Ends the sign-in on the server where that is possible; the phone forgets it in any case. */
export async function leave(account: Account): Promise<void> {
  try {
    if (account.access.proof.kind !== 'key') await school(account.access).signOut();
  } catch {
    // Without a connection the sign-in ends by itself after twelve hours without use.
  }
  await forgetAccount();
}
