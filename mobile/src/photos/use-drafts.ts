// The photos that a teacher is about to send: chosen, prepared one after the other, thrown away when the screen is left.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImagePickerAsset } from 'expo-image-picker';

import { useApp } from '@/account/app-state';
import { asFailure, type Failure } from '@/api/failure';
import { felt } from '@/device/haptics';

import { pick, pictureName, prepare, type Draft, type Source } from './prepare';

/** Most photos of one session that are sent together, as many as the server takes at once. */
export const MOST = 12;

export interface Drafts {
  drafts: Draft[];
  /** Which of how many is being prepared. */
  preparing: { number: number; of: number } | null;
  failure: Failure | null;
  add: (source: Source, newId: () => string) => Promise<void>;
  drop: (id: string) => Promise<void>;
  /** They belong to the outbox now. */
  release: () => void;
}

export function useDrafts(): Drafts {
  const { chest, recovered } = useApp();
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [preparing, setPreparing] = useState<Drafts['preparing']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const own = useRef(new Set<string>());

  const take = useCallback(
    async (assets: readonly ImagePickerAsset[], source: Source, newId: () => string) => {
      for (const [at, asset] of assets.entries()) {
        setPreparing({ number: at + 1, of: assets.length });
        try {
          const draft = await prepare(asset, source, newId(), chest);
          own.current.add(draft.id);
          setDrafts((known) => [...known, draft]);
        } catch (thrown) {
          // One that can't be read keeps none of the others from being sent.
          felt.wrong();
          setFailure(asFailure(thrown));
        }
      }
      setPreparing(null);
    },
    [chest],
  );

  const add = useCallback(
    async (source: Source, newId: () => string) => {
      setFailure(null);
      try {
        await take([...recovered.splice(0), ...(await pick(source, MOST))], source, newId);
      } catch (thrown) {
        setFailure(asFailure(thrown));
      }
    },
    [recovered, take],
  );
  const drop = useCallback(
    async (id: string) => {
      own.current.delete(id);
      setDrafts((known) => known.filter((draft) => draft.id !== id));
      await chest.remove(pictureName(id));
    },
    [chest],
  );
  const release = useCallback(() => {
    own.current.clear();
    setDrafts([]);
  }, []);

  useEffect(() => {
    const mine = own.current;
    return () => mine.forEach((id) => void chest.remove(pictureName(id)));
  }, [chest]);
  return { drafts, preparing, failure, add, drop, release };
}

