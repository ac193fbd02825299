// Colours: the console's, as a theme of the component library, and those of statuses. Contrast is 4.5 and more on both
// backgrounds (WCAG 2.2, 1.4.3).

import { MD3DarkTheme, MD3LightTheme, useTheme, type MD3Theme } from 'react-native-paper';

import type { Status } from '@/api/types';

export interface Tones {
  good: string;
  goodBack: string;
  warn: string;
  warnBack: string;
  bad: string;
  badBack: string;
  calm: string;
  calmBack: string;
}

export type Theme = MD3Theme & { tones: Tones };

export const LIGHT: Theme = {
  ...MD3LightTheme,
  colors: {
    ...MD3LightTheme.colors,
    primary: '#1f57a4',
    onPrimary: '#ffffff',
    primaryContainer: '#dbe7f8',
    onPrimaryContainer: '#12325f',
    secondaryContainer: '#dbe7f8',
    onSecondaryContainer: '#12325f',
    background: '#f5f6f8',
    onBackground: '#1b2026',
    surface: '#ffffff',
    onSurface: '#1b2026',
    surfaceVariant: '#e6ebf3',
    onSurfaceVariant: '#4b5562',
    outline: '#56606d',
    outlineVariant: '#d4d9e0',
    error: '#a3211c',
    elevation: { ...MD3LightTheme.colors.elevation, level1: '#ffffff', level2: '#ffffff', level3: '#ffffff' },
  },
  tones: { good: '#17693a', goodBack: '#dff3e5', warn: '#7d4e00', warnBack: '#fdf0d3', bad: '#a3211c', badBack: '#fce4e2', calm: '#4b5562', calmBack: '#e6ebf3' },
};

export const DARK: Theme = {
  ...MD3DarkTheme,
  colors: {
    ...MD3DarkTheme.colors,
    primary: '#8db8f5',
    onPrimary: '#0e1c2f',
    primaryContainer: '#23406b',
    onPrimaryContainer: '#dbe7f8',
    secondaryContainer: '#23406b',
    onSecondaryContainer: '#dbe7f8',
    background: '#14171c',
    onBackground: '#e9ecf1',
    surface: '#1d2128',
    onSurface: '#e9ecf1',
    surfaceVariant: '#2a303a',
    onSurfaceVariant: '#b6bfcb',
    outline: '#a7b0bd',
    outlineVariant: '#363d48',
    error: '#ff9d96',
    elevation: { ...MD3DarkTheme.colors.elevation, level1: '#1d2128', level2: '#222730', level3: '#272c36' },
  },
  tones: { good: '#7ed99c', goodBack: '#173724', warn: '#f3c36d', warnBack: '#3d2e10', bad: '#ff9d96', badBack: '#45191a', calm: '#b6bfcb', calmBack: '#2a303a' },
};

export const useTones = (): Tones => useTheme<Theme>().tones;

export type Tone = 'good' | 'warn' | 'bad' | 'calm';

export const TONE_OF: Record<Status, Tone> = { present: 'good', late: 'warn', left_early: 'warn', excused: 'calm', absent: 'bad', not_seen: 'calm' };

export const ICON_OF: Record<Status, string> = {
  present: 'check-circle',
  late: 'clock-alert-outline',
  left_early: 'exit-run',
  excused: 'email-check-outline',
  absent: 'close-circle-outline',
  not_seen: 'help-circle-outline',
};
