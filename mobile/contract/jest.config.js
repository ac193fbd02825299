// The app's real client against a real server, over real sockets: `node contract/run.mjs` starts the server and runs this.
const shared = require('../jest.config.js').projects[0];

module.exports = {
  rootDir: '..',
  preset: 'jest-expo/ios',
  setupFiles: shared.setupFiles,
  moduleNameMapper: shared.moduleNameMapper,
  transformIgnorePatterns: shared.transformIgnorePatterns,
  testEnvironment: '<rootDir>/contract/environment.js',
  // A browser's requests come from a page, and these from a page of the server itself.
  testEnvironmentOptions: { url: process.env.MUSTER_URL ?? 'http://localhost/' },
  testMatch: ['<rootDir>/contract/*.test.ts'],
  testTimeout: 60_000,
};
