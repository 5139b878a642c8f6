// Runs before the page is drawn, so that a chosen theme does not flash in the other one.
(() => {
  const kept = localStorage.getItem("dateline-theme");
  if (kept) document.documentElement.dataset.theme = kept;
})();
