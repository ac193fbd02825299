// Calls to the interface, and what the reader is told. A change that can't be sent is kept in the browser, in order,
// and sent when the server can be reached again; its key makes sure that it is done once.

export const messages = JSON.parse(document.getElementById("messages").textContent);

export function say(id, values = {}) {
  return (messages[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** An answer that is no success. `message` is in the reader's language where the code is a known one. */
export class Refused extends Error {
  constructor(status, code, told, wait) {
    const known = messages[`error-${code}`];
    super(known ?? told ?? say("script-failed"));
    this.status = status;
    this.code = code;
    this.wait = wait;
    // Sentences that name the thing itself say more than ours.
    this.detail = known && told && ["invalid", "conflict", "not_found", "bad_photo", "platform"].includes(code) ? told : "";
  }
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The server can't be reached. */
export class Unreachable extends Error {
  constructor() {
    super(say("script-offline"));
  }
}

/** Sends a call; gives the answer's JSON. Throws `Refused` or `Unreachable`. */
export async function call(method, address, body, key) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  const answer = await ask(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  return read(answer.status, answer.text, answer.wait);
}

/** Asks the server; an answer that breaks off is none. */
export async function ask(address, options) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const { status, redirected, url } = answer;
    return { status, redirected, url, wait: answer.headers.get("Retry-After"), text: await answer.text() };
  } catch {
    throw new Unreachable();
  }
}

/** An answer's JSON, or its refusal. */
export function read(status, text, wait) {
  let got = null;
  try {
    got = text ? JSON.parse(text) : null;
  } catch {
    got = null;
  }
  if (status >= 200 && status < 300) return got;
  if (status === 401 && got?.code === "unauthorised") {
    signIn();
  }
  throw new Refused(status, got?.code, got?.message, Number(wait) || 2);
}

export function signIn() {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Whether a call that failed so may well succeed when it is sent again as it is. */
export function isPassing(error) {
  return error instanceof Unreachable || (error instanceof Refused && error.status === 503);
}

/** Each reader has their own: what one person decided is not sent in the name of the next at this machine. */
const OUTBOX = `muster-outbox:${document.documentElement.dataset.reader ?? ""}`;

function waiting() {
  try {
    return JSON.parse(localStorage.getItem(OUTBOX)) ?? [];
  } catch {
    return [];
  }
}

function keep(changes) {
  localStorage.setItem(OUTBOX, JSON.stringify(changes));
  document.dispatchEvent(new CustomEvent("muster:outbox", { detail: changes.length }));
}

/** Sends a change, behind those that wait already. False when it waits, too. */
export async function change(method, address, body) {
  const one = { method, address, body, key: newKey() };
  if (waiting().length > 0) {
    keep([...waiting(), one]);
    await sendWaiting();
    return waiting().every((other) => other.key !== one.key);
  }
  try {
    await call(one.method, one.address, one.body, one.key);
    return true;
  } catch (error) {
    if (!isPassing(error)) throw error;
    keep([...waiting(), one]);
    return false;
  }
}

let sending = false;

/** Tries what waits. A change that the server refuses is told and dropped: sent again it would be refused again. */
export async function sendWaiting() {
  if (sending) return;
  sending = true;
  try {
    for (let first = waiting()[0]; first; first = waiting()[0]) {
      try {
        await call(first.method, first.address, first.body, first.key);
      } catch (error) {
        // Whoever has to sign in again finds it waiting afterwards.
        if (isPassing(error) || error.status === 401) return;
        document.dispatchEvent(new CustomEvent("muster:refused", { detail: error }));
      }
      keep(waiting().filter((one) => one.key !== first.key));
    }
    document.dispatchEvent(new CustomEvent("muster:sent"));
  } finally {
    sending = false;
  }
}

export function waitingChanges() {
  return waiting().length;
}
