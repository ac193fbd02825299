// The pages that one-time links lead to: the first admin's, and that of whoever was invited. The token is after `#`,
// which browsers send to nobody; this script sends it to this server, once, with what was typed.
"use strict";

const setup = location.pathname.replace(/\/+$/, "").endsWith("/setup");
const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);

function say(text, kind) {
  at("said").textContent = text;
  at("said").className = kind;
}

async function send() {
  const body = { token, password: at("password").value };
  if (setup) {
    body.name = at("name").value;
    body.login = at("login").value;
  }
  const answer = await fetch(setup ? "/api/v1/setup" : "/api/v1/invitation", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const got = await answer.json();
  if (!answer.ok) {
    throw new Error(got.message);
  }
  return got.login;
}

at("title").textContent = setup ? "Set up this school" : "Choose a password";
at("lead").textContent = setup
  ? "You become the first admin: you invite everybody else."
  : "An admin has invited you, or has reset your password. This link is good once.";
for (const part of document.querySelectorAll("[data-only=setup]")) {
  part.hidden = !setup;
  part.querySelector("input").required = setup;
}
at("show").addEventListener("change", () => {
  at("password").type = at("show").checked ? "text" : "password";
});

if (token) {
  at("form").hidden = false;
} else {
  say("This address lacks the token behind #: open the whole link.", "wrong");
}

at("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  at("send").disabled = true;
  say("Please wait…", "");
  try {
    const login = await send();
    at("form").hidden = true;
    history.replaceState(null, "", location.pathname);
    say(`Done. You can sign in as ${login} now.`, "done");
  } catch (error) {
    const lost = error instanceof TypeError || error instanceof SyntaxError;
    say(lost ? "The server can't be reached. Nothing is lost: try again." : error.message, "wrong");
    at("send").disabled = false;
  }
});
