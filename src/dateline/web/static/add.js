// Adding: files can be dropped, and what becomes of them shows without loading the page again.
import { write, say, el } from "./page.js";

const jobs = document.getElementById("jobs");

async function follow(id) {
  for (;;) {
    const answer = await fetch(`/add/job/${id}`);
    if (!answer.ok) return;
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("article");
    const shown = document.getElementById(`job-${id}`);
    if (shown) shown.replaceWith(piece); else jobs.prepend(piece);
    if (!piece.hasAttribute("data-running")) { say("Done"); return; }
    await new Promise((later) => setTimeout(later, 500));
  }
}
for (const form of document.querySelectorAll("form[data-add]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector(".error")?.remove();
    try {
      const { job } = await write(form.action, new FormData(form));
      form.reset();
      await follow(job);
    } catch (error) {
      form.append(el("p", { class: "error", role: "alert" }, error.message));
    }
  });
}
const drop = document.querySelector("[data-drop] .drop");
for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  const field = drop.querySelector("input");
  field.files = event.dataTransfer.files;
  field.form.requestSubmit();
});
for (const job of document.querySelectorAll("[data-running]")) follow(job.dataset.job);
