// Pages with things to review: after a decision the next thing to review has the focus, so that a keyboard does it all.

let place = 0;

const cards = () => [...document.querySelectorAll(".card[data-keys]")].filter((one) => !one.closest("dialog"));

document.addEventListener("focusin", (event) => {
  const card = event.target.closest(".card[data-keys]");
  if (card) place = Math.max(cards().indexOf(card), 0);
});

document.addEventListener("muster:fresh", () => {
  const lost = document.activeElement === document.body || document.activeElement === null;
  const left = cards();
  if (lost && left.length > 0) left[Math.min(place, left.length - 1)].focus();
});
