// A little help where there is a script; every page works without.
"use strict";
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
document.addEventListener("submit", (event) => {
  // pressing twice is pressing once
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
for (const field of document.querySelectorAll("input.pin")) {
  field.addEventListener("input", () => {
    field.value = field.value.replace(/\D/g, "").slice(0, 6);
  });
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy)
    .then(() => { button.textContent = button.dataset.copied; })
    .catch(() => { button.hidden = true; }));
}
// the number stands still for who listens to it, and the page goes on when it was picked
const look = () => fetch("/number", { cache: "no-store" })
  .then((answer) => {
    if (answer.redirected) location.assign(answer.url);
    else return answer.text().then((page) => (page.includes('id="waits"') ? wait() : location.reload()));
  })
  .catch(wait);
const wait = () => setTimeout(look, 2000);
if (document.getElementById("waits")) wait();
// a member's page that lies about untouched is gone when its visit is
if (document.querySelector("form[action='/logout']")) {
  let touched = Date.now();
  const touch = () => { touched = Date.now(); };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, touch, { passive: true });
  const idle = () => Date.now() - touched > 15 * 60 * 1000 && location.replace("/home");
  setInterval(idle, 10000);
  document.addEventListener("visibilitychange", idle);
}
if ("caches" in window && "Notification" in window && Notification.permission === "granted") {
  // what this phone says when there is news, it says in the language that is read here
  caches.open("nabo-tongue")
    .then((cache) => cache.put("/nabo-tongue", new Response(document.documentElement.lang)))
    .catch(() => {});
}
