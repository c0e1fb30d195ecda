// Switches messages on for this phone, and says why where it cannot.
"use strict";
const form = document.getElementById("push");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));

function say(what) {
  for (const each of document.querySelectorAll("[data-push]")) each.hidden = each.dataset.push !== what;
}

if (form && !able) say("lacking");
if (form && able) {
  // the kiosk reaches this browser nowhere: what the browser still has of a time before ends
  const worker = navigator.serviceWorker.ready;
  const manager = worker.then((registration) => registration.pushManager);
  const clean = () => manager
    .then((found) => found.getSubscription())
    .then((old) => old && old.unsubscribe());
  clean().catch(() => {});
  form.hidden = Notification.permission === "denied";
  say(form.hidden ? "denied" : "");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("");
    Notification.requestPermission()
      .then((answer) => {
        if (answer !== "granted") throw new Error(answer);
        return clean();
      })
      .then(() => manager)
      .then((found) => found.subscribe({
        userVisibleOnly: true,
        applicationServerKey: bytes(form.dataset.key),
      }))
      .then((subscription) => {
        form.elements.endpoint.value = subscription.endpoint;
        form.submit();
      })
      .catch(() => {
        delete form.dataset.sent;
        say(Notification.permission === "granted" ? "failed" : "denied");
      });
  });
}
