// How long a teacher waits for one photo, in a browser on the same machine as the server: from choosing it until it can be
// sent, and from sending it until the answer is there. `MUSTER_BINARY=../target/release/muster node check/speed.mjs [PHOTO] [RUNS]`

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { missing, PASSWORD, Room } from "../../apps/console/e2e/room.js";
import { CLASS, makeSchool, pictures, TEACHER } from "../e2e/school.mjs";

const found = missing() ? null : pictures();
if (!found) throw new Error(missing() || "no photos of people can be had");
const [photo = found.photos.toSorted((one, other) => statSync(other).size - statSync(one).size)[0], runs = "10"] = process.argv.slice(2);
const room = await Room.open(["--app", resolve(import.meta.dirname, "../../target/app")]);
await makeSchool(room, found.people);
const page = await room.page({ own: true, size: "phone" });
await page.goto(`${room.base}/app`);
await page.getByLabel("Login, for example your mail address").fill(TEACHER);
await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
await page.getByRole("button", { name: "Sign in", exact: true }).click();
await page.getByText("Class 7b").first().waitFor();

const waits = { prepared: [], answered: [], request: [], bytes: [] };
for (let run = 0; run < Number(runs); run++) {
  await page.goto(`${room.base}/app/classes/${CLASS}/take?label=run-${run}`);
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Gallery", exact: true }).click();
  const picker = await chooser;
  let begun = performance.now();
  await picker.setFiles(photo);
  await page.getByRole("button", { name: "Send 1 photo" }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[role="progressbar"]'));
  waits.prepared.push(performance.now() - begun);
  const response = page.waitForResponse((one) => one.url().includes("/api/v1/attendance?"));
  begun = performance.now();
  await page.getByRole("button", { name: "Send 1 photo" }).click();
  const answer = await response;
  await page.getByText(/^\d+ photo/).waitFor();
  await page.getByTestId("sending").waitFor({ state: "detached" });
  waits.answered.push(performance.now() - begun);
  const timing = answer.request().timing();
  waits.request.push(timing.responseEnd - timing.requestStart);
  waits.bytes.push((await answer.request().postDataBuffer()).length);
}
await room.close();

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const worst = (values) => Math.max(...values);
process.stdout.write(`${photo}: ${runs} runs, ${(median(waits.bytes) / 1e6).toFixed(1)} MB sent\n`);
for (const [name, text] of [
  ["prepared", "chosen -> can be sent"],
  ["answered", "sent -> answer on the screen"],
  ["request", "  of it the request"],
]) process.stdout.write(`${text.padEnd(30)} median ${median(waits[name]).toFixed(0)} ms, worst ${worst(waits[name]).toFixed(0)} ms\n`);
