// The figures behind the limits in src/photos/hints.ts: brightness and sharpness of real class photos, and of the same ones
// darkened, brightened and blurred. `node check/hints.mjs [FOLDER...]`; without folders the development photos.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import jpeg from "jpeg-js";
import ts from "typescript";

const app = resolve(import.meta.dirname, "..");
const source = ts.transpileModule(readFileSync(join(app, "src/photos/hints.ts"), "utf8"), { compilerOptions: { module: "ESNext", target: "ES2022" } });
const { look, hintsBefore, LIMITS } = await import(`data:text/javascript,${encodeURIComponent(source.outputText)}`);

const data = resolve(app, "../../shared/data");
const folders = process.argv.length > 2 ? process.argv.slice(2) : ["classroom_friends/photos", "classroom_synthetic", "compreface_samples"].map((name) => join(data, name));
const files = folders.filter(existsSync).flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && /\.jpe?g$/i.test(one.name)).map((one) => join(one.parentPath ?? one.path, one.name)));
const photos = files.filter((file) => !/enrol/.test(file)).map((file) => small(jpeg.decode(readFileSync(file), { useTArray: true, maxMemoryUsageInMB: 2048 })));
const large = { width: 4000, height: 3000 };

process.stdout.write(`${photos.length} photos, longer side 640 px; limits ${JSON.stringify(LIMITS)}\n`);
for (const [name, change] of [
  ["as they are", (photo) => photo],
  ["a half of the light", (photo) => scaled(photo, 0.5)],
  ["a fifth of the light", (photo) => scaled(photo, 0.2)],
  ["twice the light", (photo) => scaled(photo, 2)],
  ["blurred by 1 px (6 of 4,000)", (photo) => blurred(photo, 1)],
  ["blurred by 2 px (13 of 4,000)", (photo) => blurred(photo, 2)],
  ["blurred by 4 px (25 of 4,000)", (photo) => blurred(photo, 4)],
]) {
  const looks = photos.map((photo) => look(change(photo)));
  const told = {};
  for (const one of looks) for (const hint of hintsBefore(one, large)) told[hint] = (told[hint] ?? 0) + 1;
  process.stdout.write(`${name.padEnd(30)} brightness ${quantiles(looks.map((one) => one.brightness))}  sharpness ${quantiles(looks.map((one) => one.sharpness))}  told ${JSON.stringify(told)}\n`);
}

function quantiles(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return [0, 0.05, 0.5, 0.95, 1].map((at) => sorted[Math.round(at * (sorted.length - 1))].toPrecision(2)).join("/");
}

/** The mean of the pixels that fall on one. */
function small({ width, height, data: from }) {
  const scale = Math.min(1, 640 / Math.max(width, height));
  const to = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const pixels = new Uint8Array(to.width * to.height * 4);
  const edge = (at, size, whole) => Math.floor((at * whole) / size);
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const sums = [0, 0, 0];
      let count = 0;
      for (let v = edge(y, to.height, height); v < Math.max(edge(y + 1, to.height, height), edge(y, to.height, height) + 1); v++) {
        for (let u = edge(x, to.width, width); u < Math.max(edge(x + 1, to.width, width), edge(x, to.width, width) + 1); u++, count++) for (let c = 0; c < 3; c++) sums[c] += from[(v * width + u) * 4 + c];
      }
      for (let c = 0; c < 3; c++) pixels[(y * to.width + x) * 4 + c] = sums[c] / count;
    }
  }
  return { ...to, data: pixels };
}

function scaled(photo, factor) {
  return { ...photo, data: photo.data.map((value) => Math.min(255, value * factor)) };
}

/** A box of 2 r + 1 pixels, along rows and then columns, twice: nearly a Gaussian. */
function blurred(photo, radius) {
  const line = ({ width, height, data: from }, step, along) => {
    const to = new Uint8Array(from.length);
    const size = along === "x" ? width : height;
    for (let at = 0; at < width * height * 4; at++) {
      const pixel = Math.floor(at / 4);
      const place = along === "x" ? pixel % width : Math.floor(pixel / width);
      let [sum, count] = [0, 0];
      for (let shift = -radius; shift <= radius; shift++) {
        if (place + shift < 0 || place + shift >= size) continue;
        sum += from[at + shift * step];
        count += 1;
      }
      to[at] = sum / count;
    }
    return { width, height, data: to };
  };
  let result = photo;
  for (let pass = 0; pass < 2; pass++) {
    result = line(result, 4, "x");
    result = line(result, result.width * 4, "y");
  }
  return result;
}
