// From which side a screen is read. A phone lays it out so from its next start on: React Native turns no running app.

import { I18nManager } from 'react-native';

export function turn(_language: string, rtl: boolean): void {
  I18nManager.allowRTL(rtl);
  I18nManager.forceRTL(rtl);
}

/** Whether the app has to be started again before everything stands on its side. */
export const needsRestart = (rtl: boolean): boolean => I18nManager.isRTL !== rtl;
