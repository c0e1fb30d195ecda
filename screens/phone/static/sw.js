// Keeps the shell and the alerts that everybody may read, for when there is no network.
// Nothing of a person is ever kept: what is cached was asked for without cookies.
// An empty message from the kiosk means that there is news; what it is stands behind the PIN.
"use strict";
const SHELL = "/static/0";
const KEPT = ["/alerts", `${SHELL}/look.css`, `${SHELL}/little.js`, `${SHELL}/icon.svg`];
const TONGUE = "nabo-tongue"; // holds the code of the language that the pages were last read in
const WORDS = "@words@";
const bare = (path) => new Request(path, { credentials: "omit" });

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEPT.map(bare))));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => ![SHELL, TONGUE].includes(name)).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (path.startsWith(SHELL)) {
    event.respondWith(caches.match(path).then((found) => found || fetch(request)));
  } else if (request.mode === "navigate") {
    if (path === "/" || path === "/alerts") {
      event.waitUntil(caches.open(SHELL).then((cache) => cache.add(bare("/alerts"))).catch(() => {}));
    }
    event.respondWith(fetch(request).catch(() => caches.match("/alerts")));
  }
});
let told = Promise.resolve(); // one after the other: two of one tag at once can take each other away
self.addEventListener("push", (event) => {
  told = told.catch(() => {})
    .then(() => caches.match(`/${TONGUE}`, { cacheName: TONGUE }))
    .then((kept) => (kept ? kept.text() : ""))
    .then((code) => WORDS[code] || WORDS[""])
    .then(({ title, lang, dir }) => self.registration.showNotification(title, {
      lang, dir, tag: "news", renotify: true, icon: `${SHELL}/icon-192.png`,
    }));
  event.waitUntil(told);
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/home"));
});
