// What the hand feels: done, look here, wrong. Where a phone can't, nothing.

import * as Haptics from 'expo-haptics';

const quietly = (act: Promise<void>): void => void act.catch(() => undefined);

export const felt = {
  done: () => quietly(Haptics.notificationAsync(Haptics.NotificationFeedbackType.Success)),
  look: () => quietly(Haptics.notificationAsync(Haptics.NotificationFeedbackType.Warning)),
  wrong: () => quietly(Haptics.notificationAsync(Haptics.NotificationFeedbackType.Error)),
  touch: () => quietly(Haptics.selectionAsync()),
};
