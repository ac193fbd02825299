// Small secrets that outlive the app: the proof of a sign-in. On a phone they lie in the keychain or keystore.

import * as SecureStore from 'expo-secure-store';

const options: SecureStore.SecureStoreOptions = { keychainAccessible: SecureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY };

export const readSecret = (name: string): Promise<string | null> => SecureStore.getItemAsync(`muster.${name}`, options);

export const writeSecret = (name: string, value: string): Promise<void> => SecureStore.setItemAsync(`muster.${name}`, value, options);

export const removeSecret = (name: string): Promise<void> => SecureStore.deleteItemAsync(`muster.${name}`, options);
