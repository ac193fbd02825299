// Both phones' presets: a file with .ios or .android, and what Platform says, differ between them.
// The day that a phone shows is its own, not Greenwich's: tests in UTC would not see the difference.
process.env.TZ = 'Europe/Berlin';

const modules = '/node_modules/(?!((jest-)?react-native|@react-native|expo|@expo|react-navigation|@react-navigation|standard-navigation|color))(?!.*/node_modules/)';
const shared = {
  setupFiles: ['<rootDir>/test/set-up.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/patience.ts'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  transformIgnorePatterns: [modules],
  testMatch: ['<rootDir>/src/**/*.test.{ts,tsx}', '<rootDir>/test/**/*.test.{ts,tsx}'],
};

module.exports = {
  projects: [
    { preset: 'jest-expo/ios', displayName: 'ios', ...shared },
    { preset: 'jest-expo/android', displayName: 'android', ...shared },
  ],
};
