// The reader's choices: the language, and light or dark; the phone's own until somebody chooses.

import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useColorScheme } from 'react-native';

import { readPreference, writePreference } from '@/device/preferences';

import { turn } from './direction';
import { isRtl, LANGUAGES, type Language } from './languages';
import { phoneLanguage } from './text';

export type Look = 'phone' | 'light' | 'dark';

export interface Preferences {
  language: Language;
  look: Look;
  dark: boolean;
  setLanguage: (language: Language) => void;
  setLook: (look: Look) => void;
}

const Context = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  const preferences = useContext(Context);
  if (!preferences) throw new Error('outside of PreferencesProvider');
  return preferences;
}

export function PreferencesProvider({ children }: { children: ReactNode }) {
  const phone = useColorScheme();
  const [language, setLanguage] = useState<Language | null>(null);
  const [look, setLook] = useState<Look>('phone');
  useEffect(() => {
    void Promise.all([readPreference('language'), readPreference('look')]).then(([spoken, seen]) => {
      setLanguage(LANGUAGES.find((one) => one === spoken) ?? phoneLanguage());
      if (seen === 'light' || seen === 'dark') setLook(seen);
    });
  }, []);
  useEffect(() => {
    if (language) turn(language, isRtl(language));
  }, [language]);
  const value = useMemo<Preferences | null>(
    () =>
      language && {
        language,
        look,
        dark: look === 'phone' ? phone === 'dark' : look === 'dark',
        setLanguage: (next) => {
          setLanguage(next);
          void writePreference('language', next);
        },
        setLook: (next) => {
          setLook(next);
          void writePreference('look', next);
        },
      },
    [language, look, phone],
  );
  return value && <Context value={value}>{children}</Context>;
}
