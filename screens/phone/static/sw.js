// Keeps the shell and the alerts that everybody may read, for when there is no network.
// Nothing of a person is ever kept: what is cached was asked for without cookies, in the language
// that the pages are read in.
// An empty message from the kiosk means that there is news; what it is stands behind the PIN.
"use strict";
const SHELL = "/static/0";
const KEPT = ["/alerts", `${SHELL}/look.css`, `${SHELL}/little.js`, `${SHELL}/icon.svg`];
const TONGUE = "nabo-tongue"; // holds the code of the language that the pages were last read in
const WORDS = "@words@";
const ANY = { ignoreVary: true }; // there is one of each, in whatever language
const bare = (path, code) =>
  new Request(path, { credentials: "omit", headers: code ? { "Accept-Language": code } : {} });
let looked = Promise.resolve(); // one after the other: the last language that was read stays

// look at the alerts anew; in a language that is read, only if they are kept in another
function look(wanted) {
  looked = looked.then(() => caches.open(SHELL)).then((cache) => cache.match("/alerts", ANY)
    .then((kept) => (kept && kept.headers.get("Content-Language")) || "")
    .then((code) => {
      if (wanted && wanted === code) return undefined;
      const request = bare("/alerts", wanted || code);
      return fetch(request).then((page) => (page.ok
        ? cache.delete("/alerts", ANY).then(() => cache.put(request, page))
        : undefined));
    })).catch(() => {});
  return looked;
}

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEPT.map((path) => bare(path)))));
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
      event.waitUntil(look(""));
    }
    event.respondWith(fetch(request).catch(() => caches.match("/alerts", ANY)));
  }
});
self.addEventListener("message", (event) => {
  // every page says what language it is in
  const code = event.data;
  if (!code || !WORDS[code]) return;
  event.waitUntil(look(code));
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
