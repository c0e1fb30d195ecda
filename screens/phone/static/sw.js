// Keeps the shell and the alerts that everybody may read, for when there is no network.
// Nothing of a person is ever kept: what is cached was asked for without cookies.
"use strict";
const SHELL = "/static/0";
const KEPT = ["/alerts", `${SHELL}/look.css`, `${SHELL}/little.js`, `${SHELL}/icon.svg`];
const bare = (path) => new Request(path, { credentials: "omit" });

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(KEPT.map(bare))));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)))));
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
