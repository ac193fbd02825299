// A school that answers as a test tells it, and remembers what it was asked.

import type { School } from '@/api/school';

type Reply = unknown | Error | (() => unknown);

export interface Asked {
  call: string;
  args: unknown[];
}

/** `replies` are given in their order, for each call of its own; the last one again and again. */
export function fakeSchool(replies: Partial<Record<keyof School, Reply[]>>): { school: School; asked: Asked[] } {
  const asked: Asked[] = [];
  const school = new Proxy({ access: { origin: 'https://school.example', proof: { kind: 'key', key: 'k' } } } as unknown as School, {
    get(target, call: string) {
      if (call in target) return target[call as keyof School];
      return async (...args: unknown[]) => {
        asked.push({ call, args });
        const left = replies[call as keyof School] ?? [];
        const reply = left.length > 1 ? left.shift() : left[0];
        const said = typeof reply === 'function' ? await reply() : reply;
        if (said instanceof Error) throw said;
        if (said === undefined) throw new Error(`nobody said what ${call} answers`);
        return said;
      };
    },
  });
  return { school, asked };
}
