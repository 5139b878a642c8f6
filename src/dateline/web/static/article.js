// The article: layers that can be switched, and the card of the fact under pointer or focus.
import { el, say, keepInUrl } from "./page.js";

const text = document.getElementById("text");
const card = document.getElementById("fact-card");
const marks = [...text.querySelectorAll("a.m")];
let facts = null;

async function load() {
  facts ??= fetch(text.dataset.factsUrl).then((answer) => (answer.ok ? answer.json() : {}));
  return facts;
}

function block(fact) {
  const head = el("div", { class: "fact-head" },
    el("span", { class: `swatch L-${fact.layer}` }, fact.kind), " ",
    el("span", { class: "id" }, fact.id));
  const parts = [head, el("p", { class: "fact-words", dir: "auto" }, fact.words)];
  if (fact.certainty) parts.push(el("p", { class: "fact-cert" }, fact.certainty));
  if (fact.facts.length) parts.push(el("ul", { class: "plain" }, ...fact.facts.map((line) => el("li", { dir: "auto" }, line))));
  if (fact.repair) parts.push(el("p", { class: "repair-line" }, `⌁ ${fact.repair}`));
  if (fact.why.length) parts.push(el("p", { class: "muted" }, "Rules: ", ...fact.why.flatMap((rule, i) => [i ? " → " : "", el("code", {}, rule)])));
  parts.push(el("p", { class: "fact-links" },
    fact.incident ? el("a", { href: fact.incident }, "The happening") : "",
    fact.incident ? " · " : "",
    el("a", { href: fact.url }, "Words and method")));
  return el("article", {}, ...parts);
}

let shown = "";
async function show(mark) {
  const ids = mark.dataset.f.split(" ");
  const known = await load();
  const key = ids.join(" ");
  if (key === shown) return;
  shown = key;
  for (const other of text.querySelectorAll(".lit")) other.classList.remove("lit");
  for (const id of ids.slice(0, 1)) {
    for (const other of text.querySelectorAll(`a.m[data-f~="${CSS.escape(id)}"]`)) other.classList.add("lit");
  }
  card.replaceChildren(...ids.map((id) => known[id]).filter(Boolean).map(block));
}

text.addEventListener("pointerover", (event) => {
  const mark = event.target.closest("a.m");
  if (mark) show(mark);
});
text.addEventListener("focusin", (event) => {
  const mark = event.target.closest("a.m");
  if (mark) show(mark);
});
text.addEventListener("click", async (event) => {
  const mark = event.target.closest("a.m");
  if (!mark || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  await show(mark);
  const known = await load();
  const there = mark.dataset.f.split(" ").map((id) => known[id]?.incident).find(Boolean);
  // On a small screen the first tap shows the card; the card's link opens the happening.
  if (there && !matchMedia("(pointer: coarse)").matches) location.href = there;
});

// One tab stop for the whole text; the arrow keys go from fact to fact.
function rove(to) {
  for (const mark of marks) if (mark.tabIndex === 0) mark.tabIndex = -1;
  to.tabIndex = 0;
}
if (marks.length) rove(marks[0]);
const visible = (mark) => mark.dataset.f.split(" ").some((id) => !hidden.has(layerOf[id[0]]));
const layerOf = { s: "statements", v: "events", o: "tolls", c: "control", d: "damage", p: "places", t: "times" };
const hidden = new Set();
text.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("a.m")) return;
  let at = marks.indexOf(event.target) + step;
  while (marks[at] && !visible(marks[at])) at += step;
  if (!marks[at]) return;
  event.preventDefault();
  rove(marks[at]);
  marks[at].focus();
});

const switches = document.querySelector("[data-layers]");
function apply() {
  hidden.clear();
  for (const box of switches.querySelectorAll("input")) {
    text.classList.toggle(`hide-${box.value}`, !box.checked);
    if (!box.checked) hidden.add(box.value);
  }
}
const wanted = new URLSearchParams(location.search).get("hide");
if (wanted) for (const box of switches.querySelectorAll("input")) box.checked = !wanted.split(",").includes(box.value);
apply();
switches.addEventListener("change", () => {
  apply();
  keepInUrl({ hide: [...hidden].join(",") || null });
  say(hidden.size ? `Hidden: ${[...hidden].join(", ")}` : "All layers shown");
});

function goToHash() {
  const id = decodeURIComponent(location.hash.replace(/^#t-/, ""));
  if (!id || !location.hash.startsWith("#t-")) return;
  const mark = text.querySelector(`a.m[data-f~="${CSS.escape(id)}"]`);
  if (!mark) return;
  rove(mark);
  mark.scrollIntoView({ block: "center" });
  show(mark);
}
addEventListener("hashchange", goToHash);
goToHash();
load();
