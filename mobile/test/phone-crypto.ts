// The phone's cipher, made of Node's: the same AES-256-GCM, so a sealed text can't be read and a changed one not opened.

import { createCipheriv, createDecipheriv, randomBytes, randomUUID as uuid } from 'node:crypto';

export const randomUUID = (): string => uuid();

export class AESEncryptionKey {
  constructor(readonly raw: Buffer) {}

  static async generate(): Promise<AESEncryptionKey> {
    return new AESEncryptionKey(randomBytes(32));
  }

  static async import(text: string, encoding: 'base64'): Promise<AESEncryptionKey> {
    return new AESEncryptionKey(Buffer.from(text, encoding));
  }

  async encoded(encoding: 'base64'): Promise<string> {
    return this.raw.toString(encoding);
  }
}

export class AESSealedData {
  constructor(readonly bytes: Uint8Array) {}

  static fromCombined(bytes: Uint8Array): AESSealedData {
    return new AESSealedData(bytes);
  }

  async combined(): Promise<Uint8Array> {
    return this.bytes;
  }
}

export async function aesEncryptAsync(plain: Uint8Array | string, key: AESEncryptionKey): Promise<AESSealedData> {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.raw, iv);
  const data = typeof plain === 'string' ? Buffer.from(plain, 'base64') : plain;
  return new AESSealedData(Buffer.concat([iv, cipher.update(data), cipher.final(), cipher.getAuthTag()]));
}

export async function aesDecryptAsync({ bytes }: AESSealedData, key: AESEncryptionKey, options?: { output: 'base64' }): Promise<Uint8Array | string> {
  const decipher = createDecipheriv('aes-256-gcm', key.raw, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  return options?.output === 'base64' ? plain.toString('base64') : new Uint8Array(plain);
}
