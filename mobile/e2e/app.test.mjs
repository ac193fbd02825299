// The whole way through the app in a browser: its web export, served by the real server, on real photos.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inOrder, missing, PASSWORD, Room, shots } from "../../apps/console/e2e/room.js";
import { CLASS, makeSchool, pictures, TEACHER } from "./school.mjs";

const exported = process.env.MUSTER_APP ?? resolve(import.meta.dirname, "../../target/app");
const found = missing() ? null : pictures();
const skip = missing() || (existsSync(join(exported, "index.html")) ? false : `there is no export in ${exported}: cargo xtask app`) || (found ? false : "no photos of people can be had");

/** Milliseconds for anything but a photo's recognition. */
const PATIENCE = 10_000;
const day = (offset) => new Date(Date.now() + offset * 86_400_000);
const text = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
const today = text(new Date());
const yesterday = day(-1);
const app = (path = "/") => `${room.base}/app${path}`;
const session = (date, label = "") => `/api/v1/classes/${CLASS}/sessions/${date}?label=${label}`;

let room;
let calls;
let page;

before(async () => {
  if (skip) return process.stderr.write(`skipped: the app in a browser: ${skip}\n`);
  room = await Room.open(["--app", exported]);
  mkdirSync(shots, { recursive: true });
  calls = await makeSchool(room, found.people);
});
after(() => room?.close());

/** A phone's browser at an address of the app. */
async function phone(path, options = {}) {
  const opened = await room.page({ own: true, size: "phone", ...options });
  opened.setDefaultTimeout(PATIENCE);
  await opened.goto(app(path));
  return opened;
}

async function signIn(on, login = TEACHER) {
  await on.getByLabel("Login, for example your mail address").fill(login);
  await on.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await on.getByRole("button", { name: "Sign in", exact: true }).click();
  await on.getByText("Class 7b").first().waitFor();
}

/** What lies in the browser's chest: the names. */
const kept = (on) =>
  on.evaluate(
    () =>
      new Promise((done) => {
        const open = indexedDB.open("muster", 1);
        open.onsuccess = () => {
          const keys = open.result.transaction("kept").objectStore("kept").getAllKeys();
          keys.onsuccess = () => done(keys.result);
        };
      }),
  );

async function choose(on, files, button = "Gallery") {
  const chooser = on.waitForEvent("filechooser");
  await on.getByRole("button", { name: button, exact: true }).click();
  await (await chooser).setFiles(files);
}

/** A sheet has come up. */
const settled = () => new Promise((go) => setTimeout(go, 400));

const students = (answer) => Object.fromEntries(answer.students.map(({ id, status }) => [id, status]));

test("whoever is not signed in comes to the way in, and a wrong password is told", { skip }, async () => {
  page = await phone("/");
  await page.getByText("Sign in with a key").waitFor();
  assert.match(page.url(), /\/app\/connect$/);
  await inOrder(page, "app-sign-in");
  await page.getByLabel("Login, for example your mail address").fill(TEACHER);
  await page.getByLabel("Password", { exact: true }).fill("wrong password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("Login and password don't fit.").waitFor();
  await signIn(page);
  await inOrder(page, "app-classes");
});

test("the sign-in is a cookie that no script can read, and lasts over a reload", { skip }, async () => {
  const stored = await page.evaluate(() => [document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage)].join());
  assert.doesNotMatch(stored, /muster_|token/i);
  await page.reload();
  await page.getByText("Class 7b").first().waitFor();
});

test("photos from the gallery and the day on the calendar take attendance", { skip }, async () => {
  await page.getByRole("button", { name: "Take attendance of Class 7b" }).click();
  await page.getByRole("button", { name: /^Day of the session: Today/ }).click();
  const name = `react-native-paper-dates-day-${yesterday.getFullYear()}-${yesterday.getMonth()}-${yesterday.getDate()}`;
  await page.getByTestId(name).click();
  await page.screenshot({ path: join(shots, "app-calendar.png") });
  await page.getByTestId("react-native-paper-dates-save").click();
  await choose(page, found.photos.slice(0, 2));
  await page.getByRole("img", { name: `Photo ${Math.min(2, found.photos.length)}` }).waitFor();
  await inOrder(page, "app-take");
  const seen = new Set();
  const watching = setInterval(() => page.getByTestId("sending").innerText({ timeout: 50 }).then((said) => seen.add(said), () => undefined), 60);
  await page.getByRole("button", { name: /^Send \d photo/ }).click();
  await page.getByTestId("count-present").waitFor();
  // Between two photos the progress is gone for a moment.
  await until(async () => !(await kept(page)).some((name) => /^(picture|entry)-/.test(name)), 30_000);
  await page.getByTestId("sending").waitFor({ state: "detached" });
  clearInterval(watching);
  assert.ok(seen.size > 0, "no progress was shown");
  await inOrder(page, "app-session");
  const answer = await calls.teacher("GET", session(text(yesterday)));
  assert.equal(answer.photos.length, Math.min(2, found.photos.length));
  assert.ok(Object.values(students(answer)).includes("present"));
  assert.equal(await page.getByTestId("count-present").innerText(), `${Object.values(students(answer)).filter((status) => status === "present").length}\npresent`);
});

test("no picture stays in the browser after it was accepted", { skip }, async () => {
  const names = await kept(page);
  assert.deepEqual(names.filter((name) => /^(picture|entry)-/.test(name)), []);
  assert.ok(names.some((name) => name.startsWith("known-")), "lists are kept for when there is no connection");
});

test("a mark by hand holds at once, and is undone", { skip }, async () => {
  await page.getByRole("button", { name: "Sam Without-Photo: mark as excused" }).click();
  await page.getByTestId("group-away").getByText("Sam Without-Photo").waitFor();
  await until(async () => students(await calls.teacher("GET", session(text(yesterday)))).sam === "excused");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByTestId("group-not_seen").getByText("Sam Without-Photo").waitFor();
  await until(async () => students(await calls.teacher("GET", session(text(yesterday)))).sam === "not_seen");
});

test("a face on a photo gets the name that a person says", { skip }, async () => {
  await page.getByRole("button", { name: "Look at the photos" }).click();
  await page.getByRole("img", { name: "Photo 1" }).waitFor();
  await inOrder(page, "app-photos");
  await page.getByRole("button", { name: /says the machine$|^Perhaps / }).first().click();
  await page.getByText("Nobody of this class", { exact: true }).waitFor();
  await settled();
  await page.screenshot({ path: join(shots, "app-face.png") });
  await page.getByRole("button", { name: "Sam Without-Photo", exact: true }).click();
  await until(async () => students(await calls.teacher("GET", session(text(yesterday)))).sam === "present");
  await page.getByRole("button", { name: "Undo" }).click();
  await until(async () => students(await calls.teacher("GET", session(text(yesterday)))).sam === "not_seen");
});

test("a student's sheet: a status with a remark", { skip }, async () => {
  await page.getByRole("button", { name: "Sam Without-Photo: not seen" }).click();
  await page.getByLabel("Remark").fill("dentist");
  await settled();
  await page.screenshot({ path: join(shots, "app-student-sheet.png") });
  await page.getByRole("button", { name: "late", exact: true }).click();
  await until(async () => students(await calls.teacher("GET", session(text(yesterday)))).sam === "late");
  await page.getByRole("button", { name: "Sam Without-Photo: late" }).click();
  await page.getByText("dentist").waitFor();
  await page.getByRole("button", { name: "All sessions of this student" }).click();
  await page.getByText("attended, of what was decided").waitFor();
  await inOrder(page, "app-student");
});

test("without the server marks and photos wait, survive a closed tab, and are sent once", { skip }, async () => {
  const context = page.context();
  await page.goto(app(`/classes/${CLASS}/sessions/${today}`));
  await page.getByText("Sam Without-Photo").waitFor();
  await context.route("**/api/v1/**", (route) => route.abort());
  await page.getByRole("button", { name: "Sam Without-Photo: mark as absent" }).click();
  await page.getByTestId("waits").waitFor();
  await page.getByRole("button", { name: "More photos" }).click();
  await choose(page, found.photos.slice(0, 1), "Camera");
  await page.getByRole("button", { name: "Send 1 photo" }).click();
  await page.getByTestId("waits").waitFor();
  await inOrder(page, "app-waits");
  assert.deepEqual((await kept(page)).map((name) => name.split("-")[0]).filter((kind) => kind !== "known").sort(), ["entry", "entry", "picture"]);
  const complaints = page.complaints;
  await page.close();
  await context.unroute("**/api/v1/**");
  page = await context.newPage();
  page.complaints = complaints;
  await page.goto(app(`/classes/${CLASS}/sessions/${today}`));
  await until(async () => (await calls.teacher("GET", session(today)).catch(() => ({ photos: [] }))).photos.length === 1, 30_000);
  await until(async () => (await kept(page)).every((name) => name.startsWith("known-")));
  const answer = await calls.teacher("GET", session(today));
  assert.equal(students(answer).sam, "absent");
  assert.match(answer.photos[0].captured_at, /^\d{4}-\d\d-\d\dT/, "the camera's photo has its time");
  const marks = await calls.teacher("GET", `/api/v1/classes/${CLASS}/sessions/${today}/marks`);
  assert.equal(marks.filter(({ student }) => student === "sam").length, 1);
});

test("a server that is cut off in the middle loses nothing", { skip }, async () => {
  await room.cut();
  await page.getByRole("button", { name: /^Sam Without-Photo: absent/ }).click();
  await page.getByRole("button", { name: "excused", exact: true }).click();
  await page.getByTestId("waits").waitFor();
  await room.serve(["--app", exported]);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await until(async () => students(await calls.teacher("GET", session(today))).sam === "excused", 20_000);
});

test("what somebody else decided meanwhile is shown, and a person chooses", { skip }, async () => {
  await page.goto(app(`/classes/${CLASS}/sessions/${today}`));
  await page.getByRole("button", { name: /^Sam Without-Photo: excused/ }).waitFor();
  await calls.admin("POST", `/api/v1/classes/${CLASS}/sessions/${today}/marks`, { student: "sam", status: "late", remark: "" });
  await page.getByRole("button", { name: /^Sam Without-Photo: excused/ }).click();
  await page.getByRole("button", { name: "present", exact: true }).click();
  await page.getByTestId("stuck").waitFor();
  await page.getByRole("button", { name: "Look", exact: true }).click();
  await page.getByText(/^Meanwhile Grace Office has set “late”/).waitFor();
  await inOrder(page, "app-conflict");
  await page.getByRole("button", { name: "Mine counts" }).click();
  await page.getByText("The server has everything.").waitFor();
  assert.equal(students(await calls.teacher("GET", session(today))).sam, "present");
});

test("the session is closed after a question, and the register is an Excel file", { skip }, async () => {
  await page.goto(app(`/classes/${CLASS}/sessions/${today}`));
  await page.getByRole("button", { name: "Close the session" }).click();
  await page.getByText(/Marks by hand are still taken afterwards/).waitFor();
  await page.getByRole("button", { name: "Close the session" }).last().click();
  await until(async () => (await calls.teacher("GET", session(today))).session.closed_at);
  await page.goto(app(`/classes/${CLASS}`));
  await page.getByText("Closed").first().waitFor();
  await inOrder(page, "app-class");
  await page.getByRole("button", { name: "Register" }).click();
  await inOrder(page, "app-register");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the register" }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^register-Class-7b\.xlsx$/);
  await file.saveAs(join(shots, "app-register.xlsx"));
  assert.equal(readFileSync(join(shots, "app-register.xlsx")).subarray(0, 2).toString(), "PK");
});

test("a picture that can't be read is told, the others are sent", { skip }, async () => {
  await page.goto(app(`/classes/${CLASS}/take`));
  await choose(page, [{ name: "photo.heic", mimeType: "image/heic", buffer: Buffer.from("no picture") }, ...[found.photos[0]].map((path) => ({ name: "a.jpg", mimeType: "image/jpeg", buffer: readFileSync(path) }))]);
  await page.getByText("This picture can't be read on this phone.").waitFor();
  await page.getByRole("button", { name: "Send 1 photo" }).waitFor();
  await page.getByRole("button", { name: "Leave out photo 1" }).click();
  await page.getByText("Without photos, by hand").waitFor();
  assert.deepEqual((await kept(page)).filter((name) => name.startsWith("picture-")), []);
});

/** An entry of the timetable for today alone, all day long: so it is now, whenever this runs. */
const allDay = (label) => ({ class: CLASS, label, weekdays: [1, 2, 3, 4, 5, 6, 7], first_day: today, last_day: today, starts: "00:00", ends: "23:59" });
const of = (answer, id) => answer.students.find((one) => one.id === id);

test("today's sessions of the timetable lead to the roll, and one that does not take place can't be chosen", { skip }, async () => {
  await calls.admin("POST", "/api/v1/timetable", allDay("Maths"));
  const trip = await calls.admin("POST", "/api/v1/timetable", allDay("Sports"));
  await calls.admin("PUT", `/api/v1/timetable/${trip.id}/cancellations/${today}`, { reason: "school trip" });
  await page.goto(app());
  await page.getByTestId("today").waitFor();
  await page.getByText("The attendance of 1 session has not been taken yet.").waitFor();
  await inOrder(page, "app-today");
  await page.getByRole("button", { name: /^Take attendance: Class 7b, .*Maths/ }).click();
  const [maths, sports] = [/Maths/, /Sports/].map((name) => page.getByRole("radio", { name }));
  await maths.waitFor();
  assert.equal(await maths.getAttribute("aria-checked"), "true");
  assert.equal(await sports.getAttribute("aria-disabled"), "true");
  assert.match(await sports.innerText(), /Does not take place: school trip/);
  await inOrder(page, "app-choose");
  await page.getByRole("button", { name: "Without photos, by hand" }).click();
  await page.getByRole("button", { name: "Sam Without-Photo: mark as present" }).click();
  await until(async () => of(await calls.teacher("GET", session(today, "Maths")).catch(() => ({ students: [] })), "sam")?.status === "present");
  const found = await calls.teacher("GET", session(today, "Maths"));
  assert.ok(found.session.starts_at, "the session has the hours of the timetable");
});

test("a letter of the school's own set is set and read; leave has its letter, too", { skip }, async () => {
  await calls.admin("POST", "/api/v1/status-sets", { id: "england" });
  await page.goto(app(`/classes/${CLASS}/sessions/${today}?label=Maths`));
  await page.getByRole("button", { name: "Sam Without-Photo: / · Present (morning)" }).click();
  await page.getByRole("button", { name: "More statuses" }).click();
  await settled();
  await inOrder(page, "app-letters");
  await page.getByRole("button", { name: "M · Medical or dental appointment" }).click();
  await until(async () => of(await calls.teacher("GET", session(today, "Maths")), "sam").letter === "M");
  await page.getByRole("button", { name: "Sam Without-Photo: M · Medical or dental appointment" }).waitFor();
  await page.getByTestId("group-not_seen").getByRole("button", { name: /: not seen$/ }).first().click();
  await page.getByRole("button", { name: "Enter leave" }).click();
  await page.getByRole("radio", { name: /Illness/ }).click();
  await page.getByLabel("Note: why").fill("a cold");
  await settled();
  await inOrder(page, "app-leave");
  await page.getByRole("button", { name: "Excuse the student" }).click();
  await page.getByText("On leave, entered by Tess Teacher").waitFor();
  await inOrder(page, "app-on-leave");
  const excused = (await calls.teacher("GET", session(today, "Maths"))).students.filter((one) => one.mark?.source === "leave");
  assert.deepEqual(excused.map(({ letter, mark }) => [letter, mark.note]), [["I", "a cold"]]);
});

test("dark, Arabic and Urdu: nothing is wider than the phone, and the sides are turned", { skip }, async () => {
  for (const [language, dark] of [["ar", false], ["ur", true], ["de", true]]) {
    const other = await phone(`/classes/${CLASS}/sessions/${text(yesterday)}`, { language, dark });
    await other.context().addCookies(await page.context().cookies());
    await other.goto(app(`/classes/${CLASS}/sessions/${text(yesterday)}`));
    await other.getByTestId("count-present").waitFor();
    await inOrder(other, `app-session-${language}`);
    assert.equal(await other.evaluate(() => document.documentElement.dir), language === "de" ? "ltr" : "rtl");
    const [name, frame] = await Promise.all([other.getByTestId("group-there").getByRole("button").first().boundingBox(), other.getByTestId("count-present").boundingBox()]);
    if (language !== "de") assert.ok(frame.x + frame.width / 2 > 180, "the first figure is at the right");
    assert.ok(name.width > 0);
    await other.goto(app(`/classes/${CLASS}/sessions/${today}?label=Maths`));
    await other.getByTestId("count-present").waitFor();
    await inOrder(other, `app-letters-${language}`);
    await other.goto(app());
    await other.getByTestId("today").waitFor();
    await inOrder(other, `app-today-${language}`);
    await other.goto(app("/settings"));
    await other.getByRole("radio", { name: "Deutsch" }).waitFor();
    await inOrder(other, `app-settings-${language}`);
    await other.context().close();
  }
});

test("a child who says no is heard: it is entered on the phone, and nothing is kept of the face", { skip }, async () => {
  await page.goto(app(`/classes/${CLASS}/students/sam`));
  const card = page.getByTestId("consent");
  await card.getByText("Nobody has said yes yet: the face is not used.").waitFor();
  await card.getByRole("button", { name: "Somebody says no" }).click();
  await page.getByTestId("consent-form").waitFor();
  await page.getByRole("radio", { name: /^Sam Without-Photo/ }).click();
  await inOrder(page, "app-consent");
  await page.getByRole("button", { name: "Enter the no" }).click();
  await card.getByText("The child said no: the face is not used.").waitFor();
  const ledger = await calls.admin("GET", "/api/v1/students/sam/consents");
  assert.deepEqual(ledger.entries.map(({ kind, person, by }) => [kind, person, by]), [["refused_by_child", "Sam Without-Photo", "Tess Teacher"]]);
});

test("signing out forgets what this browser knew", { skip }, async () => {
  await page.goto(app("/settings"));
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText(/Muster forgets on this phone/).waitFor();
  await page.getByRole("button", { name: "Sign out" }).last().click();
  await page.getByText("Sign in with a key").waitFor();
  assert.deepEqual(await kept(page), []);
  await page.goto(app(`/classes/${CLASS}`));
  await page.getByText("Sign in with a key").waitFor();
  assert.deepEqual(page.complaints, []);
});

test("a device's key from the console's code signs in, and leaves the address", { skip }, async () => {
  const { secret } = await calls.admin("POST", "/api/v1/api-keys", { label: "Room 12", role: "teacher", classes: [CLASS] });
  const device = await phone(`/connect#key=${encodeURIComponent(secret)}`);
  await device.getByText("Class 7b").first().waitFor();
  assert.doesNotMatch(device.url(), /key=/);
  await device.context().close();
});

async function until(done, patience = 10_000) {
  const end = Date.now() + patience;
  while (!(await done())) {
    assert.ok(Date.now() < end, `not within ${patience} ms: ${done}`);
    await new Promise((go) => setTimeout(go, 150));
  }
}
