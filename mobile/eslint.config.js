const expo = require('eslint-config-expo/flat');

module.exports = [
  ...expo,
  { ignores: ['node_modules/*', 'dist/*', 'android/*', 'ios/*', '.expo/*', 'src/api/schema.d.ts', 'expo-env.d.ts'] },
  // Tests that run in Node and look into pages.
  {
    files: ['e2e/**', 'contract/**', 'check/**'],
    languageOptions: { globals: Object.fromEntries(['Buffer', 'process', 'fetch', 'URL', 'setTimeout', 'setInterval', 'clearInterval', 'document', 'indexedDB', 'localStorage', 'sessionStorage'].map((name) => [name, 'readonly'])) },
  },
  // The phone's chest and the browser's are two files of one name.
  { files: ['**/*.test.ts'], rules: { 'import/no-duplicates': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
];
