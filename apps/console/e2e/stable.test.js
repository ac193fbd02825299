// Pages that look the same on every run, compared with pictures of how they ought to look: `MUSTER_BLESS=1` takes them
// anew. Other fonts draw other letters: where the browser's differ from those of the pictures, this is skipped.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { Room, SIZES, missing, shots } from "./room.js";

const skip = missing() || false;
const folder = join(import.meta.dirname, "stable");
const bless = Boolean(process.env.MUSTER_BLESS);
/** So large a share of the pixels may differ: edges of letters do. */
const TOLERATED = 0.005;
let room;

before(async () => {
  if (!skip) room = await Room.open();
});
after(() => room?.close());

/** What the browser draws letters with, as the widths of a few words. */
const fonts = (page) =>
  page.evaluate(() => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "40px system-ui, 'Noto Sans', 'Noto Sans Arabic'";
    return ["Muster", "Anwesenheit", "الحضور"].map((word) => Math.round(pen.measureText(word).width)).join();
  });

for (const [name, path, look] of [
  ["sign-in-laptop", "/sign-in", { size: "laptop" }],
  ["sign-in-phone-dark", "/sign-in", { size: "phone", dark: true }],
  ["sign-in-phone-arabic", "/sign-in", { size: "phone", language: "ar" }],
  ["invitation-laptop-german", "/invitation#x", { size: "laptop", language: "de" }],
]) {
  test(`looks as it did: ${name}`, { skip }, async (one) => {
    const page = await room.page({ ...look, own: true });
    await page.goto(room.base + path);
    await page.waitForLoadState("networkidle");
    await page.evaluate(() => document.activeElement?.blur());
    const known = join(folder, "fonts.txt");
    const here = await fonts(page);
    if (!bless && existsSync(known) && readFileSync(known, "utf8").trim() !== here) {
      return one.skip(`the browser's fonts are others (${here})`);
    }
    const now = PNG.sync.read(await page.screenshot());
    const file = join(folder, `${name}.png`);
    if (bless) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(known, `${here}\n`);
      writeFileSync(file, PNG.sync.write(now));
      return undefined;
    }
    const { width, height } = SIZES[look.size];
    const difference = new PNG({ width, height });
    const differing = pixelmatch(PNG.sync.read(readFileSync(file)).data, now.data, difference.data, width, height);
    writeFileSync(join(shots, `difference-${name}.png`), PNG.sync.write(difference));
    assert.ok(differing <= width * height * TOLERATED, `${differing} pixels differ: see target/e2e/difference-${name}.png`);
    return undefined;
  });
}
