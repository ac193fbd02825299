// Puts a gzip and a Brotli copy beside every text of a web export: the server sends these, and a phone waits for a quarter
// of the bytes. `node compress.mjs FOLDER`

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXTS = /\.(js|css|html|json|svg|ttf|map)$/;

const [folder] = process.argv.slice(2);
let [before, after] = [0, 0];
for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath ?? file.path, file.name);
  if (!file.isFile() || !TEXTS.test(file.name)) continue;
  const text = readFileSync(path);
  const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
  writeFileSync(`${path}.br`, brotli);
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
  before += text.length;
  after += brotli.length;
}
process.stdout.write(`${folder}: ${(before / 1e6).toFixed(1)} MB, ${(after / 1e6).toFixed(1)} MB with Brotli\n`);
