// Where this app keeps what must survive a restart: photos and marks that wait, and the lists that it shows without a
// connection. Everything in it is sealed (AES-256-GCM) where the platform allows; `sealed` says whether it does.

export interface Chest {
  /** Whether what lies in it can be read by nobody else. A browser can't seal on a page that is not https. */
  readonly sealed: boolean;
  /** The names that begin so, in the order of their letters. */
  names(prefix: string): Promise<string[]>;
  putText(name: string, text: string): Promise<void>;
  /** None when there is nothing of that name, or when it can't be opened any more. */
  text(name: string): Promise<string | null>;
  putPicture(name: string, base64: string): Promise<void>;
  picture(name: string): Promise<string | null>;
  remove(name: string): Promise<void>;
  /** Throws everything away; on a phone the key too, in whose place a new one is made. */
  clear(): Promise<void>;
}
