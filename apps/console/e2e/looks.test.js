// Every page at a laptop's and a phone's size, in light and dark, from left to right and from right to left: no rule of
// accessibility broken, nothing wider than the window.

import { after, before, test } from "node:test";
import { Room, demoPictures, inOrder, missing, PASSWORD } from "./room.js";
import { readFileSync } from "node:fs";

const why = missing();
const pictures = why ? null : demoPictures();
const skip = why || (pictures ? false : "the demo's pictures can't be fetched");
let room;
const day = new Date().toISOString().slice(0, 10);

before(async () => {
  if (skip) return;
  room = await Room.open();
  const send = await room.office();
  await send("PUT", "/api/v1/classes/demo", { name: "Demo class" });
  for (const [id, first_name, last_name] of [["Barack_Obama", "Barack", "Obama"], ["Joe_Biden", "Joe", "Biden"], ["Sam", "Sam", "Without-Photo"]]) {
    await send("PUT", `/api/v1/classes/demo/students/${id}`, { first_name, last_name });
  }
  const said = { kind: "granted", person: "signed form", relation: "guardian", text_version: "muster-1", text_language: "en" };
  await send("POST", "/api/v1/classes/demo/consents", { students: ["Barack_Obama", "Joe_Biden"], said });
  const image = (file) => readFileSync(file).toString("base64");
  for (const student of ["Barack_Obama", "Joe_Biden"]) {
    const photos = pictures.own(student).map((file) => ({ name: "photo.jpg", image: image(file) }));
    await send("POST", "/api/v1/classes/demo/enrolment", { student, photos });
  }
  await send("POST", "/api/v1/attendance", { class: "demo", date: day, image: image(pictures.classPhoto) });
  await send("POST", "/api/v1/users", { login: "ada", name: "Ada Teacher", role: "teacher", classes: ["demo"] });
});
after(() => room?.close());

const PAGES = {
  home: "/",
  class: "/classes/demo",
  year: "/year",
  "year-entry": "/year/entries?class=demo",
  "year-event": "/year/event",
  leave: "/leave",
  reports: `/reports?kind=students&to=${day}`,
  statuses: "/admin/statuses",
  "statuses-edit": "/admin/statuses/england",
  session: `/classes/demo/sessions/${day}`,
  "check-in": `/classes/demo/sessions/${day}/check-in`,
  "check-in-over": "/check-in?code=x",
  "session-new": "/classes/demo/sessions/2026-01-05",
  students: "/classes/demo/students",
  "roster-one": "/classes/demo/roster/Sam",
  "roster-import": "/classes/demo/roster",
  enrolment: "/classes/demo/enrolment",
  register: "/classes/demo/register?span=all",
  "register-import": "/classes/demo/register/import",
  student: "/classes/demo/students/Barack_Obama",
  charts: "/classes/demo/charts?span=all",
  "charts-school": "/charts?span=all",
  live: "/classes/demo/live",
  tour: "/tour",
  account: "/account",
  connect: "/connect",
  users: "/admin/users",
  user: "/admin/users/ada",
  keys: "/admin/keys",
  classes: "/admin/classes",
  recognition: "/admin/recognition",
  notices: "/admin/notices",
  connections: "/admin/connections",
  "connections-class": "/admin/connections/demo",
  activity: "/admin/activity",
  privacy: "/admin/privacy",
  consent: "/classes/demo/consent",
  jobs: "/admin/jobs",
  data: "/admin/data",
  health: "/admin/health",
  problem: "/classes/nowhere",
};

for (const [name, look] of Object.entries({
  "laptop-light": { size: "laptop" },
  "phone-dark": { size: "phone", dark: true },
  "phone-arabic": { size: "phone", language: "ar" },
  "laptop-urdu-dark": { size: "laptop", language: "ur", dark: true },
})) {
  test(`all pages: ${name}`, { skip }, async (all) => {
    const page = await room.page(look);
    for (const [what, path] of Object.entries(PAGES)) {
      await all.test(what, async () => {
        await page.goto(room.base + path);
        await page.waitForLoadState("networkidle");
        await inOrder(page, `look-${name}-${what}`);
      });
    }
    await page.context().close();
  });
}
