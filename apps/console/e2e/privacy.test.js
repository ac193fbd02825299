// What the law and careful people ask of the office: consent with its evidence on a student's page, where one is signed in, and a
// second factor that the school requires. It needs no model.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Room, inOrder, missing } from "./room.js";

const skip = missing({ models: false }) || false;
const FORM = { name: "form of 7b.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n% a signed form\n") };
let room;
let page;
const settled = (own = page) => own.waitForLoadState("networkidle");
const said = async () => {
  await page.locator("#said:not(:empty)").waitFor();
  return page.locator("#said").innerText();
};
const open = async (path) => {
  await page.goto(room.base + path);
  await settled();
};

before(async () => {
  if (skip) return process.stderr.write(`skipped: privacy in a browser: ${skip}\n`);
  room = await Room.open([], { film: false });
  const send = await room.office();
  await send("PUT", "/api/v1/classes/7b", { name: "Form 7b" });
  await send("PUT", "/api/v1/classes/7b/students/ada", { first_name: "Ada", last_name: "Lovelace" });
  page = await room.page();
});
after(() => room?.close());

test("what was said is entered on the student's page, with the signed form, which can be saved and removed", { skip }, async () => {
  await open("/classes/7b/students/ada");
  const section = page.locator("section", { has: page.locator("#consent") });
  assert.match(await section.innerText(), /not asked/);
  await section.getByRole("button", { name: "Enter what somebody said" }).click();
  await inOrder(page, "student-consent-entering");
  const dialog = page.locator("#saying");
  await dialog.locator("input[value=granted]").check();
  await dialog.locator("input[name=person]").fill("Anne Byron");
  await dialog.locator("input[name=evidence]").fill("Folder 7b, page 3");
  await dialog.getByRole("button", { name: "Save" }).click();
  await settled();
  await section.locator("summary").first().click();
  assert.match(await section.innerText(), /Anne Byron[\s\S]*Folder 7b, page 3/);
  await section.locator("input[type=file]").setInputFiles(FORM);
  await section.getByRole("button", { name: "Add the file" }).click();
  const link = section.getByRole("link", { name: "form of 7b.pdf" });
  await link.waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.deepEqual(await readFile(await download.path()), FORM.buffer);
  await inOrder(page, "student-consent");
  await section.getByText("Remove the file").first().click();
  await section.locator("form[data-call^=DELETE] input[type=checkbox]").check();
  await section.getByRole("button", { name: "Remove the file" }).click();
  await link.waitFor({ state: "detached" });
  assert.match(await said(), /The file is removed/);
  assert.match(await section.innerText(), /Anne Byron/, "what was said stays");
});

test("one sees where one is signed in, and ends it there", { skip }, async () => {
  const phone = await room.page({ size: "phone" });
  await open("/account");
  const rows = page.locator("section", { has: page.locator("#sign-ins") }).locator("li");
  const before = await rows.count();
  assert.ok(before >= 2, `${before} sign-ins`);
  assert.equal(await rows.locator(".badge").count(), 1, "this one");
  await inOrder(page, "account-sign-ins");
  await rows.nth(0).getByRole("button", { name: "Sign out there" }).click(); // the newest first: the phone's
  await rows.nth(before - 1).waitFor({ state: "detached" });
  assert.match(await said(), /Signed out there/);
  await phone.goto(`${room.base}/classes/7b`);
  assert.match(phone.url(), /\/sign-in/);
});

test("a required second factor is set up before anything else", { skip }, async () => {
  await room.cut();
  await room.serve(["--second-factor", "everybody"]);
  await open("/classes/7b");
  assert.equal(page.url(), `${room.base}/account`);
  assert.match(await page.locator("p[role=alert]").innerText(), /wants a second factor of you/);
  await inOrder(page, "account-factor-required");
  await page.locator("#offer input[name=password]").fill("wrong password");
  await page.locator("#offer button").click();
  await page.locator("#wrong:not(:empty)").waitFor(); // an unlocked screen is not enough
  assert.equal(await page.locator("#confirm").isVisible(), false);
  await page.locator("#offer input[name=password]").fill("paper clip harbour");
  await page.locator("#offer button").click();
  await page.locator("#confirm").waitFor();
  const secret = await page.locator("#factor-secret").innerText();
  await page.locator("#confirm input[name=code]").fill(codeNow(secret));
  await page.locator("#confirm button").click();
  await page.locator("#factor-codes:not(:empty)").waitFor();
  await open("/classes/7b");
  assert.equal(page.url(), `${room.base}/classes/7b`);
});

/** The code of a secret in base32, now (RFC 6238). */
function codeNow(secret) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
