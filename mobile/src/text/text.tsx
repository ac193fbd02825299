// What the app says, in the reader's language, and dates as they are written there. Keys are those of en.json: a wrong
// one does not compile.

import 'intl-pluralrules'; // Hermes lacks Intl.PluralRules on some phones, and Arabic has six forms.

import { getLocales } from 'expo-localization';
import { createInstance, type TOptions } from 'i18next';
import { createContext, useContext, useMemo, type ReactNode } from 'react';

import { startOfDay } from '@/photos/capture-time';

import type en from './en.json';
import { firstKnown, isRtl, MESSAGES, type Language } from './languages';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

type Keys<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K}` : Keys<T[K], `${Prefix}${K}.`>;
}[keyof T & string];

export type TextKey = Keys<typeof en>;

export interface Say {
  (key: TextKey, values?: TOptions): string;
  language: Language;
  rtl: boolean;
  /** Tuesday, 24 November 2026. */
  day: (day: string) => string;
  /** 24 Nov. */
  shortDay: (day: string) => string;
  /** Date and time of a moment, where the phone is. */
  time: (moment: string) => string;
  /** A letter and what it stands for, each read in its own direction. */
  pair: (letter: string, name: string) => string;
  /** 0.87 as 87 %. */
  percent: (share: number) => string;
}

/** Between Unicode's first-strong isolate and its end: a school's own letters don't turn what stands beside them. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** The phone's own tag for the language, with its region: without, dates are written as in America. */
function tagOf(language: Language): string {
  return getLocales().find((locale) => locale.languageCode === language)?.languageTag ?? (language === 'en' ? 'en-GB' : language);
}

export const phoneLanguage = (): Language => firstKnown(getLocales().map((locale) => locale.languageTag));

const instance = createInstance();
void instance.init({
  resources: Object.fromEntries(Object.entries(MESSAGES).map(([language, translation]) => [language, { translation }])),
  lng: phoneLanguage(),
  fallbackLng: 'en',
  interpolation: { escapeValue: false },
});

const LanguageContext = createContext<Language>('en');

export function TextProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useText(): Say {
  const language = useContext(LanguageContext);
  return useMemo(() => {
    const [tag, t] = [tagOf(language), instance.getFixedT(language)];
    const say = (key: TextKey, values?: TOptions) => String(t(key as never, values as never));
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options);
    return Object.assign(say, {
      language,
      rtl: isRtl(language),
      day: (day: string) => format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(startOfDay(day)),
      shortDay: (day: string) => format({ weekday: 'short', day: 'numeric', month: 'short' }).format(startOfDay(day)),
      time: (moment: string) => format({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment)),
      pair: (letter: string, name: string) => (isRtl(language) ? `${isolated(letter)} · ${isolated(name)}` : `${letter} · ${name}`),
      percent: (share: number) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(share),
    });
  }, [language]);
}
