// Choices that are no secret: the language, light or dark.

export const readPreference = async (name: string): Promise<string | null> => globalThis.localStorage.getItem(`muster.${name}`);

export const writePreference = async (name: string, value: string): Promise<void> => globalThis.localStorage.setItem(`muster.${name}`, value);
