// The overview: map, timeline and list show one view, and its address holds it.
import { el, say, fragment, keepInUrl } from "./page.js";
import { openMap } from "./map.js";

const frozen = document.documentElement.dataset.frozen !== undefined || !document.getElementById("filters");
let loading = null;

/** Show the view at an address: the list and timeline as the server draws them, then the map. */
async function go(url, { push = true, quiet = false } = {}) {
  loading?.abort();
  loading = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const page = await fragment(url, loading.signal);
    const fresh = page.getElementById("results");
    if (push) history.pushState({}, "", url);
    // The map stays: it is the one part that the server does not draw.
    const map = document.getElementById("map");
    const place = fresh.querySelector("#map");
    if (map && place) place.replaceWith(map);
    results.replaceWith(fresh);
    ready();
    fields(new URL(url, location.href).searchParams);
    if (!quiet) say(`${Number(fresh.dataset.total).toLocaleString("en")} incidents`);
    view?.reload(fresh.dataset.query);
  } catch (error) {
    if (error.name !== "AbortError") { results.removeAttribute("aria-busy"); say(error.message); }
  }
}

/** Make the form say what the address says. */
function fields(params) {
  const form = document.getElementById("filters");
  if (!form) return;
  for (const field of form.elements) {
    if (!field.name || field.type === "submit") continue;
    if (field.type === "hidden") field.value = params.get(field.name) ?? "";
    else field.value = params.get(field.name) ?? (field.name === "sort" ? "newest" : "");
  }
}

function address(changes) {
  const url = new URL(location.href);
  url.searchParams.delete("page");
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  return url.pathname + url.search;
}

document.getElementById("filters")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const changes = Object.fromEntries([...new FormData(event.target)].filter(([key]) => key !== "map" && key !== "box"));
  if (changes.sort === "newest") changes.sort = null;
  go(address(changes));
});
document.getElementById("filters")?.addEventListener("change", (event) => event.target.form.requestSubmit());
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || frozen || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  go(link.getAttribute("href") === "?" ? location.pathname : link.href).then(() => document.getElementById("list")?.focus({ preventScroll: false }));
});
addEventListener("popstate", () => go(location.pathname + location.search, { push: false }));

// The timeline: drag over bars to choose days, click a bar for one.
function brush(svg) {
  const bars = [...svg.querySelectorAll(".bar")];
  const under = (event) => {
    const box = svg.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, at));
  };
  let from = null;
  const paint = (a, b) => bars.forEach((bar, i) => bar.classList.toggle("out", i < Math.min(a, b) || i > Math.max(a, b)));
  svg.addEventListener("pointerdown", (event) => {
    from = under(event);
    svg.setPointerCapture(event.pointerId);
    paint(from, from);
  });
  svg.addEventListener("pointermove", (event) => { if (from !== null) paint(from, under(event)); });
  svg.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const to = under(event);
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    from = null;
    const chosen = { since: bars[a].dataset.since, until: bars[b].dataset.until };
    const same = svg.dataset.since === chosen.since && svg.dataset.until === chosen.until;
    go(address(same ? { since: null, until: null } : chosen));
  });
  svg.addEventListener("pointercancel", () => { from = null; });
}

let view = null;
function ready() {
  const svg = document.getElementById("timeline");
  if (svg && !frozen) brush(svg);
  for (const row of document.querySelectorAll(".ticks")) {
    for (const tick of row.children) tick.style.insetInlineStart = `${(100 * tick.dataset.x) / row.dataset.width}%`;
  }
  document.querySelector("[data-in-view]")?.addEventListener("change", (event) => {
    go(address({ box: event.target.checked ? view.box() : null }));
  });
  for (const row of document.querySelectorAll(".incident[data-lat]")) {
    const light = () => view?.light(Number(row.dataset.lat), Number(row.dataset.lon));
    row.addEventListener("pointerenter", light);
    row.addEventListener("focusin", light);
    row.addEventListener("pointerleave", () => view?.light(null));
  }
}

ready();
const holder = document.getElementById("map");
if (holder && window.L) {
  const results = document.getElementById("results");
  view = openMap(holder, {
    url: results.dataset.mapUrl,
    query: results.dataset.query,
    bounds: results.dataset.bounds?.split(",").map(Number),
    frozen,
    onMove(position) {
      keepInUrl({ map: position });
      const kept = document.querySelector('#filters input[name="map"]');
      if (kept) kept.value = position;
      if (document.querySelector("[data-in-view]")?.checked) go(address({ box: view.box() }), { push: false, quiet: true }).then(() => keepInUrl({ box: view.box() }));
    },
    onPlace: (key) => (frozen ? null : go(address({ place: key }))),
  });
}
