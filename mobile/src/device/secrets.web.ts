// In a browser a sign-in is a cookie that no script can read; only a device's key that somebody typed lies here, for as
// long as the tab is open.

const store = (): Storage => globalThis.sessionStorage;

export const readSecret = async (name: string): Promise<string | null> => store().getItem(`muster.${name}`);

export const writeSecret = async (name: string, value: string): Promise<void> => store().setItem(`muster.${name}`, value);

export const removeSecret = async (name: string): Promise<void> => store().removeItem(`muster.${name}`);
