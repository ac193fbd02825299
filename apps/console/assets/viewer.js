// Drawing a face that the detector missed: press, draw a box, let go, then say whose it is.

import { call, newKey, say } from "./call.js";
import { complain, refresh, tell } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
/** Least side of a drawn face, in pixels of the photo. */
const LEAST = 8;

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draw]");
  if (!button) return;
  const figure = button.closest("[data-photo]");
  const on = figure.classList.toggle("drawing");
  button.setAttribute("aria-pressed", on);
  if (on) tell(say("script-draw"));
});

let drawn = null;

/** Where a pointer is, in pixels of the photo. */
function at(svg, event) {
  const place = svg.getBoundingClientRect();
  const view = svg.viewBox.baseVal;
  const clamp = (value, most) => Math.min(Math.max(value, 0), most);
  return {
    x: clamp(((event.clientX - place.left) / place.width) * view.width, view.width),
    y: clamp(((event.clientY - place.top) / place.height) * view.height, view.height),
  };
}

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest(".photo.drawing")?.querySelector("svg");
  if (!svg || !event.target.closest(".picture")) return;
  event.preventDefault();
  const box = document.createElementNS(SVG, "rect");
  box.setAttribute("class", "drawn");
  svg.append(box);
  drawn = { svg, box, from: at(svg, event) };
  svg.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!drawn) return;
  const to = at(drawn.svg, event);
  const { from, box } = drawn;
  drawn.place = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  for (const [name, value] of Object.entries(drawn.place)) box.setAttribute(name, value);
});

document.addEventListener("pointerup", async () => {
  if (!drawn) return;
  const { svg, box, place } = drawn;
  drawn = null;
  const figure = svg.closest("[data-photo]");
  if (place && place.width >= LEAST && place.height >= LEAST) {
    await add(figure, place);
    figure.classList.remove("drawing");
    figure.querySelector("[data-draw]").setAttribute("aria-pressed", false);
  }
  box.remove();
});

/** Adds the face, then opens its page: the new one is the photo's last. */
async function add(figure, place) {
  try {
    const button = figure.querySelector("[data-draw]");
    const answer = await call("POST", button.dataset.call, { photo: figure.dataset.photo, box: place }, newKey());
    await refresh();
    const photo = answer.photos.find((one) => one.digest === figure.dataset.photo);
    const middle = [place.x + place.width / 2, place.y + place.height / 2];
    const within = ({ box }) => middle[0] > box.x && middle[0] < box.x + box.width && middle[1] > box.y && middle[1] < box.y + box.height;
    const face = photo.faces.findLastIndex(within);
    document.getElementById(figure.id).querySelectorAll("svg a")[face]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  } catch (error) {
    complain(error);
  }
}
