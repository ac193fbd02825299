// The whole way through the console, from an empty data folder, with real models on real photos.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { PASSWORD, Room, demoPictures, inOrder, missing } from "./room.js";
import { zip } from "./zip.js";

const why = missing();
const pictures = why ? null : demoPictures();
const skip = why || (pictures ? false : "the demo's pictures can't be fetched");
let room;
let page;
const today = new Date().toISOString().slice(0, 10);
const session = (date = today) => `${room.base}/classes/demo/sessions/${date}`;
const LIST = "id;given name;surname\nBarack_Obama;Barack;Obama\nJoe_Biden;Joe;Biden\nSam;Sam;Without-Photo\n";
const settled = () => page.waitForLoadState("networkidle");
const said = async () => (await page.locator("#said").innerText()).replace(/[\u2068\u2069]/g, "");

before(async () => {
  if (skip) return process.stderr.write(`skipped: the console in a browser: ${skip}\n`);
  room = await Room.open();
});
after(() => room?.close());

test("the set-up link makes the first admin, who signs in", { skip }, async () => {
  page = await room.page({ own: true });
  await page.goto(`${room.base}/classes/demo`);
  assert.match(page.url(), /\/sign-in\?to=%2Fclasses%2Fdemo/);
  await page.goto(room.setUp);
  await inOrder(page, "set-up");
  await page.fill("input[name=name]", "Grace Office");
  await page.fill("input[name=login]", "office");
  await page.fill("#password", "password12");
  await page.click("main .main");
  await page.locator("#wrong:not(:empty)").waitFor();
  await page.fill("#password", PASSWORD);
  await page.click("main .main");
  await page.waitForURL("**/sign-in*");
  await inOrder(page, "sign-in");
  await room.signIn(page);
  await inOrder(page, "home-empty");
});

test("a class is added and its students come onto the roster", { skip }, async () => {
  await page.getByRole("link", { name: "Add a class" }).click();
  await page.fill("form.card input[name=name]", "Demo class");
  await page.fill("form.card input[name=id]", "demo");
  await page.click("form.card button");
  await page.locator("#said:not(:empty)").waitFor();
  await page.getByRole("link", { name: "Demo class" }).click();
  await settled();
  await inOrder(page, "class-empty");
});

test("a roster is imported from a list, after a look at what it changes", { skip }, async () => {
  await page.goto(`${room.base}/classes/demo/roster`);
  await page.getByText("Paste").first().click();
  await page.fill("[data-roster] textarea", LIST);
  await page.click("[data-look]");
  await page.locator('[data-change="added"] li').nth(2).waitFor();
  assert.equal(await page.locator("section[aria-labelledby=import-problems]").isHidden(), true);
  await inOrder(page, "roster-difference");
  await page.click("[data-import]");
  await page.locator("[data-nothing]:not([hidden])").waitFor();
  await page.goto(`${room.base}/classes/demo/students`);
  await settled();
  assert.equal(await page.locator("tbody tr").count(), 3);
});

test("a class of a whole export is chosen, and its difference looked at", { skip }, async () => {
  const buffer = zip({
    "manifest.csv": "propertyName,value\noneroster.version,1.1\nfile.users,bulk\n",
    "classes.csv": "sourcedId,title,classCode,termSourcedIds\nc1,Algebra,A1,t1\nc2,Music,MU,t1\n",
    "academicSessions.csv": "sourcedId,title\nt1,Autumn\n",
    "users.csv": "sourcedId,givenName,familyName,role\nSam,Sam,Without-Photo,student\nu7,Zoë,New,student\n",
    "enrollments.csv": "classSourcedId,userSourcedId,role,endDate\nc1,Sam,student,\nc1,u7,student,\nc1,u8,student,\nc2,u7,student,2020-01-01\n",
  });
  await page.goto(`${room.base}/classes/demo/roster`);
  await page.setInputFiles("[data-roster] input[type=file]", { name: "export.zip", mimeType: "application/zip", buffer });
  await page.locator("[data-source] option").nth(2).waitFor({ state: "attached" });
  assert.equal(await page.locator("[data-changes]").isHidden(), true, "nothing before a class is chosen");
  assert.equal(await page.locator("[data-columns]").isHidden(), true);
  await inOrder(page, "roster-classes");
  await page.selectOption("[data-source]", { label: "Algebra – A1 · Autumn" });
  await page.locator('[data-change="added"] li').first().waitFor();
  assert.match(await page.locator('[data-change="added"] li').innerText(), /Zoë New/);
  assert.equal(await page.locator('[data-change="missing"] li').count(), 2);
  assert.match(await page.locator("[data-left-out] li").innerText(), /u8/);
  await inOrder(page, "roster-export");
});

test("who consents is entered, from a pile of signed forms", { skip }, async () => {
  await page.goto(`${room.base}/classes/demo/consent`);
  await settled();
  await page.click("[data-open=saying]");
  for (const student of ["Barack_Obama", "Joe_Biden"]) await page.check(`#saying input[value=${student}]`);
  await page.fill('#saying input[name="said.person"]', "signed form");
  await page.fill('#saying input[name="said.evidence"]', "folder demo");
  await inOrder(page, "consent-entering");
  await page.click("#saying .main");
  await page.locator("#saying").waitFor({ state: "hidden" });
  await page.locator("tbody .badge.present").nth(1).waitFor();
  assert.equal(await page.locator("tbody .badge.present").count(), 2);
  await inOrder(page, "consent");
});

test("faces are enrolled from photos, and looked at", { skip }, async () => {
  await page.goto(`${room.base}/classes/demo/enrolment`);
  await settled();
  for (const student of ["Barack_Obama", "Joe_Biden"]) {
    await page.locator("[data-way=student] select").selectOption(student);
    await page.setInputFiles("[data-way=student] input[multiple]", pictures.own(student));
    const enrolled = page.locator(`img[src*="/enrolment/"]`);
    const before = await enrolled.count();
    await page.waitForFunction((count) => document.querySelectorAll('img[src*="/enrolment/"]').length > count, before, { timeout: 60_000 });
    await page.locator("[data-list] progress").first().waitFor({ state: "detached", timeout: 60_000 });
  }
  await page.reload();
  await settled();
  await inOrder(page, "enrolment");
  const templates = await (await page.context().request.get(`${room.base}/api/v1/classes/demo/templates`)).json();
  const known = templates.filter(({ templates: own }) => Object.keys(own).length > 0).map(({ student }) => student);
  assert.deepEqual(known.sort(), ["Barack_Obama", "Joe_Biden"]);
});

test("photos are sent, and show who is there", { skip }, async () => {
  await page.goto(session());
  await settled();
  await inOrder(page, "session-before");
  await page.setInputFiles("#files", pictures.classPhoto);
  await page.locator("figure.photo").waitFor({ timeout: 60_000 });
  const row = page.locator("[data-row='Barack Obama']");
  await row.locator("button.present[aria-pressed=true]").waitFor();
  assert.equal(await page.locator("[data-row='Joe Biden'] [aria-pressed=true]").count(), 0, "not seen is not absent");
  const labels = await page.locator("figure.photo svg text").allTextContents();
  assert.ok(labels.includes("Barack"), labels.join());
  await page.waitForFunction(() => document.querySelectorAll("[data-list] li").length === 0);
  await inOrder(page, "session");
});

test("a face's name is corrected, learnt, and taken back, by keyboard alone", { skip }, async () => {
  const unknown = page.locator("section[aria-labelledby=unknown] a").first();
  const before = await page.locator("section[aria-labelledby=unknown] li").count();
  await unknown.focus();
  await page.keyboard.press("Enter");
  await page.locator("#shown[open]").waitFor();
  await inOrder(page, "face");
  await page.locator("#shown select").focus();
  await page.keyboard.type("Joe");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("[data-row='Joe Biden'] button.present[aria-pressed=true]").waitFor();
  assert.equal(await page.locator("section[aria-labelledby=unknown] li").count(), before - 1);
  await page.locator("figure.photo svg a.confirmed").click();
  await page.locator("#shown[open]").waitFor();
  await page.locator("#shown").getByRole("button", { name: "Nobody of this class" }).click();
  await page.locator("[data-row='Joe Biden'] button.present[aria-pressed=false]").waitFor();
  await page.keyboard.press("u");
  await page.locator("[data-row='Joe Biden'] button.present[aria-pressed=true]").waitFor();
  assert.equal(await said(), "Undone.");
});

test("marks by hand win, and are undone with a key", { skip }, async () => {
  const row = page.locator("[data-row='Sam Without-Photo']");
  await row.focus();
  await page.keyboard.press("l");
  await row.locator("button.late[aria-pressed=true]").waitFor();
  assert.match(await said(), /^Sam Without-Photo: Late\./);
  await page.keyboard.press("u");
  await row.locator("button.late[aria-pressed=false]").waitFor();
  await row.focus();
  await page.keyboard.press("e");
  await row.locator("button.excused[aria-pressed=true]").waitFor();
  await row.getByRole("button", { name: "Take the mark by hand back" }).click();
  await row.locator("button.excused[aria-pressed=false]").waitFor();
});

test("a missed face is drawn", { skip }, async () => {
  const figure = page.locator("figure.photo");
  const faces = await figure.locator("svg a").count();
  await figure.locator("[data-draw]").click();
  await figure.locator("svg").scrollIntoViewIfNeeded();
  const box = await figure.locator("svg").boundingBox();
  const corner = [box.x + box.width * 0.02, box.y + box.height * 0.8];
  await page.mouse.move(...corner);
  await page.mouse.down();
  await page.mouse.move(corner[0] + 40, corner[1] + 40, { steps: 3 });
  await page.mouse.up();
  await page.locator("#shown[open]").waitFor({ timeout: 20_000 });
  assert.equal(await figure.locator("svg a").count(), faces + 1);
  await page.locator("#shown").getByRole("button", { name: "Nobody of this class" }).click();
  await page.locator("#shown:not([open])").waitFor({ state: "attached" });
});

test("what is done while the server is away is done when it is back", { skip }, async () => {
  const row = page.locator("[data-row='Sam Without-Photo']");
  await room.cut();
  await row.focus();
  await page.keyboard.press("l");
  await page.locator("#waiting").waitFor();
  await page.reload().catch(() => {});
  await room.serve();
  await page.goto(session());
  await page.locator("[data-row='Sam Without-Photo'] button.late[aria-pressed=true]").waitFor({ timeout: 20_000 });
  assert.equal(await page.locator("#waiting").count(), 0);
  const marks = await (await page.context().request.get(`${room.base}/api/v1/classes/demo/sessions/${today}/marks`)).json();
  assert.equal(marks.filter((one) => one.student === "Sam" && one.status === "late").length, 2, "once then, once now");
});

test("closing shows what it changes, and its picture goes", { skip }, async () => {
  await page.getByRole("button", { name: /^Close the session/ }).click();
  await inOrder(page, "closing");
  await page.locator("#closing .main").click();
  await page.getByText("Closed", { exact: true }).first().waitFor();
  assert.equal(await page.locator("figure.photo img").count(), 0);
  await inOrder(page, "session-closed");
});

test("the register is edited by keyboard and downloaded", { skip }, async () => {
  await page.goto(`${room.base}/classes/demo/register?span=all`);
  await settled();
  const cell = page.getByRole("button", { name: new RegExp(`Sam Without-Photo, ${today}: Late`) });
  await cell.focus();
  await page.keyboard.press("e");
  await page.getByRole("button", { name: new RegExp(`Sam Without-Photo, ${today}: Excused`) }).waitFor();
  const kept = async () => (await (await page.context().request.get(`${room.base}/api/v1/classes/demo/sessions/${today}`)).json()).students;
  for (let tries = 0; (await kept()).find(({ id }) => id === "Sam").status !== "excused"; tries += 1) {
    assert.ok(tries < 50, "the mark reaches the server");
    await page.waitForTimeout(100);
  }
  for (const [file, begins] of [["register.xlsx", "PK"], ["register.csv", "\ufeff"], [`moodle.csv?date=${today}`, "idnumber"]]) {
    const got = await page.context().request.get(`${room.base}/api/v1/classes/demo/${file}`);
    assert.equal(got.status(), 200, file);
    assert.ok((await got.body()).toString("utf8").replace(/^"/, "").startsWith(begins), file);
  }
  await page.goto(`${room.base}/classes/demo/students/Sam`);
  await settled();
  await inOrder(page, "student");
  await page.goto(`${room.base}/classes/demo/charts?span=all`);
  await settled();
  await inOrder(page, "charts");
});

test("a teacher is invited, and sees their class and nothing else", { skip }, async () => {
  await page.goto(`${room.base}/admin/users`);
  await page.getByRole("button", { name: "Invite somebody" }).first().click();
  await page.fill("#invite input[name=name]", "Ada Teacher");
  await page.fill("#invite input[name=login]", "ada");
  await page.check("#invite input[name=classes][value=demo]");
  await page.click("#invite .main");
  await page.locator("#secret[open]").waitFor();
  const link = await page.locator("#secret-text").inputValue();
  await page.keyboard.press("Escape");
  const teacher = await room.page({ own: true });
  await teacher.goto(link);
  await teacher.fill("#password", PASSWORD);
  await teacher.click("main .main");
  await teacher.waitForURL("**/sign-in*");
  await room.signIn(teacher, "ada");
  assert.equal(await teacher.getByRole("link", { name: "Administration" }).count(), 0);
  await teacher.getByRole("link", { name: "Demo class" }).click();
  await teacher.locator("tbody a").first().waitFor();
  assert.equal((await teacher.goto(`${room.base}/admin/users`)).status(), 403);
});

test("a camera at the door lets people arrive", { skip }, async () => {
  await page.goto(`${room.base}/classes/demo/live?label=door`);
  await settled();
  await page.click("[data-toggle]");
  await page.locator("[data-arrived] strong", { hasText: "Barack Obama" }).waitFor({ timeout: 30_000 });
  await page.click("[data-toggle]");
  await inOrder(page, "live");
});
