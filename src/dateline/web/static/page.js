// What every view shares: the theme switch, elements made without markup, fragments, the URL.

/** Make an element; strings become text and never markup. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** Tell those who hear the page what has changed. */
export function say(words) {
  const live = document.getElementById("announce");
  live.textContent = "";
  setTimeout(() => (live.textContent = words), 30);
}

/** Put values into the URL without a new entry in the history; null takes one out. */
export function keepInUrl(values) {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  history.replaceState(history.state, "", url);
}

export const token = () => document.querySelector('meta[name="dateline-token"]')?.content ?? "";

/** Send a form's fields as a write, and return the JSON of the answer. */
export async function write(url, fields) {
  const body = fields instanceof FormData ? fields : Object.entries(fields).reduce((form, [k, v]) => (form.append(k, v), form), new FormData());
  const answer = await fetch(url, { method: "POST", body, headers: { "X-Dateline-Token": token(), Accept: "application/json" } });
  const isJson = answer.headers.get("content-type")?.includes("json");
  const value = isJson ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw new Error(value.error ?? `The server said ${answer.status}`);
  return value;
}

/** Fetch a page's fragment: the part of the view that filters change. */
export async function fragment(url, signal) {
  const answer = await fetch(url, { headers: { "X-Fragment": "1" }, signal });
  if (!answer.ok) throw new Error(`The server said ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const themes = { light: "dark", dark: "light" };
document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = themes[now];
  localStorage.setItem("dateline-theme", themes[now]);
  dispatchEvent(new Event("dateline-theme"));
});

// Who decides: remembered on this machine only, so that it is typed once.
function names() {
  const known = localStorage.getItem("dateline-person") ?? "";
  for (const field of document.querySelectorAll("[data-person]")) {
    field.value ||= known;
    field.addEventListener("change", () => localStorage.setItem("dateline-person", field.value.trim()));
  }
}
names();
addEventListener("dateline-names", names);
