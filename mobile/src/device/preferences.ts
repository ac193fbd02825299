// Choices that are no secret: the language, light or dark. On a phone there is no smaller store than the one for secrets.

export { readSecret as readPreference, writeSecret as writePreference } from './secrets';
