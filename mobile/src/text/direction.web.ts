// From which side a page is read; browsers turn it at once.

export function turn(language: string, rtl: boolean): void {
  document.documentElement.lang = language;
  document.documentElement.dir = rtl ? 'rtl' : 'ltr';
}

export const needsRestart = (_rtl: boolean): boolean => false;
