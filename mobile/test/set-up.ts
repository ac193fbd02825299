// What a phone has and Jest does not: the modules that call native code, as small fakes that keep what they are given.

jest.mock('expo-localization', () => ({ getLocales: () => [{ languageTag: 'en-GB', languageCode: 'en' }] }));

jest.mock('expo-haptics', () => ({
  notificationAsync: jest.fn(async () => undefined),
  selectionAsync: jest.fn(async () => undefined),
  NotificationFeedbackType: { Success: 'success', Warning: 'warning', Error: 'error' },
}));

jest.mock('expo-secure-store', () => {
  const kept = new Map<string, string>();
  return {
    AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 1,
    getItemAsync: jest.fn(async (name: string) => kept.get(name) ?? null),
    setItemAsync: jest.fn(async (name: string, value: string) => void kept.set(name, value)),
    deleteItemAsync: jest.fn(async (name: string) => void kept.delete(name)),
  };
});

jest.mock('expo-file-system', () => jest.requireActual('./phone-files'));

jest.mock('expo-crypto', () => jest.requireActual('./phone-crypto'));

jest.mock('react-native-safe-area-context', () => jest.requireActual('react-native-safe-area-context/jest/mock').default);

jest.mock('expo-system-ui', () => ({ setBackgroundColorAsync: jest.fn(async () => undefined) }));

/** A camera that reads a code when a test says so. */
jest.mock('expo-camera', () => {
  const { View } = jest.requireActual('react-native');
  const { createElement } = jest.requireActual('react');
  return {
    useCameraPermissions: () => [{ granted: true, canAskAgain: true }, jest.fn()],
    CameraView: (props: object) => createElement(View, { ...props, testID: 'camera' }),
  };
});
