// A file from the school: the browser's own download.

import { authorisation, type Access } from '@/api/access';
import { asFailure, failureOf } from '@/api/failure';

export async function shareFile(access: Access, address: string, name: string, _kind: string): Promise<void> {
  const response = await fetch(address, { headers: authorisation(access), credentials: 'same-origin' }).catch((thrown: unknown) => {
    throw asFailure(thrown);
  });
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => null), response.headers.get('retry-after'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
