// What React Native has and Node has not: `XMLHttpRequest`, which jsdom has, over real sockets; `fetch` is Node's own.
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of ['fetch', 'Request', 'Response', 'Headers', 'AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder', 'structuredClone', 'Blob']) this.global[name] = globalThis[name];
  }
};
