// The review queue: single keys, each with a button that does the same.
import { say, write, fragment } from "./page.js";

const queue = document.getElementById("queue");
const keysOn = document.getElementById("keys-on");
const help = document.getElementById("help");
const who = document.getElementById("who");
let at = 0;
let done = []; // decisions of this sitting, the last at the end

keysOn.checked = localStorage.getItem("dateline-keys") !== "off";
keysOn.addEventListener("change", () => {
  localStorage.setItem("dateline-keys", keysOn.checked ? "on" : "off");
  say(keysOn.checked ? "Single keys are on" : "Single keys are off");
});
document.getElementById("keys-help").addEventListener("click", () => help.showModal());

const items = () => [...queue.querySelectorAll(".item")];
const current = () => items()[at];

function go(to, { focus = true } = {}) {
  const all = items();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, to));
  all.forEach((item, i) => item.toggleAttribute("data-current", i === at));
  all.forEach((item, i) => (i === at ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current")));
  if (focus) {
    all[at].focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
}
function person() {
  const name = who.value.trim();
  if (!name) { who.focus(); say("Say who you are first: your name stands with each decision"); }
  return name;
}
function open(item, kind) {
  const form = item.querySelector("form");
  form.dataset.kind = kind;
  form.querySelector(".why").hidden = false;
  form.querySelectorAll(".correct-only").forEach((part) => (part.hidden = kind !== "correct"));
  form.querySelector(`[data-act="${kind}"]`).setAttribute("aria-expanded", "true");
  if (kind === "correct") {
    const words = picked(item);
    const field = form.elements.field;
    if (words) field.value = "span";
    shownField(form, words);
    (words ? form.elements.reason : field).focus();
  } else form.elements.reason.focus();
}
function shut(item) {
  const form = item.querySelector("form");
  form.querySelector(".why").hidden = true;
  form.querySelectorAll("[aria-expanded]").forEach((button) => button.setAttribute("aria-expanded", "false"));
  item.focus();
}
function shownField(form, words) {
  const field = form.elements.field;
  const span = field.value === "span";
  form.elements.value.closest(".field").hidden = span;
  if (!span) form.elements.value.value = field.selectedOptions[0].dataset.now ?? "";
  form.querySelector(".picked").textContent = !span ? "" : words ? `The right words: “${words.text}”` : "Select the right words in the passage, then press c again.";
  form.elements.start.value = words?.start ?? "";
  form.elements.end.value = words?.end ?? "";
}
/** What is selected in the passage, as code points of the article. */
function picked(item) {
  const passage = item.querySelector(".passage");
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !passage.contains(selection.anchorNode) || !passage.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.setStart(passage, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const length = (part) => {
    const copy = part.cloneContents();
    copy.querySelectorAll?.("[data-skip]").forEach((cut) => cut.remove());
    return [...copy.textContent].length;
  };
  const start = Number(passage.dataset.start) + length(before);
  const text = range.toString();
  const lead = text.length - text.trimStart().length;
  return { start: start + lead, end: start + lead + [...text.trim()].length, text: text.trim() };
}
async function send(item, action) {
  const name = person();
  if (!name) return;
  const form = item.querySelector("form");
  if (action !== "accept" && form.elements.reason.value.trim().length < 8) {
    form.elements.reason.focus();
    return told("give a reason of 8 characters or more: others read it", true);
  }
  const fields = new FormData(form);
  fields.set("action", action);
  fields.set("person", name);
  if (action === "accept") ["reason", "field", "value", "start", "end"].forEach((key) => fields.delete(key));
  item.setAttribute("aria-busy", "true");
  try {
    const made = await write(form.getAttribute("action"), fields);
    done.push({ seq: made.seq, item: item.dataset.target });
    const words = { accept: "accepted", reject: "rejected", correct: "corrected" }[action];
    item.classList.add("decided");
    item.dataset.decided = words;
    shut(item);
    told(`${words} (decision ${made.seq})`);
    say(`${words}; u takes it back`);
    const open = items().findIndex((other, i) => i > at && !other.classList.contains("decided"));
    if (open >= 0) go(open);
    else if (items().every((other) => other.classList.contains("decided"))) await next();
  } catch (error) {
    told(error.message, true);
  } finally {
    item.removeAttribute("aria-busy");
  }
}
function told(words, wrong = false) {
  const last = document.getElementById("last");
  if (last) { last.textContent = words; last.classList.toggle("error", wrong); }
  queue.querySelector('[data-act="undo"]')?.toggleAttribute("disabled", !done.length);
}
async function load(url) {
  const page = await fragment(url);
  queue.replaceChildren(...page.body.childNodes);
  history.replaceState({}, "", url);
  ready();
  dispatchEvent(new Event("dateline-names"));
}
async function next() {
  const now = queue.querySelector(".incident-review");
  await load(now?.dataset.next ? `/review?at=${encodeURIComponent(now.dataset.next)}` : "/review");
}
async function undo() {
  const last = done.pop();
  if (!last || !person()) return;
  try {
    await write(`/decision/${last.seq}/undo`, { person: who.value.trim(), reason: "taken back at once" });
    const item = items().find((other) => other.dataset.target === last.item);
    if (item) { item.classList.remove("decided"); delete item.dataset.decided; go(items().indexOf(item)); }
    told(`decision ${last.seq} is undone`);
    say("Undone");
  } catch (error) { told(error.message, true); }
}
const acts = {
  accept: (item) => send(item, "accept"),
  reject: (item) => open(item, "reject"),
  correct: (item) => open(item, "correct"),
  skip: () => (at + 1 < items().length ? go(at + 1) : next()),
  back: () => go(at - 1),
  next, undo,
  cancel: (item) => shut(item),
  send: (item) => send(item, item.querySelector("form").dataset.kind),
  open: (item) => { location.href = item.querySelector('[data-act="open"]').href; },
};
queue.addEventListener("click", (event) => {
  const item = event.target.closest(".item");
  if (item) go(items().indexOf(item), { focus: false });
  const reason = event.target.closest("[data-reason]");
  if (reason) { reason.closest("form").elements.reason.value = reason.dataset.reason; return; }
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (!act || act === "open") return;
  event.preventDefault();
  acts[act](item);
});
queue.addEventListener("change", (event) => {
  if (event.target.name === "field") shownField(event.target.form, picked(current()));
});
queue.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.matches(".acts") && form.dataset.kind && !form.querySelector(".why").hidden) send(form.closest(".item"), form.dataset.kind);
});
const keys = { a: "accept", r: "reject", c: "correct", s: "skip", j: "skip", k: "back", n: "next", u: "undo", o: "open" };
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && current() && !current().querySelector(".why").hidden) return shut(current());
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (typing || !keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "?") { event.preventDefault(); return help.showModal(); }
  const act = keys[event.key];
  if (!act || !current()) return;
  event.preventDefault();
  acts[act](current());
});
function ready() {
  for (const part of queue.querySelectorAll(".why")) part.hidden = true;
  const first = items().findIndex((item) => !item.classList.contains("decided"));
  go(first < 0 ? 0 : first, { focus: false });
  for (const part of queue.querySelectorAll(".no-script")) part.hidden = true;
  told("");
}
ready();
