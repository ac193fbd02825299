// What a school's office looks after: who is told of what, substitutes, events, the second look at a closed session, and
// connections to learning platforms. It needs no model, so it runs wherever there is a browser.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { PASSWORD, Room, inOrder, missing } from "./room.js";
import { TOKEN, ltiPlatform, moodle, receiver } from "./platforms.js";

const skip = missing({ models: false }) || false;
const day = (shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
const today = day(0);
let room;
let page;
let teacher;
let hook;
let site;
let lms;
const settled = (own = page) => own.waitForLoadState("networkidle");
const plain = (text) => text.replace(/[\u2066-\u2069]/g, "");
const said = async (own = page) => {
  await own.locator("#said:not(:empty)").waitFor();
  return plain(await own.locator("#said").innerText());
};
const got = async (path) => (await page.context().request.get(room.base + path)).json();
const open = async (path, own = page) => {
  await own.goto(room.base + path);
  await settled(own);
};

before(async () => {
  if (skip) return process.stderr.write(`skipped: the office in a browser: ${skip}\n`);
  room = await Room.open(["--second-confirmer", "--webhooks-private"], { film: false });
  [hook, site, lms] = [
    await receiver(),
    await moodle(["ada", "bo", "cy"]),
    await ltiPlatform([{ id: "ada", given: "Ada", family: "Lovelace" }, { id: "zoe", given: "Zoë", family: "New" }]),
  ];
  const send = await room.office();
  for (const [id, name] of [["7b", "Form 7b"], ["8.a", "Form 8a"]]) await send("PUT", `/api/v1/classes/${id}`, { name });
  for (const [id, first_name, last_name] of [["ada", "Ada", "Lovelace"], ["bo", "Bo", "Berg"], ["cy", "Cy", "Cole"]]) {
    await send("PUT", `/api/v1/classes/7b/students/${id}`, { first_name, last_name });
  }
  const slot = { class: "7b", weekdays: [new Date(today).getUTCDay() || 7], first_day: day(-20), last_day: day(20), starts: "00:01", ends: "00:02" };
  await send("POST", "/api/v1/timetable", slot);
  const invited = await (await send("POST", "/api/v1/users", { login: "ada", name: "Ada Teacher", role: "teacher", classes: ["7b"] })).json();
  await send("POST", "/api/v1/invitation", { token: invited.invitation.token, password: PASSWORD });
  page = await room.page();
  teacher = await room.page({ own: true });
  await room.signIn(teacher, "ada");
});
after(async () => {
  await room?.close();
  for (const one of [hook, site, lms]) one?.close();
});

test("a rule is made, tried and removed; its fields follow what is watched", { skip }, async () => {
  await open("/admin/notices");
  await inOrder(page, "office-notices-empty");
  await page.getByRole("button", { name: "Add a rule" }).first().click();
  const dialog = page.locator("#add-rule");
  await dialog.locator("input[name=name]").fill("Office <hook>");
  assert.equal(await dialog.locator("input[name=sessions]").isVisible(), false);
  await dialog.locator("#rule-watches").selectOption("report");
  assert.equal(await dialog.locator("input[name=classes]").first().isVisible(), false, "a report is of all classes");
  await dialog.locator("#rule-watches").selectOption("in_row");
  await dialog.locator("input[name=sessions]").fill("2");
  await dialog.locator("input[name=classes][value='7b']").check();
  assert.equal(await dialog.locator("input[name=mail]").isVisible(), false, "this server sends no mail");
  await dialog.locator("input[name=url]").fill(`${hook.address}/hook`);
  await dialog.locator("#rule-when").selectOption("digest");
  await dialog.locator("input[name=digest]").fill("15:30");
  await dialog.locator("input[name=quiet_from]").fill("20:00");
  await inOrder(page, "office-notices-add");
  await dialog.locator(".main").click();
  await page.locator("#add-rule #wrong:not(:empty)").waitFor();
  await dialog.locator("input[name=quiet_to]").fill("07:00");
  await dialog.locator(".main").click();
  await page.locator("#secret[open]").waitFor();
  assert.match(await page.locator("#secret-text").inputValue(), /^whsec_/);
  await page.keyboard.press("Escape");
  await page.locator(".rule").waitFor();
  const [rule] = await got("/api/v1/notice-rules");
  assert.deepEqual([rule.watches, rule.sessions, rule.classes, rule.digest, rule.quiet_to], ["in_row", 2, ["7b"], "15:30", "07:00"]);
  await page.getByRole("button", { name: /^Send a test/ }).click();
  assert.match(await said(), /The test of Office <hook> has arrived/);
  assert.equal(hook.got.length, 1);
  hook.refuses = true;
  await page.getByRole("button", { name: /^Send a test/ }).click();
  await page.locator("#wrong:not(:empty)").waitFor();
  assert.match(await page.locator("#wrong").innerText(), /did not arrive.*403/s);
  hook.refuses = false;
});

test("a rule is removed", { skip }, async () => {
  await open("/admin/notices");
  await inOrder(page, "office-notices");
  await page.locator(".rule summary").click();
  await page.locator(".rule .danger").click();
  assert.match(await said(), /is removed/);
  assert.deepEqual(await got("/api/v1/notice-rules"), []);
  // Another one stays, so that the page has something to show at the end.
  const stays = { name: "Office <late>", watches: "absence", url: `${hook.address}/hook`, digest: "23:59" };
  await page.context().request.post(`${room.base}/api/v1/notice-rules`, { data: stays, headers: { Origin: room.base } });
  assert.equal((await got("/api/v1/notice-rules")).length, 1);
});

test("somebody stands in for a class, and the list of users says so", { skip }, async () => {
  await open("/admin/users");
  await page.getByRole("link", { name: "Ada Teacher" }).click();
  const shown = page.locator("#shown[open]");
  await shown.waitFor();
  await shown.locator("#substitute-class").selectOption("8.a");
  await shown.locator("input[data-part=first_day]").fill(day(-1));
  await shown.locator("input[data-part=last_day]").fill(day(3));
  await inOrder(page, "office-user");
  await shown.getByRole("button", { name: "Let them stand in" }).click();
  await page.getByText("Stands in:").waitFor();
  assert.deepEqual((await got("/api/v1/users/ada")).substitutions, { "8.a": { first_day: day(-1), last_day: day(3) } });
  await inOrder(page, "office-users");
  await page.getByRole("link", { name: "Ada Teacher" }).click();
  await shown.getByRole("button", { name: /Remove .*Form 8a/ }).click();
  await page.locator("#said", { hasText: "no longer" }).waitFor();
  assert.deepEqual((await got("/api/v1/users/ada")).substitutions, {});
  await page.locator("#said button").click();
  await page.getByText("Stands in:").waitFor();
  assert.deepEqual((await got("/api/v1/users/ada")).substitutions, { "8.a": { first_day: day(-1), last_day: day(3) } }, "taken back");
});

test("an event is made with an open list, and nobody is absent at it", { skip }, async () => {
  await open("/");
  await page.getByRole("link", { name: "Make an event" }).click();
  await page.waitForURL("**/year/event");
  await page.fill("input[name=name]", "Parents’ evening");
  await page.fill("input[name=starts]", "19:00");
  await page.fill("input[name=ends]", "21:00");
  await page.locator("details summary").click();
  await page.fill("input[type=search]", "bo");
  await page.locator("label", { hasText: "Bo Berg" }).click();
  await inOrder(page, "office-event");
  await page.locator("form .main").click();
  await page.waitForURL("**/classes/*evening");
  await settled();
  await page.locator(".badge", { hasText: "Event" }).first().waitFor();
  await inOrder(page, "office-event-class");
  await open(`/classes/${encodeURIComponent(`${today} Parents’ evening`)}/sessions/${today}`);
  await page.locator("[data-row='Bo Berg']").focus();
  await page.keyboard.press("p");
  await page.locator("[data-row='Bo Berg'] button.present[aria-pressed=true]").waitFor();
  await page.keyboard.press("c");
  await page.locator("#closing[open]").waitFor();
  assert.match(await page.locator("#closing").innerText(), /list is open/);
  await open("/year");
  await page.locator(".badge", { hasText: "Event" }).first().waitFor();
  await inOrder(page, "office-year");
});

test("who closed a session can't confirm it, somebody else does", { skip }, async () => {
  const at = `/classes/7b/sessions/${today}`;
  await open(at, teacher);
  for (const [name, key] of [["Ada Lovelace", "p"], ["Bo Berg", "l"]]) {
    await teacher.locator(`[data-row='${name}']`).focus();
    await teacher.keyboard.press(key);
    await teacher.locator(`[data-row='${name}'] [aria-pressed=true]`).waitFor();
  }
  await teacher.getByRole("button", { name: /^Close the session/ }).click();
  await teacher.locator("#closing .main").click();
  await teacher.getByText("You have closed this session yourself").waitFor();
  assert.equal(await teacher.getByRole("button", { name: "Confirm that it is right" }).count(), 0);
  await inOrder(teacher, "office-session-own");
  await open("/");
  await page.locator(".badge", { hasText: "To be confirmed" }).first().waitFor();
  await inOrder(page, "office-home");
  await open(at);
  await page.getByText("Ada Teacher").first().waitFor();
  await inOrder(page, "office-session-waits");
  await page.getByRole("button", { name: "Confirm that it is right" }).click();
  assert.match(await said(), /confirmed/);
  await page.locator("p .badge.confirmed").waitFor();
  await inOrder(page, "office-session-confirmed");
  await open("/classes/7b");
  assert.equal(await page.locator("tbody .badge", { hasText: "To be confirmed" }).count(), 0);
});

test("a register goes to Moodle after a look at what it changes", { skip }, async () => {
  await open("/admin/connections");
  await inOrder(page, "office-connections-empty");
  await page.getByRole("link", { name: "Form 7b" }).click();
  await settled();
  await inOrder(page, "office-connections-class-empty");
  await page.fill("input[name=site]", site.address);
  await page.fill("input[name=course]", "7");
  await page.fill("input[name=attendance]", "3");
  await page.fill("input[name=token]", TOKEN);
  await page.getByRole("button", { name: "Add a name" }).click();
  await page.locator(".rows select").selectOption({ label: "Late" });
  await page.locator(".rows input").fill("L");
  await page.locator("form .main").first().click();
  await page.getByRole("button", { name: "See what it changes" }).waitFor();
  assert.deepEqual((await got("/api/v1/classes/7b/moodle")).statuses, [{ status: "late", acronym: "L" }]);
  const apply = page.getByRole("button", { name: "Change it in Moodle" });
  assert.equal(await apply.isVisible(), false, "a look first");
  await page.getByRole("button", { name: "See what it changes" }).click();
  await apply.waitFor();
  await page.locator("#push summary").click();
  assert.match(plain(await page.locator("#push").innerText()), /Bo Berg: L/);
  assert.equal(site.log.size, 0, "nothing is changed yet");
  await inOrder(page, "office-moodle-push");
  await page.locator("form[data-answer=push] input[name=from]").fill(day(-1));
  assert.equal(await apply.isVisible(), false, "other days take another look");
  await page.getByRole("button", { name: "See what it changes" }).click();
  await apply.click();
  await page.getByText("Moodle has these now").waitFor();
  assert.equal(site.log.size, 3);
  await page.getByRole("button", { name: "See what it changes" }).click();
  await page.getByText("Nothing changes in Moodle").waitFor();
});

test("a platform opens Muster, its course becomes a class, learners come and scores go", { skip }, async () => {
  await open("/admin/connections");
  await page.locator("details", { hasText: "What to enter" }).locator("summary").click();
  assert.equal(await page.locator("#tool-launch").inputValue(), `${room.base}/lti/launch`);
  await page.getByRole("button", { name: "Add a platform" }).first().click();
  const dialog = page.locator("#add-platform");
  const fields = { issuer: lms.address, client_id: "tool-7", auth_url: `${lms.address}/auth`, token_url: `${lms.address}/token`, jwks_url: `${lms.address}/keys`, deployment_ids: "1" };
  for (const [name, value] of Object.entries(fields)) await dialog.locator(`input[name=${name}]`).fill(value);
  await inOrder(page, "office-platform-add");
  await dialog.locator(".main").click();
  assert.match(await said(), /may open Muster now/);
  assert.match(await lms.open(room.base, "de"), /lang="de"[^]*noch keine Klasse in Muster/);
  await open("/admin/connections");
  await page.locator("form select[name=class]").selectOption("7b");
  await inOrder(page, "office-connections");
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await page.getByText("It is the class").waitFor();
  await page.locator("section[aria-labelledby=courses] a").click();
  await settled();
  const roster = page.locator("form[data-answer=roster]");
  await roster.getByRole("button", { name: "See what it changes" }).click();
  await page.locator('#roster [data-part="added"] li').waitFor();
  assert.match(plain(await page.locator("#roster").innerText()), /Zoë New \(zoe\)/);
  await inOrder(page, "office-connections-class");
  await roster.getByRole("button", { name: "Put them on the roster" }).click();
  await page.getByText("The roster has them now").waitFor();
  assert.equal((await got("/api/v1/classes/7b/students")).length, 4);
  await page.getByRole("button", { name: "Send the scores" }).click();
  await page.locator('#scores [data-part="sent"] li').waitFor();
  assert.deepEqual(lms.scores.map(({ userId, scoreGiven }) => [userId, scoreGiven]), [["u-ada", 100]]);
  await page.getByRole("button", { name: /^Unlink/ }).click();
  await page.locator("#said button").click();
  await page.getByText("Undone").waitFor();
  assert.equal((await got("/api/v1/lti/contexts"))[0].class, "7b", "taken back");
});

test("a set of statuses of the school's own is removed, and comes back", { skip }, async () => {
  await open("/admin/statuses/plain");
  await page.fill("form input[name=name]", "Ours");
  await page.locator("form .main").click();
  await page.waitForURL("**/admin/statuses");
  const ours = page.locator("section", { hasText: "Ours" });
  await ours.locator("summary", { hasText: "Remove this set" }).click();
  await ours.locator(".danger").click();
  assert.match(await said(), /Ours is removed/);
  await ours.waitFor({ state: "detached" });
  await page.locator("#said button").click();
  await ours.waitFor();
});

for (const [name, look] of Object.entries({
  "laptop-light": { size: "laptop" },
  "phone-dark": { size: "phone", dark: true },
  "narrow-arabic": { size: "narrow", language: "ar" },
  "laptop-urdu-dark": { size: "laptop", language: "ur", dark: true },
})) {
  test(`the office's pages: ${name}`, { skip }, async (all) => {
    const own = await room.page(look);
    for (const [what, path] of Object.entries({
      home: "/",
      year: "/year",
      event: "/year/event",
      class: "/classes/7b",
      session: `/classes/7b/sessions/${today}`,
      users: "/admin/users",
      user: "/admin/users/ada",
      notices: "/admin/notices",
      statuses: "/admin/statuses",
      connections: "/admin/connections",
      "connections-class": "/admin/connections/7b",
    })) {
      await all.test(what, async () => {
        await own.goto(room.base + path);
        await own.waitForLoadState("networkidle");
        await own.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        await inOrder(own, `office-${name}-${what}`);
      });
    }
    await own.context().close();
  });
}
