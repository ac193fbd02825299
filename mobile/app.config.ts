import type { ExpoConfig } from 'expo/config';

import ar from './src/text/ar.json';
import de from './src/text/de.json';
import en from './src/text/en.json';
import es from './src/text/es.json';
import fr from './src/text/fr.json';
import ur from './src/text/ur.json';

// The web export is made for one address (`/app` of Muster's server); on phones there is no such base.
const base = process.env.APP_BASE_PATH;

const MESSAGES = { en, de, es, fr, ar, ur };

/** What iOS says when it asks for leave, in each language. */
const locales = Object.fromEntries(
  Object.entries(MESSAGES).map(([language, { permission }]) => [
    language,
    { ios: { NSCameraUsageDescription: permission.camera, NSPhotoLibraryUsageDescription: permission.photos } },
  ]),
);

const config: ExpoConfig = {
  name: 'Muster',
  slug: 'muster',
  scheme: 'muster',
  version: '0.1.0',
  orientation: 'default',
  icon: './assets/icon.png',
  userInterfaceStyle: 'automatic',
  locales,
  ios: {
    bundleIdentifier: 'org.muster.app',
    supportsTablet: true,
    infoPlist: {
      CFBundleAllowMixedLocalizations: true,
      CFBundleLocalizations: ['en', 'de', 'es', 'fr', 'ar', 'ur'],
      ITSAppUsesNonExemptEncryption: false,
    },
  },
  android: {
    package: 'org.muster.app',
    adaptiveIcon: { foregroundImage: './assets/adaptive-icon.png', backgroundColor: '#2257a0' },
    // What waits to be sent must not leave the phone with a backup.
    allowBackup: false,
    blockedPermissions: [
      'android.permission.RECORD_AUDIO',
      'android.permission.SYSTEM_ALERT_WINDOW',
      'android.permission.READ_EXTERNAL_STORAGE',
      'android.permission.WRITE_EXTERNAL_STORAGE',
    ],
  },
  web: { bundler: 'metro', output: 'single', favicon: './assets/favicon.png', themeColor: '#2257a0' },
  plugins: [
    'expo-router',
    ['expo-localization', { supportsRTL: true }],
    ['expo-splash-screen', { image: './assets/splash.png', imageWidth: 180, backgroundColor: '#f5f6f8', dark: { backgroundColor: '#14171c' } }],
    ['expo-image-picker', { photosPermission: en.permission.photos, cameraPermission: en.permission.camera, microphonePermission: false }],
    ['expo-camera', { cameraPermission: en.permission.camera, recordAudioAndroid: false, microphonePermission: false }],
    ['expo-secure-store', { configureAndroidBackup: true, faceIDPermission: false }],
    'expo-font',
    'expo-sharing',
  ],
  extra: { supportsRTL: true },
  experiments: { typedRoutes: true, reactCompiler: false, ...(base ? { baseUrl: base } : {}) },
};

export default config;
