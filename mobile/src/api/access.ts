// Where the school's server is, and how this phone proves whose it is.

/** What a request brings as its proof. */
export type Proof =
  /** Of a sign-in; it ends after twelve hours without use. */
  | { kind: 'token'; token: string }
  /** A device's key, until an admin revokes it. */
  | { kind: 'key'; key: string }
  /** In a browser: a cookie that no script can read, and that the browser sends by itself. */
  | { kind: 'cookie' };

export interface Access {
  /** `https://attendance.school.example`, without a path. */
  origin: string;
  proof: Proof;
}

export function authorisation({ proof }: Access): Record<string, string> {
  if (proof.kind === 'cookie') return {};
  return { authorization: `Bearer ${proof.kind === 'key' ? proof.key : proof.token}` };
}

/** What an address or a scanned code says: the server's origin, and a device's key where one comes with it. */
export interface Found {
  origin: string;
  key: string | null;
}

/**
 * Reads what people type (`school.example`, `192.168.1.20:8420`) and what the console's codes hold
 * (`https://school.example/app/connect#key=…`). None when it can't be an address. Without a scheme it is https, which is
 * what a server that holds faces has.
 */
export function readAddress(text: string): Found | null {
  const trimmed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const parts = /^(https?):\/\/(\[[0-9a-f:.]+\]|[^\s/?#@:[\]]+)(:\d{1,5})?(?:[/?][^#\s]*)?(?:#(\S*))?$/i.exec(full);
  if (!parts) return null;
  const [, scheme = '', host = '', port = '', fragment = ''] = parts;
  if (!host.includes('.') && !host.startsWith('[') && host !== 'localhost') return null;
  const key = /(?:^|&)key=([^&]+)/.exec(fragment)?.[1];
  return { origin: `${scheme}://${host}${port}`.toLowerCase(), key: key ? decodeURIComponent(key) : null };
}

/** Whether what is sent there can be read on the way. */
export function isOpen(origin: string): boolean {
  return origin.startsWith('http:') && !/^http:\/\/(localhost|127\.|\[::1\])/.test(origin);
}
