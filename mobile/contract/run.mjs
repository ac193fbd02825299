// Starts a real server with a school of its own, and runs the contract suite against it.

import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { missing } from "../../apps/console/e2e/room.js";
import { CLASS, makeSchool, openServer, PASSWORD, pictures, signIn, TEACHER } from "../e2e/school.mjs";

const found = missing() ? null : pictures();
if (!found) {
  process.stderr.write(`skipped: the app's contract suite: ${missing() || "no photos of people can be had"}\n`);
  process.exit(0);
}
const room = await openServer();
await makeSchool(room, found.people);
const world = {
  base: room.base,
  login: TEACHER,
  password: PASSWORD,
  class: CLASS,
  photo: found.photos[0],
  otherToken: await signIn(room, "office"),
  today: new Date().toISOString().slice(0, 10),
};
const env = { ...process.env, MUSTER_WORLD: JSON.stringify(world), MUSTER_URL: `${room.base}/` };
const done = spawnSync("npx", ["jest", "--config", "contract/jest.config.js", ...process.argv.slice(2)], { cwd: new URL("..", import.meta.url), env, stdio: "inherit", shell: process.platform === "win32" });
await room.cut();
rmSync(room.home, { recursive: true, force: true });
process.exit(done.status ?? 1);
