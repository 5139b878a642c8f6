// The map: Natural Earth behind, clusters from the server in front. A place known only to an area
// is a disk of that size and never a point.
import { el } from "./page.js";

// A custom property with light-dark() is only settled where it is used: ask an element.
function settled(name) {
  const probe = el("span", { class: "hidden" });
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

export function openMap(holder, { url, query, bounds, frozen, onMove, onPlace }) {
  const L = window.L;
  const given = new URLSearchParams(location.search).get("map")?.split(",").map(Number);
  const map = L.map(holder, { zoomControl: false, attributionControl: true, minZoom: 1, maxZoom: 11, worldCopyJump: true, zoomSnap: 0.5, preferCanvas: true, maxBounds: [[-85, -540], [85, 540]], maxBoundsViscosity: 0.6 });
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth · dashed lines are disputed");
  L.control.zoom({ position: "topright" }).addTo(map);
  map.createPane("land").style.zIndex = 200;
  map.createPane("names").style.zIndex = 250;
  map.createPane("areas").style.zIndex = 390;
  const renderer = L.canvas({ pane: "land", padding: 0.6 });
  const rings = L.canvas({ pane: "areas", padding: 0.6 });
  const base = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  const marks = L.layerGroup().addTo(map);
  const halo = L.layerGroup().addTo(map);
  let world = null;
  let asked = query;
  let loading = null;

  function paint() {
    if (!world) return;
    base.clearLayers();
    const [land, border, muted] = [settled("--land"), settled("--border"), settled("--muted")];
    const draw = (geometry, style) => L.geoJSON(geometry, { interactive: false, renderer, pane: "land", smoothFactor: 1.4, style: () => style }).addTo(base);
    draw(world.land, { stroke: true, color: border, weight: 0.7, fill: true, fillColor: land, fillOpacity: 1 });
    draw(world.borders, { color: border, weight: 0.9, fill: false });
    draw(world.disputed, { color: muted, weight: 1, dashArray: "3 4", fill: false });
  }
  function label() {
    names.clearLayers();
    if (!world) return;
    const zoom = map.getZoom();
    const seen = map.getBounds().pad(0.1);
    const taken = [];
    for (const [name, lat, lon, rank] of [...world.labels].sort((a, b) => a[3] - b[3])) {
      if (rank > zoom || !seen.contains([lat, lon])) continue;
      const at = map.latLngToContainerPoint([lat, lon]);
      const half = name.length * 3.4 + 4;
      if (taken.some((t) => Math.abs(t.y - at.y) < 15 && Math.abs(t.x - at.x) < t.half + half)) continue;
      taken.push({ ...at, half });
      L.marker([lat, lon], { pane: "names", interactive: false, keyboard: false, icon: L.divIcon({ className: "country-name", iconSize: [half * 2, 14], html: el("span", { "aria-hidden": "true" }, name) }) }).addTo(names);
    }
  }
  const box = () => {
    const b = map.getBounds();
    if (b.getEast() - b.getWest() >= 360) return `-180,${clamp(b.getSouth())},180,${clamp(b.getNorth())}`;
    return [wrap(b.getWest()), clamp(b.getSouth()), wrap(b.getEast()), clamp(b.getNorth())].join(",");
  };
  const clamp = (lat) => Math.max(-90, Math.min(90, lat)).toFixed(3);
  const wrap = (lon) => (((((lon + 180) % 360) + 360) % 360) - 180).toFixed(3);

  function words(c) {
    const n = `${c.n.toLocaleString("en")} ${c.n === 1 ? "incident" : "incidents"}`;
    const where = c.place ?? "several places";
    return `${n}, ${where}${c.area ? `, known only to ± ${Math.round(c.radius_km)} km` : ""}${c.disputed ? `, ${c.disputed} with accounts that contradict` : ""}`;
  }
  function open(c) {
    if (c.place_key) return onPlace?.(c.place_key, c);
    const [west, south, east, north] = c.box;
    map.fitBounds([[south, west], [north, east]], { padding: [60, 60], maxZoom: Math.max(map.getZoom() + 2, 4) });
  }
  function face(c) {
    const number = c.n === 1 && !c.area ? "" : c.n > 9999 ? `${Math.round(c.n / 1000)}k` : String(c.n);
    const name = c.place && map.getZoom() >= 5 ? el("span", { class: "mark-name", "aria-hidden": "true" }, c.place) : "";
    return el("span", {}, number, name);
  }
  // Copies of the world left and right of it: show a mark in the copy that is looked at.
  function near(lon) {
    const centre = map.getCenter().lng;
    return lon + 360 * Math.round((centre - lon) / 360);
  }
  function show(clusters) {
    marks.clearLayers();
    const accent = settled("--accent");
    for (const c of clusters) {
      const at = [c.lat, near(c.lon)];
      if (c.area) {
        L.circle(at, { radius: c.radius_km * 1000, renderer: rings, pane: "areas", interactive: false, color: accent, weight: 1.2, dashArray: "4 5", fillColor: accent, fillOpacity: 0.05 }).addTo(marks);
      } else if (c.place && c.radius_km && map.getZoom() >= 6) {
        L.circle(at, { radius: c.radius_km * 1000, renderer: rings, pane: "areas", interactive: false, color: accent, weight: 1, fillColor: accent, fillOpacity: 0.1 }).addTo(marks);
      }
      const size = c.n === 1 && c.place ? 14 : Math.round(20 + 5 * Math.log2(c.n));
      const kind = c.area ? "area" : c.place ? "place" : "group";
      const mark = L.marker(at, {
        title: words(c), riseOnHover: true,
        icon: L.divIcon({ className: `mark mark-${kind}${c.n === 1 && c.place && !c.area ? " mark-single" : ""}${c.disputed ? " mark-disputed" : ""}`, iconSize: [size, size], html: face(c) }),
      });
      mark.on("click keypress", (event) => { if (event.type === "click" || ["Enter", " "].includes(event.originalEvent.key)) open(c); });
      mark.addTo(marks);
      mark.getElement().setAttribute("aria-label", words(c));
    }
    holder.dataset.idle = "1";
    holder.dispatchEvent(new Event("map-idle"));
  }
  async function load() {
    holder.dataset.idle = "";
    loading?.abort();
    loading = new AbortController();
    const ask = frozen ? url : `${url}${asked && asked !== "?" ? `${asked}&` : "?"}zoom=${Math.floor(map.getZoom())}&window=${box()}`;
    try {
      const answer = await fetch(ask, { signal: loading.signal });
      show((await answer.json()).clusters);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  fetch(holder.dataset.basemap ?? "/basemap.json").then((answer) => answer.json()).then((value) => { world = value; paint(); label(); });
  if (given?.length === 3 && given.every(Number.isFinite)) map.setView([given[0], given[1]], given[2]);
  else if (bounds) map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { padding: [34, 34], maxZoom: 7, animate: false });
  else map.setView([15, 20], 2);
  let settle = 0;
  map.on("moveend", () => {
    clearTimeout(settle);
    settle = setTimeout(() => {
      label();
      if (!frozen || !marks.getLayers().length) load();
      const centre = map.getCenter();
      onMove?.(`${centre.lat.toFixed(2)},${wrap(centre.lng).replace(/0$/, "")},${map.getZoom()}`);
    }, 120);
  });
  addEventListener("dateline-theme", () => { paint(); load(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); load(); });
  load();
  return {
    box,
    reload(next) { asked = next; load(); },
    light(lat, lon) {
      halo.clearLayers();
      if (lat === null) return;
      L.circleMarker([lat, near(lon)], { radius: 17, color: settled("--tolls"), weight: 3, fill: false, interactive: false, renderer: rings, pane: "areas" }).addTo(halo);
    },
  };
}
