// Students check in with the code on the teacher's screen: the code changes, a phone without an account uses it, and the
// teacher sees who has. It needs no model, so it runs wherever there is a browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { Room, inOrder, missing } from "./room.js";

const skip = missing({ models: false }) || false;
const today = new Date().toISOString().slice(0, 10);
let room;
let page;

before(async () => {
  if (skip) return process.stderr.write(`skipped: checking in, in a browser: ${skip}\n`);
  room = await Room.open([], { film: false });
  const send = await room.office();
  await send("PUT", "/api/v1/classes/7b", { name: "Form 7b" });
  for (const [id, first_name, last_name] of [["ada", "Ada", "Lovelace"], ["bo", "Bo", "Berg"]]) {
    await send("PUT", `/api/v1/classes/7b/students/${id}`, { first_name, last_name });
  }
  page = await room.page();
});
after(() => room?.close());

/** What the code on the teacher's screen says, as the interface tells it at the same moment. */
const address = async () => (await (await page.context().request.get(`${room.base}/api/v1/classes/7b/sessions/${today}/check-in-code`)).json()).address;

test("the code changes by itself, and leads a phone to a mark that the teacher sees", { skip, timeout: 90_000 }, async () => {
  await page.goto(`${room.base}/classes/7b/sessions/${today}`);
  await page.getByRole("link", { name: "Self check-in" }).click();
  const picture = page.locator("img.code");
  const first = await picture.getAttribute("src");
  assert.match(await page.locator("h2").first().innerText(), /Nobody has checked in yet/);
  await inOrder(page, "check-in-code");
  await page.waitForFunction((src) => document.querySelector("img.code").src !== src, first, { timeout: 25_000 });

  const phone = await room.page({ own: true, size: "phone" });
  await phone.goto(await address());
  assert.equal(await phone.locator("nav").count(), 0, "no menu for somebody who has no account");
  await inOrder(phone, "check-in-phone");
  await phone.getByLabel("Your student number").fill("nobody");
  await phone.getByRole("button", { name: "I am here" }).click();
  await phone.locator("#wrong:not(:empty)").waitFor();
  await phone.getByLabel("Your student number").fill("ada");
  await phone.keyboard.press("Enter");
  await phone.getByText("You are checked in: Ada Lovelace").waitFor();
  await inOrder(phone, "check-in-done");
  // Between the marks that keep numbers apart from text of the other direction.
  await page.getByText(/1\W* student has checked in/).waitFor({ timeout: 15_000 });
  await page.getByRole("listitem").filter({ hasText: "Ada Lovelace" }).waitFor();

  await phone.goto(await address());
  await phone.getByLabel("Your student number").fill("bo");
  await phone.keyboard.press("Enter");
  await phone.locator("#wrong").filter({ hasText: "This phone has checked in somebody else" }).waitFor();
  await phone.goto(`${room.base}/check-in?code=over`);
  await phone.getByText("This code is over").waitFor();
  await phone.context().close();
});
