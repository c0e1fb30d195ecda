// A little help where there is a script; every page works without.
"use strict";
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js")
    .then(() => navigator.serviceWorker.ready)
    .then((found) => found.active.postMessage(document.documentElement.lang))
    .catch(() => {});
}
document.addEventListener("submit", (event) => {
  // pressing twice is pressing once; whoever stopped it, or waits for long, may press again
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
  setTimeout(() => delete event.target.dataset.sent, 10000);
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
for (const field of document.querySelectorAll("input.pin")) {
  field.addEventListener("input", () => {
    field.value = field.value.replace(/\D/g, "").slice(0, 6);
  });
}
// a PIN is shown for as long as it takes to look at it
for (const button of document.querySelectorAll("button[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  let timer = 0;
  const show = (on) => {
    clearTimeout(timer);
    if (on) timer = setTimeout(() => show(false), 10000);
    field.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
  };
  button.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
  document.addEventListener("visibilitychange", () => show(false));
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy)
    .then(() => { button.textContent = button.dataset.copied; })
    .catch(() => { button.hidden = true; }));
}
// the number stands still for who listens to it, and the page goes on when it was picked
const wait = () => setTimeout(window.fetch ? ask : () => location.assign("/number"), 2000);
const ask = () => fetch("/number", { cache: "no-store", credentials: "same-origin" })
  .then((answer) => {
    if (answer.redirected) location.assign(answer.url);
    else return answer.text().then((page) => (page.includes('id="waits"') ? wait() : location.reload()));
  })
  .catch(wait);
if (document.getElementById("waits")) wait();
// a member's page that lies about untouched asks, and is gone when its visit is; while somebody
// reads or types, the visit stays
if (document.querySelector("form[action='/logout']")) {
  const MINUTE = 60 * 1000;
  const still = document.getElementById("idle");
  const main = document.querySelector("main");
  let touched = Date.now();
  let told = touched;
  let closed = false;
  const touch = () => {
    touched = Date.now();
    still.hidden = true;
  };
  for (const sign of ["pointerdown", "touchstart", "click", "keydown", "input", "scroll"]) {
    addEventListener(sign, touch, { passive: true, capture: true });
  }
  const close = () => {
    // what is typed waits for whoever logs in next, if that is the same person
    const forms = main.hasAttribute("data-keeps") ? main.querySelectorAll("form") : [];
    const form = forms[forms.length - 1];
    if (!form) return location.replace("/home");
    main.hidden = true;
    if (navigator.onLine === false) return undefined;
    closed = true;
    const lapse = document.createElement("input");
    lapse.type = "hidden";
    lapse.name = lapse.value = "lapse";
    form.appendChild(lapse);
    return form.submit();
  };
  const look = () => {
    const now = Date.now();
    const quiet = now - touched;
    if (closed) return;
    if (quiet > 15 * MINUTE) {
      close();
      return;
    }
    still.hidden = quiet < 14 * MINUTE;
    if (window.fetch && touched > told && now - told >= MINUTE) {
      told = now;
      fetch("/account/language", { method: "HEAD", credentials: "same-origin", cache: "no-store" }).catch(() => {});
    }
  };
  setInterval(look, 10000);
  document.addEventListener("visibilitychange", look);
}
if ("caches" in window && "Notification" in window && Notification.permission === "granted") {
  // what this phone says when there is news, it says in the language that is read here
  caches.open("nabo-tongue")
    .then((cache) => cache.put("/nabo-tongue", new Response(document.documentElement.lang)))
    .catch(() => {});
}
