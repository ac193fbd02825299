// The six languages, as the console has them.

import ar from './ar.json';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import ur from './ur.json';

export const MESSAGES = { en, de, es, fr, ar, ur } as const;

export type Language = keyof typeof MESSAGES;

export const LANGUAGES = Object.keys(MESSAGES) as Language[];

/** What its speakers call it. */
export const OWN_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch', es: 'Español', fr: 'Français', ar: 'العربية', ur: 'اردو' };

export const isRtl = (language: Language): boolean => language === 'ar' || language === 'ur';

/** The first of the wanted tags (`de-AT`) that is one of ours; English when none is. */
export function firstKnown(tags: readonly string[]): Language {
  const codes = tags.map((tag) => tag.split('-')[0]?.toLowerCase());
  return (codes.find((code) => code !== undefined && code in MESSAGES) as Language | undefined) ?? 'en';
}
