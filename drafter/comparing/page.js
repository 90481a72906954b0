"use strict";
const differing = document.getElementById("differing");
const apply = () => document.body.classList.toggle("differing", differing.checked);
differing.addEventListener("change", apply);
apply();
const rows = () => [...document.querySelectorAll("tr[data-row]")].filter((row) => row.offsetParent !== null);
const step = (by) => {
  const all = rows();
  const at = all.indexOf(document.activeElement.closest("tr[data-row]"));
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) next.focus();
};
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "d") { differing.checked = !differing.checked; apply(); }
  else if (event.key === "c") document.activeElement.closest("tr[data-row]")?.querySelector("button.copy")?.click();
  else return;
  event.preventDefault();
});
const copy = async (text) => {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};
document.querySelectorAll("button.copy").forEach((button) => button.addEventListener("click", async () => {
  await copy(button.dataset.text);
  const said = button.textContent;
  button.textContent = "copied";
  setTimeout(() => { button.textContent = said; }, 1200);
}));
