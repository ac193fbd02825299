// From which side a page is read. Browsers turn it at once; the component library has to be told, since React Native's own
// word on it is always "from the left" in a browser.

import { I18nManager } from 'react-native';

export function turn(language: string, rtl: boolean): void {
  document.documentElement.lang = language;
  document.documentElement.dir = rtl ? 'rtl' : 'ltr';
  I18nManager.getConstants = () => ({ isRTL: rtl, doLeftAndRightSwapInRTL: false });
}

export const needsRestart = (_rtl: boolean): boolean => false;
