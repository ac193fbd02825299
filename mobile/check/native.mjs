// Makes the native projects and looks at what they ask of a phone: no more than taking photos needs, nothing that leaves
// it by itself. They can't be built here (that takes Google's and Apple's tools), so this and the bundles are what is checked.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const LANGUAGES = ["en", "de", "es", "fr", "ar", "ur"];

const app = resolve(import.meta.dirname, "..");
// Beside the sources, never in them: a folder `android` there would be taken for one that somebody looks after by hand.
const folder = mkdtempSync(join(tmpdir(), "muster-native-"));
for (const name of ["app.config.ts", "package.json", "tsconfig.json", "babel.config.js", "assets", "src"]) cpSync(join(app, name), join(folder, name), { recursive: true });
symlinkSync(join(app, "node_modules"), join(folder, "node_modules"), "junction");
const env = { ...process.env, EXPO_NO_TELEMETRY: "1", EXPO_OFFLINE: "1", CI: "1" };
const run = (...args) => execFileSync("npx", args, { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: process.platform === "win32" });
const read = (...path) => readFileSync(join(folder, ...path), "utf8");

try {
  for (const platform of ["android", "ios"]) run("expo", "prebuild", "--platform", platform, "--no-install");
  android(read("android/app/src/main/AndroidManifest.xml"));
  ios(read("ios/Muster/Info.plist"));
  for (const language of LANGUAGES) reasons(language);
  linked(run("expo-modules-autolinking", "resolve", "--platform", "android", "--json"));
  process.stdout.write("the native projects ask for what they need and no more\n");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function android(manifest) {
  const asked = [...manifest.matchAll(/<uses-permission android:name="([^"]+)"(?![^>]*tools:node="remove")/g)].map(([, name]) => name.replace("android.permission.", ""));
  assert.deepEqual(asked.sort(), ["CAMERA", "INTERNET", "VIBRATE"], "permissions of Android");
  const removed = [...manifest.matchAll(/<uses-permission android:name="([^"]+)"[^>]*tools:node="remove"/g)].map(([, name]) => name.replace("android.permission.", ""));
  for (const name of ["RECORD_AUDIO", "SYSTEM_ALERT_WINDOW", "READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE"]) assert.ok(removed.includes(name), `${name} is removed`);
  assert.match(manifest, /android:allowBackup="false"/, "what waits does not leave with a backup");
  assert.match(manifest, /android:supportsRtl="true"/);
  assert.doesNotMatch(manifest, /usesCleartextTraffic="true"/, "photos travel encrypted");
  assert.ok(existsSync(join(folder, "android/app/src/main/res/mipmap-hdpi")), "icons");
  const sources = readdirSync(join(folder, "android/app/src/main/java/org/muster/app"));
  assert.deepEqual(sources.sort(), ["MainActivity.kt", "MainApplication.kt"]);
}

function ios(plist) {
  const value = (key) => new RegExp(`<key>${key}</key>\\s*<(string>([^<]*)|true/|false/)`).exec(plist);
  for (const key of ["NSCameraUsageDescription", "NSPhotoLibraryUsageDescription"]) assert.match(value(key)?.[2] ?? "", /^Muster /, `${key} says what for`);
  for (const key of ["NSMicrophoneUsageDescription", "NSFaceIDUsageDescription"]) assert.equal(value(key), null, `${key} is not asked for`);
  assert.match(plist, /<key>NSAllowsArbitraryLoads<\/key>\s*<false\/>/, "photos travel encrypted");
  for (const language of LANGUAGES) assert.ok(plist.includes(`<string>${language}</string>`), language);
}

/** The reasons that iOS shows, in each language. */
function reasons(language) {
  const text = read(`ios/Muster/Supporting/${language}.lproj/InfoPlist.strings`);
  assert.match(text, /NSCameraUsageDescription = "[^"]*Muster/, language);
}

/** The modules whose native code is linked: all that the app imports, and none that nobody chose. */
function linked(text) {
  const names = JSON.parse(text).modules.map(({ packageName }) => packageName);
  for (const name of ["expo-camera", "expo-crypto", "expo-file-system", "expo-haptics", "expo-image-manipulator", "expo-image-picker", "expo-localization", "expo-secure-store", "expo-sharing"]) assert.ok(names.includes(name), `${name} is linked`);
  for (const name of names) assert.doesNotMatch(name, /location|contacts|audio|notifications|tracking|updates/, `${name} is not for Muster`);
}
