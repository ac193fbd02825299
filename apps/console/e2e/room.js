// A school of its own: an empty data folder, a real server on it, a browser before it.

import { spawn, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const shots = join(root, "target/e2e");
export const PASSWORD = "paper clip harbour";
/** A laptop's window, a small phone's, and the narrowest that pages have to fit. */
export const SIZES = { laptop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 }, narrow: { width: 320, height: 640 } };

const binary = process.env.MUSTER_BINARY ?? join(root, "target/debug/muster");
const models = process.env.MUSTER_MODELS;

/** Why these tests can't run here, or nothing. Those that look at no photo need no models. */
export function missing({ models: needed = true } = {}) {
  if (!existsSync(binary)) return `there is no ${binary}`;
  if (needed && (!models || !existsSync(join(models, "sface.onnx")))) return "MUSTER_MODELS names no folder with models";
  if (!browserPath()) return "there is no Chromium; MUSTER_CHROMIUM may name one";
  return "";
}

function browserPath() {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return process.env.MUSTER_CHROMIUM ?? known.find((path) => existsSync(path));
}

/** The pictures that `muster demo` fetches, or none where they can't be had. */
export function demoPictures() {
  const folder = join(root, "target/e2e-demo");
  if (!existsSync(join(folder, "class-photo.jpg"))) {
    try {
      execFileSync(binary, ["demo", "--out", folder], { env: { ...process.env, MUSTER_MODELS: models }, stdio: "pipe" });
    } catch (error) {
      process.stderr.write(`skipped: the demo's pictures can't be fetched: ${error.stderr}\n`);
      return null;
    }
  }
  const own = (name) => readdirSync(join(folder, "enrol", name)).map((file) => join(folder, "enrol", name, file));
  return { classPhoto: join(folder, "class-photo.jpg"), enrol: join(folder, "enrol"), own };
}

/** The development photos, where they are. */
export function developmentData() {
  const folder = resolve(root, "../shared/data");
  return existsSync(join(folder, "classroom_synthetic")) ? folder : null;
}

export class Room {
  static async open(flags = [], { film = true } = {}) {
    const room = new Room();
    room.home = mkdtempSync(join(tmpdir(), "muster-e2e-"));
    await room.serve(flags);
    room.browser = await chromium.launch({
      executablePath: browserPath(),
      args: ["--no-sandbox", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", ...(film ? room.camera() : [])],
    });
    mkdirSync(shots, { recursive: true });
    return room;
  }

  /** A camera that shows the demo's class photo for ever. */
  camera() {
    const pictures = demoPictures();
    if (!pictures) return [];
    const film = join(this.home, "camera.mjpeg");
    writeFileSync(film, Buffer.concat(Array(10).fill(readFileSync(pictures.classPhoto))));
    return [`--use-file-for-fake-video-capture=${film}`];
  }

  async serve(flags = []) {
    const env = { ...process.env, MUSTER_HOME: this.home, MUSTER_MODELS: models ?? this.home };
    this.server = spawn(binary, ["serve", "--listen", this.address ?? "127.0.0.1:0", "--time-zone", "UTC", ...flags], { env });
    let said = "";
    this.log = "";
    this.server.stderr.on("data", (piece) => (this.log += piece));
    await new Promise((done, refuse) => {
      this.server.stdout.on("data", (piece) => {
        said += piece;
        if (/answers on (\S+);/.test(said)) setTimeout(done, 100);
      });
      this.server.on("exit", () => refuse(new Error(`the server ended: ${said}${this.log}`)));
    });
    this.base = /answers on (\S+);/.exec(said)[1];
    this.address = new URL(this.base).host;
    this.setUp = /(\S+\/setup#\S+)/.exec(said)?.[1];
  }

  /** Makes the first admin, "office", and gives what makes calls in their name. */
  async office() {
    const call = (method, path, body, headers = {}) =>
      fetch(this.base + path, { method, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) });
    const token = this.setUp.split("#")[1];
    await call("POST", "/api/v1/setup", { token, login: "office", name: "Grace Office", password: PASSWORD });
    const { token: bearer } = await (await call("POST", "/api/v1/sign-in", { login: "office", password: PASSWORD })).json();
    return (method, path, body) => call(method, path, body, { Authorization: `Bearer ${bearer}` });
  }

  /** Ends the server as a power cut does. */
  async cut() {
    this.server.removeAllListeners("exit");
    const ended = new Promise((done) => this.server.on("exit", done));
    this.server.kill("SIGKILL");
    await ended;
  }

  /** A page that fails the test for whatever a browser complains of. */
  async page(options = {}) {
    const { size = "laptop", language = "en", dark = false, own = false } = options;
    const context = await this.browser.newContext({
      viewport: SIZES[size],
      locale: language,
      colorScheme: dark ? "dark" : "light",
      reducedMotion: "reduce",
      permissions: ["camera"],
    });
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (message) => {
      // A refusal is part of some tests, and told by the page itself.
      const refusal = /Failed to load resource/.test(message.text());
      if (message.type() === "error" && !refusal) page.complaints.push(message.text());
    });
    if (!own) await this.signIn(page);
    return page;
  }

  async signIn(page, login = "office") {
    await page.goto(`${this.base}/sign-in`);
    await page.fill("input[name=login]", login);
    await page.fill("input[name=password]", PASSWORD);
    await page.click("#sign-in .main");
    await page.waitForURL(`${this.base}/`);
  }

  async close() {
    await this.browser?.close();
    await this.cut();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** No accessibility rule of axe is broken, nothing scrolls sideways, and the browser had nothing to complain of. */
export async function inOrder(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 300)}: ${nodes[0].failureSummary}`);
  assert.equal(told.join("\n"), "", `${name} breaks rules of axe:\n${told.join("\n")}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px wider than the window`);
  assert.deepEqual(page.complaints, [], name);
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
}
