// A file from the school, handed to whatever the phone shares with: mail, a spreadsheet app, a drive.

import { Directory, File, Paths } from 'expo-file-system';
import * as Sharing from 'expo-sharing';

import { asFailure, Failure } from '@/api/failure';

import { authorisation, type Access } from '@/api/access';

/** Downloads and opens the share sheet; the copy goes when it is closed. */
export async function shareFile(access: Access, address: string, name: string, kind: string): Promise<void> {
  const folder = new Directory(Paths.cache, 'shared');
  folder.create({ idempotent: true, intermediates: true });
  const file = new File(folder, name);
  if (file.exists) file.delete();
  try {
    const got = await File.downloadFileAsync(address, file, { headers: authorisation(access) }).catch(refused);
    await Sharing.shareAsync(got.uri, { mimeType: kind, UTI: 'org.openxmlformats.spreadsheetml.sheet', dialogTitle: name });
  } finally {
    if (file.exists) file.delete();
  }
}

/** The download says the status in its message only. */
function refused(thrown: unknown): never {
  const status = /\b(4\d\d|5\d\d)\b/.exec(thrown instanceof Error ? thrown.message : '')?.[1];
  if (status === '401') throw new Failure('unauthorised');
  if (status === '403') throw new Failure('forbidden');
  if (status === '404') throw new Failure('not_found');
  throw status ? new Failure('server_fault') : asFailure(thrown);
}
