// A school for the app's tests: a real server with real models, a teacher, and a class with enrolled faces.

import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoPictures, developmentData, PASSWORD, Room } from "../../apps/console/e2e/room.js";

export const TEACHER = "teacher";
export const CLASS = "7b";
export { PASSWORD };

/** The server alone, for tests that need no browser. */
export async function openServer() {
  const room = new Room();
  room.home = mkdtempSync(join(tmpdir(), "muster-app-"));
  await room.serve();
  return room;
}

/** Photos of people: the development data where it is, else what `muster demo` fetches; none where neither can be had. */
export function pictures() {
  const data = developmentData();
  if (data) {
    const enrol = join(data, "classroom_friends/enrol");
    const photo = (name) => join(data, "classroom_friends/photos", name);
    return { people: peopleIn(enrol), photos: readdirSync(join(data, "classroom_friends/photos")).sort().map(photo) };
  }
  const demo = demoPictures();
  return demo && { people: peopleIn(demo.enrol), photos: [demo.classPhoto] };
}

function peopleIn(folder) {
  return readdirSync(folder).map((name) => ({ name, photos: readdirSync(join(folder, name)).slice(0, 6).map((file) => join(folder, name, file)) }));
}

/** Calls the server as whoever holds the token; throws what it refuses. */
export function caller(base, token) {
  return async (method, path, body) => {
    const headers = { ...(body ? { "content-type": "application/json" } : {}), ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text && /json/.test(response.headers.get("content-type")) ? JSON.parse(text) : text;
  };
}

/** The first admin, a class with these people and one without a face on file, and a teacher. Gives calls as each of them. */
export async function makeSchool(room, people) {
  const open = caller(room.base);
  const token = new URL(room.setUp).hash.slice(1).replace(/^token=/, "");
  await open("POST", "/api/v1/setup", { token, login: "office", name: "Grace Office", password: PASSWORD });
  const admin = caller(room.base, await signIn(room, "office"));
  await admin("PUT", `/api/v1/classes/${CLASS}`, { name: "Class 7b" });
  await admin("PUT", `/api/v1/classes/${CLASS}/students/sam`, { first_name: "Sam", last_name: "Without-Photo" });
  for (const { name, photos } of people) await enrol(admin, name, photos);
  const { invitation } = await admin("POST", "/api/v1/users", { login: TEACHER, name: "Tess Teacher", role: "teacher", classes: [CLASS] });
  await open("POST", "/api/v1/invitation", { token: invitation.token, password: PASSWORD });
  return { admin, teacher: caller(room.base, await signIn(room, TEACHER)) };
}

export async function signIn(room, login) {
  return (await caller(room.base)("POST", "/api/v1/sign-in", { login, password: PASSWORD })).token;
}

async function enrol(admin, name, photos) {
  const sent = photos.map((file) => ({ name: "photo", image: readFileSync(file).toString("base64") }));
  await admin("PUT", `/api/v1/classes/${CLASS}/students/${name}`, { first_name: name.replace(/_/g, " ") });
  const said = { kind: "granted", person: "signed form", relation: "guardian", text_version: "muster-1", text_language: "en" };
  await admin("POST", `/api/v1/students/${name}/consents`, said);
  await admin("POST", `/api/v1/classes/${CLASS}/enrolment`, { student: name, photos: sent });
}
