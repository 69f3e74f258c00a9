/* Keeps a volunteer's page on the device, so that it loads with the office away. Version {{ version }}.
   A new version is fetched whole beside the old one and waits until the page asks for it. */
const KEPT = "{{ name }}-{{ version }}";
const PAGE = "{{ page }}";
const FILES = {{ files|safe }};

self.addEventListener("install", (event) => {
  const page = new Request(PAGE, { cache: "reload" });
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([page, ...FILES])));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("{{ name }}-") && name !== KEPT;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "take") self.skipWaiting();
  if (event.data === "keep") event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const asked = request.mode === "navigate" ? (url.pathname === PAGE ? PAGE : null) : FILES.includes(url.pathname) ? url.pathname : null;
  if (asked) event.respondWith(caches.open(KEPT).then((cache) => cache.match(asked)).then((found) => found || fetch(request)));
});
