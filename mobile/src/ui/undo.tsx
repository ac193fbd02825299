// What was just done, with a way back.

import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { AccessibilityInfo, StyleSheet } from 'react-native';
import { Snackbar } from 'react-native-paper';

import { useText } from '@/text/text';

interface Done {
  said: string;
  undo: (() => void) | null;
}

const Context = createContext<(said: string, undo?: () => void) => void>(() => undefined);

/** Says what was done; with `undo` there is a button that takes it back. */
export const useSay = () => useContext(Context);

export function UndoProvider({ children }: { children: ReactNode }) {
  const t = useText();
  const [done, setDone] = useState<Done | null>(null);
  const say = useCallback((said: string, undo?: () => void) => {
    setDone({ said, undo: undo ?? null });
    AccessibilityInfo.announceForAccessibility(said);
  }, []);
  return (
    <Context value={say}>
      {children}
      <Snackbar visible={done !== null} onDismiss={() => setDone(null)} duration={8000} wrapperStyle={styles.above} action={done?.undo ? { label: t('undo'), onPress: done.undo } : undefined}>
        {done?.said ?? ''}
      </Snackbar>
    </Context>
  );
}

/** Above what the thumb reaches for next. */
const styles = StyleSheet.create({ above: { bottom: 84 } });
