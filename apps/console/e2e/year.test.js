// The school's year: terms and timetable, cancelled meetings, groups, leave with a file, statuses of the school's own. It
// needs no model, so it runs wherever there is a browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { Room, inOrder, missing } from "./room.js";

const skip = missing({ models: false }) || false;
const today = new Date().toISOString().slice(0, 10);
const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const weekday = (date) => new Date(date).getUTCDay() || 7;
let room;
let page;
const settled = () => page.waitForLoadState("networkidle");
const said = async () => {
  await page.locator("#said:not(:empty)").waitFor();
  return (await page.locator("#said").innerText()).replace(/[\u2068\u2069]/g, "");
};
const got = async (path) => (await page.context().request.get(room.base + path)).json();
const open = async (path) => {
  await page.goto(room.base + path);
  await settled();
};

before(async () => {
  if (skip) return process.stderr.write(`skipped: the school year in a browser: ${skip}\n`);
  room = await Room.open([], { film: false });
  const send = await room.office();
  for (const [id, name] of [["7b", "Form 7b"], ["8a", "Form 8a"]]) await send("PUT", `/api/v1/classes/${id}`, { name });
  for (const [id, first_name, last_name] of [["ada", "Ada", "Lovelace"], ["bo", "Bo", "Berg"], ["cy", "Cy", "Cole"]]) {
    await send("PUT", `/api/v1/classes/7b/students/${id}`, { first_name, last_name });
  }
  page = await room.page();
});
after(() => room?.close());

test("terms and holidays are added, changed, removed and taken back", { skip }, async () => {
  await open("/year");
  await page.getByRole("button", { name: "Add a term" }).click();
  const term = page.locator("fieldset", { hasText: "Terms" }).locator(".rows > li").first();
  await term.locator("input").nth(0).fill("Autumn");
  await term.locator("input").nth(1).fill(day(-30));
  await term.locator("input").nth(2).fill(day(60));
  await page.getByRole("button", { name: "Add a holiday" }).click();
  const holiday = page.locator("fieldset", { hasText: "Holidays" }).locator(".rows > li").first();
  await holiday.locator("input").nth(0).fill("Long weekend");
  await holiday.locator("input").nth(1).fill(day(40));
  await holiday.locator("input").nth(2).fill(day(30));
  await page.locator("section[aria-labelledby=calendar] .main").click();
  await page.locator("#wrong:not(:empty)").waitFor();
  assert.match(await holiday.locator(".wrong").innerText(), /last day is before its first/, "told beside its row");
  await holiday.locator("input").nth(2).fill(day(42));
  await page.locator("section[aria-labelledby=calendar] .main").click();
  assert.match(await said(), /Saved/);
  assert.deepEqual((await got("/api/v1/calendar")).holidays, [{ name: "Long weekend", first_day: day(40), last_day: day(42) }]);
  await page.getByRole("button", { name: /Remove .*Long weekend/ }).click();
  await page.locator("section[aria-labelledby=calendar] .main").click();
  await page.waitForFunction(() => document.querySelectorAll(".rows > li").length === 1);
  assert.deepEqual((await got("/api/v1/calendar")).holidays, []);
  await page.locator("#said button").click();
  await page.getByRole("button", { name: /Remove .*Long weekend/ }).waitFor();
  assert.equal((await got("/api/v1/calendar")).holidays.length, 1);
});

test("a group is made, and who is in it is chosen", { skip }, async () => {
  await open("/classes/7b");
  await page.fill("input[placeholder='Name of the group']", "Band <A>");
  await page.getByRole("button", { name: "Make a group" }).click();
  await page.getByRole("link", { name: "Band <A>" }).click();
  await page.locator("#shown[open]").waitFor();
  await inOrder(page, "year-group");
  await page.locator("#shown").getByText("Ada Lovelace").click();
  await page.locator("#shown .main").click();
  await page.getByText("Saved.").waitFor();
  assert.deepEqual((await got("/api/v1/classes/7b/groups"))[0].students.map(({ id }) => id), ["ada"]);
});

test("the timetable gets entries, and one is changed", { skip }, async () => {
  await open("/year");
  await page.getByRole("link", { name: /Add to the timetable of .*Form 7b/ }).click();
  await page.locator("#shown[open]").waitFor();
  await inOrder(page, "year-entry");
  const form = page.locator("#shown form").first();
  for (const one of new Set([weekday(today), weekday(day(-7))])) await form.locator(`.days input[value="${one}"]`).check();
  await form.locator("[name=starts]").fill("00:00");
  await form.locator("[name=ends]").fill("00:45");
  await form.locator("[name=label]").fill("Maths");
  await form.locator("[data-fills]").selectOption({ label: "Autumn" });
  assert.equal(await form.locator("[name=first_day]").inputValue(), day(-30), "a term fills its days");
  await form.locator("[name=grace]").fill("5");
  await form.locator(".main").click();
  await said();
  await page.getByRole("link", { name: /Add to the timetable of .*Form 7b/ }).click();
  const second = page.locator("#shown form").first();
  await second.locator(`.days input[value="${weekday(today)}"]`).check();
  await second.locator("[name=starts]").fill("23:00");
  await second.locator("[name=ends]").fill("23:50");
  await second.locator("[name=label]").fill("Band");
  await second.locator("[name=group]").selectOption("Band <A>");
  await second.locator("[name=first_day]").fill(today);
  await second.locator("[name=last_day]").fill(today);
  await second.locator(".main").click();
  await page.locator("ul.meetings li", { hasText: "Band" }).first().waitFor();
  const slots = await got("/api/v1/timetable");
  assert.deepEqual(slots.map(({ label, group, grace }) => [label, group, grace]), [["Maths", null, 5], ["Band", "Band <A>", null]]);
  await page.locator("ul.meetings li", { hasText: "Maths" }).getByRole("link").click();
  await page.locator("#shown [name=ends]").fill("00:50");
  await page.locator("#shown .main").click();
  await page.locator("ul.meetings li", { hasText: "00:50" }).waitFor();
  await inOrder(page, "year-timetable");
});

test("one meeting is cancelled with a reason, and takes place after all", { skip }, async () => {
  await open("/year");
  const maths = page.locator(".week li li", { hasText: "Maths" });
  await maths.getByRole("link", { name: /Change/ }).click();
  await page.locator("#shown [name=reason]").fill("Snow");
  await inOrder(page, "year-cancel");
  await page.locator("#shown .danger").click();
  await maths.getByText("Snow").waitFor();
  assert.match(await maths.innerText(), /Cancelled/);
  await inOrder(page, "year-cancelled");
  await maths.getByRole("link", { name: /Change/ }).click();
  await page.locator("#shown .main").click();
  await maths.getByText("Not taken").waitFor();
});

test("the first page shows the day in its order and what was not taken", { skip }, async () => {
  await open("/");
  const order = await page.locator("section[aria-labelledby=today] li").allInnerTexts();
  assert.equal(order.length, 2);
  assert.match(order[0], /Maths[\s\S]*Not taken/);
  assert.match(order[1], /Band[\s\S]*(Planned|Not taken)/, "from 23:00 on it has begun");
  assert.equal(await page.locator("#missed .badge").innerText(), "2", "a week and two weeks ago");
  await inOrder(page, "year-home");
  await page.locator("section[aria-labelledby=today] a").nth(1).click();
  await settled();
  assert.equal(await page.locator("#students [data-row]").count(), 1, "the group only");
  await page.getByRole("link", { name: /Maths/ }).click();
  await settled();
  assert.equal(await page.locator("#students [data-row]").count(), 3);
  await inOrder(page, "year-session-foreseen");
});

test("leave is entered with a file, counts at the session, and is withdrawn", { skip }, async () => {
  await open("/leave");
  await page.getByRole("button", { name: "Enter leave" }).first().click();
  await page.locator("#entering input[type=search]").fill("ada");
  assert.equal(await page.locator("#whose [data-row]:visible").count(), 1);
  await page.locator("#whose").getByText("Ada Lovelace").click();
  await page.fill("#entering [name=note]", "Dentist");
  const buffer = Buffer.from("%PDF-1.4 a letter");
  await page.setInputFiles("#entering input[type=file]", { name: "letter.pdf", mimeType: "application/pdf", buffer });
  await inOrder(page, "year-leave-entering");
  await page.locator("#entering .main").click();
  const link = page.getByRole("link", { name: "letter.pdf" });
  await link.waitFor();
  assert.deepEqual(await (await page.context().request.get(room.base + (await link.getAttribute("href")))).body(), buffer);
  await page.getByText("Add a file or withdraw").click();
  await page.setInputFiles("#leaves input[type=file]", { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no") });
  await page.getByRole("button", { name: "Add the file" }).click();
  await page.locator("#wrong:not(:empty)").waitFor();
  await page.setInputFiles("#leaves input[type=file]", { name: "second.pdf", mimeType: "application/pdf", buffer });
  await page.getByRole("button", { name: "Add the file" }).click();
  await page.getByRole("link", { name: "second.pdf" }).waitFor();
  await inOrder(page, "year-leave");
  await open(`/classes/7b/sessions/${today}?label=Maths`);
  const row = page.locator("#students [data-row='Ada Lovelace']");
  assert.match(await row.innerText(), /On leave[\s\S]*entered by .?Grace Office[\s\S]*Dentist/);
  await row.focus();
  await page.keyboard.press("p");
  await row.locator("button.present[aria-pressed=true]").waitFor();
  await open("/leave");
  await page.getByText("Add a file or withdraw").click();
  await page.getByRole("button", { name: "Withdraw this leave" }).click();
  await page.getByText("There is none.").waitFor();
});

test("stays on the roster are corrected", { skip }, async () => {
  await open("/classes/7b/students/cy");
  const stays = page.locator("section[aria-labelledby=stays]");
  await stays.locator("input[type=date]").nth(1).fill(day(10));
  await stays.locator(".main").click();
  await said();
  assert.deepEqual(await got("/api/v1/classes/7b/students/cy/stays"), [{ first_day: null, last_day: day(10) }]);
  await inOrder(page, "year-student");
});

test("a set of statuses is copied, changed and used, and its letters are marks", { skip }, async () => {
  await open("/admin/statuses");
  await inOrder(page, "year-statuses");
  await page.locator("section", { hasText: "England" }).getByRole("link").click();
  await settled();
  await inOrder(page, "year-statuses-edit");
  const rows = page.locator(".rows > li");
  const before = await rows.count();
  await page.getByRole("button", { name: "Add a status" }).click();
  assert.equal(await rows.count(), before + 1);
  await rows.last().locator("input").nth(0).fill("L");
  await rows.last().locator("input").nth(1).fill("Library");
  await page.locator("form .main").click();
  await rows.last().locator(".wrong").waitFor();
  assert.match(await rows.last().locator(".wrong").innerText(), /two statuses have the letter/);
  await rows.last().locator("input").nth(0).fill("H");
  await rows.last().locator("[data-row-up]").click();
  assert.equal(await rows.nth(before - 1).locator("input").nth(0).inputValue(), "H", "moved up by one");
  await page.fill("form input[name=name]", "Our letters");
  await page.locator("form .main").click();
  await page.waitForURL("**/admin/statuses");
  const ours = page.locator("section", { hasText: "Our letters" });
  await ours.getByRole("button", { name: /Use these/ }).click();
  await ours.getByText("In use").waitFor();
  await open(`/classes/7b/sessions/${today}?label=Maths`);
  const row = page.locator("#students [data-row='Bo Berg']");
  await row.locator("select").selectOption("H");
  await row.getByRole("button", { name: "Set" }).click();
  await row.getByText(/by .?Grace Office/).waitFor();
  await inOrder(page, "year-session-letters");
  const { students } = await got(`/api/v1/classes/7b/sessions/${today}?label=Maths`);
  assert.equal(students.find(({ id }) => id === "bo").letter, "H");
  await open("/classes/7b/register?span=all");
  await inOrder(page, "year-register-letters");
  const cell = page.getByRole("button", { name: /Bo Berg, .*: Library/ });
  assert.match(await cell.evaluate((one) => one.style.boxShadow), /rgb/, "its colour is below it");
  await cell.focus();
  await page.keyboard.press("i");
  await page.getByRole("button", { name: /Bo Berg, .*: Illness/ }).waitFor();
  await page.selectOption("[data-choice]", { label: "Autumn" });
  await page.locator("[data-goes] button").click();
  await page.waitForURL(`**/register?from=${day(-30)}&to=${day(60)}*`);
});

for (const [name, look] of Object.entries({
  "laptop-light": { size: "laptop" },
  "phone-dark": { size: "phone", dark: true },
  "narrow-arabic": { size: "narrow", language: "ar" },
  "laptop-urdu-dark": { size: "laptop", language: "ur", dark: true },
})) {
  test(`the year's pages: ${name}`, { skip }, async (all) => {
    const own = await room.page(look);
    for (const [what, path] of Object.entries({
      home: "/",
      year: "/year",
      entry: "/year/entries/1",
      "entry-new": "/year/entries?class=7b",
      planned: `/year/entries/1/${today}`,
      class: "/classes/7b",
      group: `/classes/7b/groups/${encodeURIComponent("Band <A>")}`,
      session: `/classes/7b/sessions/${today}?label=Maths`,
      leave: "/leave",
      "leave-past": "/leave?past=true",
      statuses: "/admin/statuses",
      "statuses-edit": "/admin/statuses/moodle",
      register: "/classes/7b/register?span=all",
      "register-import": "/classes/7b/register/import",
      student: "/classes/7b/students/ada",
    })) {
      await all.test(what, async () => {
        await own.goto(room.base + path);
        await own.waitForLoadState("networkidle");
        await inOrder(own, `year-${name}-${what}`);
      });
    }
    await own.context().close();
  });
}
