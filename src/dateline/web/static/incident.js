// The incident: previews of a merge and a split, and forms that say what went wrong in place.
import { say, write, el } from "./page.js";

for (const form of document.querySelectorAll("form[data-preview]")) {
  const preview = form.querySelector(".preview");
  const id = form.action.split("/").at(-2);
  form.addEventListener("input", async (event) => {
    if (!["other", "other_id", "events"].includes(event.target.name)) return;
    const ask = new URLSearchParams({ kind: form.dataset.preview });
    if (form.dataset.preview === "merge") {
      const other = form.elements.other_id.value.trim() || form.elements.other.value;
      if (!other) { preview.textContent = ""; return; }
      ask.set("other", other);
    } else for (const box of form.querySelectorAll("[name=events]:checked")) ask.append("events", box.value);
    const answer = await fetch(`/incident/${encodeURIComponent(id)}/preview?${ask}`);
    preview.textContent = answer.ok ? (await answer.json()).words : "";
  });
}
for (const form of document.querySelectorAll("form[data-write]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector(".error")?.remove();
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    try {
      const { to } = await write(form.action, new FormData(form));
      say("Recorded");
      if (to === location.pathname) location.reload(); else location.href = form.classList.contains("inline") ? location.href : to;
    } catch (error) {
      form.append(el("p", { class: "error", role: "alert" }, error.message));
      button.disabled = false;
    }
  });
}
