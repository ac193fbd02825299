// The first steps of a new school: the demo class is there after one button, and the way through it is short.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { PASSWORD, Room, demoPictures, inOrder, missing } from "./room.js";

const why = missing();
const skip = why || (demoPictures() ? false : "the demo's pictures can't be fetched");
let room;

before(async () => {
  if (!skip) room = await Room.open();
});
after(() => room?.close());

test("an empty school leads to the first steps, and these to a class to try", { skip }, async () => {
  const page = await room.page({ own: true });
  await page.goto(room.setUp);
  await page.fill("input[name=name]", "Grace Office");
  await page.fill("input[name=login]", "office");
  await page.fill("#password", PASSWORD);
  await page.click("main .main");
  await page.waitForURL("**/sign-in*");
  await room.signIn(page);
  await page.getByRole("link", { name: "Begin with the first steps" }).click();
  await inOrder(page, "tour-empty");
  await page.getByRole("button", { name: "Make the demo class" }).click();
  await page.waitForURL("**/classes/demo", { timeout: 120_000 });
  await page.locator("tbody a").first().click();
  await page.locator("figure.photo img").waitFor();
  assert.equal(await page.locator("[data-row='Barack Obama'] button.present[aria-pressed=true]").count(), 1);
  await page.goto(`${room.base}/tour`);
  await page.getByRole("link", { name: "Open the demo class" }).waitFor();
  await inOrder(page, "tour-demo");
});
