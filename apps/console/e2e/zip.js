// Zip files for tests, made from texts: stored, without dates.

import { crc32 } from "node:zlib";

/** The bytes of a zip file with these files: names and texts. */
export function zip(files) {
  const [members, directory] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const member = Buffer.concat([Buffer.from("PK\x03\x04"), common, path, content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    members.push(member);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), common, rest, path]));
    at += member.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...members, ...directory, Buffer.from("PK\x05\x06"), end]);
}
