// Signing in, one-time links, and the second factor.

import { codeOf } from "./page.js";

// The token is after `#`, which browsers send to nobody.
for (const form of document.querySelectorAll("[data-token]")) {
  const token = location.hash.slice(1);
  form.elements.token.value = token;
  form.hidden = !token;
  document.getElementById("no-token").hidden = Boolean(token);
}

document.addEventListener("change", (event) => {
  const { shows } = event.target.dataset;
  if (shows) document.getElementById(shows).type = event.target.checked ? "text" : "password";
});

// A code is asked for once the password was right.
document.addEventListener("muster:wrong", (event) => {
  const code = document.getElementById("code");
  if (!code || event.detail.code !== "second_factor") return;
  code.hidden = false;
  const field = code.querySelector("input");
  field.disabled = false;
  field.required = true;
  field.focus();
});

document.addEventListener("muster:done", ({ target, detail }) => {
  if (target.id === "offer") offered(detail);
  if (detail?.recovery_codes) confirmed(detail.recovery_codes);
});

function offered({ secret, url, picture }) {
  document.getElementById("offer").hidden = true;
  const link = document.createElement("a");
  link.href = url;
  link.append(codeOf(picture, url));
  document.getElementById("factor-picture").replaceChildren(link);
  document.getElementById("factor-secret").textContent = secret;
  document.getElementById("confirm").hidden = false;
}

function confirmed(codes) {
  document.getElementById("confirm").hidden = true;
  document.getElementById("factor-codes").textContent = codes.join("\n");
  document.getElementById("recovery").hidden = false;
  document.getElementById("recovery").scrollIntoView();
}
