// Stand-ins for what the school is connected with, on this machine: a receiver of notices, a Moodle with an attendance activity, and
// a platform that opens Muster by LTI 1.3. They say only as much as the console's tests ask for; Muster's own tests of these
// protocols (connect/*/tests) check them closely.

import { createServer } from "node:http";
import { createSign, generateKeyPairSync } from "node:crypto";

async function serve(answer) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const { status = 200, json } = answer(request.method, new URL(request.url, "http://x"), body);
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(json === undefined ? "" : JSON.stringify(json));
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Takes notices, or refuses them as long as `refuses` says so. */
export async function receiver() {
  const own = { got: [], refuses: false };
  const served = await serve((method, url, body) => {
    if (own.refuses) return { status: 403 };
    own.got.push(JSON.parse(body));
    return { status: 204 };
  });
  return Object.assign(own, served);
}

export const TOKEN = "0123456789abcdef0123456789abcdef";

/** A course of these ids with one attendance activity. */
export async function moodle(ids) {
  const own = { sessions: [], log: new Map() };
  const users = ids.map((idnumber, at) => ({ id: 11 + at, fullname: "Some Body", idnumber }));
  const statuses = ["Present", "Late", "Excused", "Absent"].map((description, at) => ({
    id: 21 + at, attendanceid: 3, acronym: description[0], description, grade: 1, visible: 1, deleted: 0, setnumber: 0,
  }));
  const session = (row) => ({
    ...row, attendanceid: 3, groupid: 0, description: "", statusset: 0, courseid: 7, statuses, users: users.map(({ id }) => ({ id, firstname: "S", lastname: "B" })),
    attendance_log: [...own.log].filter(([key]) => key.startsWith(`${row.id}/`)).map(([key, status]) => ({ studentid: Number(key.split("/")[1]), statusid: status, remarks: "", id: "1" })),
  });
  const names = ["core_webservice_get_site_info", "core_enrol_get_enrolled_users", "mod_attendance_get_sessions", "mod_attendance_get_session", "mod_attendance_add_session", "mod_attendance_update_user_status"];
  const functions = {
    core_webservice_get_site_info: () => ({ sitename: "S", username: "t", firstname: "T", lastname: "E", fullname: "T E", userid: 2, siteurl: "x", release: "5.1", version: "1", functions: names.map((name) => ({ name, version: "1" })) }),
    core_enrol_get_enrolled_users: () => users,
    mod_attendance_get_sessions: () => own.sessions.map(session),
    mod_attendance_get_session: ({ sessionid }) => session(own.sessions.find(({ id }) => id === Number(sessionid))),
    mod_attendance_add_session: ({ sessiontime, duration }) => {
      own.sessions.push({ id: 101 + own.sessions.length, sessdate: Number(sessiontime), duration: Number(duration) });
      return { sessionid: 100 + own.sessions.length };
    },
    mod_attendance_update_user_status: ({ sessionid, studentid, statusid }) => {
      own.log.set(`${sessionid}/${studentid}`, statusid);
      return "OK";
    },
  };
  const served = await serve((method, url, body) => {
    const form = Object.fromEntries(new URLSearchParams(body));
    if (form.wstoken !== TOKEN) return { json: { exception: "moodle_exception", errorcode: "invalidtoken", message: "Invalid token" } };
    return { json: functions[form.wsfunction](form) };
  });
  return Object.assign(own, served);
}

const base64 = (json) => Buffer.from(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url");
const claim = (name) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;

/** A platform whose course has these learners. */
export async function ltiPlatform(learners) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" };
  const own = { items: [], scores: [] };
  const members = learners.map(({ id, given, family }) => ({
    user_id: `u-${id}`, status: "Active", given_name: given, family_name: family, lis_person_sourcedid: id,
    roles: ["http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"],
  }));
  const served = await serve((method, { pathname }, body) => {
    if (pathname === "/keys") return { json: { keys: [key] } };
    if (pathname === "/token") return { json: { access_token: "t", token_type: "Bearer", expires_in: 600, scope: new URLSearchParams(body).get("scope") } };
    if (pathname === "/members") return { json: { id: "x", context: { id: "course-3" }, members } };
    if (pathname.endsWith("/scores")) return own.scores.push(JSON.parse(body)) && { status: 204 };
    if (method === "GET") return { json: own.items };
    own.items.push({ ...JSON.parse(body), id: `${served.address}/items/0` });
    return { status: 201, json: own.items.at(-1) };
  });
  return Object.assign(own, served, {
    /** A teacher opens Muster from the course; gives the page that answers. */
    async open(muster, language = "en") {
      const query = new URLSearchParams({ iss: served.address, login_hint: "u", client_id: "tool-7", target_link_uri: `${muster}/` });
      const login = await fetch(`${muster}/lti/login?${query}`, { redirect: "manual" });
      const cookie = login.headers.getSetCookie()[0].split(";")[0];
      const asked = new URL(login.headers.get("location")).searchParams;
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: served.address, aud: ["tool-7"], sub: "u-teacher", iat: now, exp: now + 60, nonce: asked.get("nonce"), email: "t@school.example",
        [claim("message_type")]: "LtiResourceLinkRequest", [claim("version")]: "1.3.0", [claim("deployment_id")]: "1",
        [claim("target_link_uri")]: `${muster}/`, [claim("resource_link")]: { id: "link-9" },
        [claim("roles")]: ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
        [claim("context")]: { id: "course-3", title: "Algebra <5B>" },
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": { context_memberships_url: `${served.address}/members`, service_versions: ["2.0"] },
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
          scope: ["lineitem", "score"].map((scope) => `https://purl.imsglobal.org/spec/lti-ags/scope/${scope}`), lineitems: `${served.address}/items`,
        },
      };
      const signed = `${base64({ alg: "RS256", kid: "k", typ: "JWT" })}.${base64(claims)}`;
      const token = `${signed}.${createSign("RSA-SHA256").update(signed).sign(privateKey).toString("base64url")}`;
      const body = new URLSearchParams({ state: asked.get("state"), id_token: token });
      const headers = { Cookie: cookie, "Accept-Language": language, Accept: "text/html", "Sec-Fetch-Dest": "document" };
      return (await fetch(`${muster}/lti/launch`, { method: "POST", headers, body, redirect: "manual" })).text();
    },
  });
}
