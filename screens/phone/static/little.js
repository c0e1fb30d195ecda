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
if ("caches" in window && "Notification" in window && Notification.permission === "granted") {
  // what this phone says when there is news, it says in the language that is read here
  caches.open("nabo-tongue")
    .then((cache) => cache.put("/nabo-tongue", new Response(document.documentElement.lang)))
    .catch(() => {});
}
