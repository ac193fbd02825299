// A camera at the door: a frame every second or so goes to the server, which says who has arrived. Nothing is kept
// here, and the camera is off whenever the page is paused, hidden or left.

import { call, isPassing, say } from "./call.js";
import { complain, localise, settle } from "./page.js";

const place = document.querySelector("[data-live]");
const video = place.querySelector("video");
const overlay = place.querySelector("svg");
const list = place.querySelector("[data-arrived]");
const state = place.querySelector("[data-state]");
const button = place.querySelector("[data-toggle]");
const cameras = place.querySelector("select");
const canvas = document.createElement("canvas");
const SVG = "http://www.w3.org/2000/svg";
/** Least time between two frames, in milliseconds. */
const PACE = 1000;
/** Longer side of a frame, in pixels: enough for faces at a door, and quick to look at. */
const SIDE = 1280;
let stream = null;
let on = false;

button.addEventListener("click", () => (on ? stop() : start()));
cameras.addEventListener("change", () => {
  if (on) start();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden && on) stop();
});
addEventListener("pagehide", stop);

async function start() {
  stop();
  if (!navigator.mediaDevices) {
    complain(new Error(say("script-live-insecure")));
    return;
  }
  try {
    const device = cameras.value ? { deviceId: { exact: cameras.value } } : { facingMode: "user" };
    stream = await navigator.mediaDevices.getUserMedia({ video: { ...device, width: { ideal: SIDE } }, audio: false });
  } catch {
    complain(new Error(say("script-live-refused")));
    return;
  }
  settle();
  video.srcObject = stream;
  await video.play();
  on = true;
  button.textContent = say("script-live-pause");
  await listCameras();
  run();
}

function stop() {
  on = false;
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  video.srcObject = null;
  overlay.replaceChildren();
  button.textContent = say("script-live-start");
  state.textContent = say("script-live-off");
}

async function listCameras() {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
  const used = stream.getVideoTracks()[0].getSettings().deviceId;
  cameras.replaceChildren(...devices.map((one, at) => new Option(one.label || `${at + 1}`, one.deviceId, false, one.deviceId === used)));
  cameras.hidden = devices.length < 2;
}

async function run() {
  while (on) {
    const began = performance.now();
    try {
      const frame = await shoot();
      const answer = await call("POST", place.dataset.call, { image: frame });
      if (on) show(answer);
    } catch (error) {
      if (!isPassing(error)) {
        complain(error);
        stop();
        return;
      }
      state.textContent = error.message;
    }
    await new Promise((go) => setTimeout(go, Math.max(PACE - (performance.now() - began), 100)));
  }
}

/** The camera's picture as a JPEG in base64. */
async function shoot() {
  const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85);
}

function show({ faces, arrived, frames_needed: needed }) {
  overlay.setAttribute("viewBox", `0 0 ${canvas.width} ${canvas.height}`);
  overlay.replaceChildren(...faces.flatMap((face) => boxed(face)));
  const counting = faces.filter((face) => face.student && face.frames > 0 && face.frames < needed);
  state.textContent = counting.length > 0 ? say("script-live-counting", { name: counting.map((face) => face.name).join(", ") }) : say("script-live-looking", { count: faces.length });
  for (const one of arrived) list.prepend(row(one));
}

function boxed({ box, name }) {
  const group = document.createElementNS(SVG, "a");
  group.setAttribute("class", name ? "identified" : "unknown");
  const rect = document.createElementNS(SVG, "rect");
  for (const key of ["x", "y", "width", "height"]) rect.setAttribute(key, box[key]);
  group.append(rect);
  if (name) {
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("x", box.x + box.width / 2);
    text.setAttribute("y", box.y + box.height + 34);
    text.setAttribute("font-size", 30);
    text.setAttribute("stroke-width", 6);
    text.textContent = name;
    group.append(text);
  }
  return [group];
}

/** Somebody who has arrived; whoever may correct can take it back at once. */
function row({ student, name, at, photo, face }) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.dateTime = at;
  time.dataset.format = "clock";
  const strong = document.createElement("strong");
  strong.textContent = name;
  item.append(strong, " ", time);
  if (place.dataset.corrections) {
    const wrong = document.createElement("button");
    wrong.textContent = say("script-live-wrong");
    wrong.setAttribute("aria-label", `${name}: ${say("script-live-wrong")}`);
    wrong.addEventListener("click", async () => {
      try {
        await call("POST", place.dataset.corrections, { photo, face, ruling: "is_not", student });
        item.classList.add("gone");
        wrong.remove();
      } catch (error) {
        complain(error);
      }
    });
    item.append(" ", wrong);
  }
  localise(item);
  return item;
}

stop();
