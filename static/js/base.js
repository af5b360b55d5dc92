// What every page may use; all of it works without.

// A menu that is open closes on Escape or on a click elsewhere.
const menu = document.querySelector("details.me");
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// Buttons that only work with a script are hidden in the page as it is sent.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Filters apply as they are chosen; their button is for those without script.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => form.requestSubmit());
  form.querySelector("button").hidden = true;
}

// The outline of a long document shows where the reader is.
const outline = document.querySelector("nav.outline");
const links = new Map();
for (const link of outline?.querySelectorAll("a") ?? []) {
  links.set(decodeURIComponent(link.hash.slice(1)), link);
}
const mark = (id) => {
  outline.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const link = links.get(id);
  link.setAttribute("aria-current", "location");
  if (getComputedStyle(outline).position !== "sticky") return;
  link.scrollIntoView({ block: "nearest" });
};
const seen = new IntersectionObserver(
  (entries) => {
    const top = entries.find((entry) => entry.isIntersecting);
    if (top) mark(top.target.id);
  },
  { rootMargin: "0px 0px -80% 0px" },
);
for (const id of links.keys()) {
  const node = document.getElementById(id);
  if (node) seen.observe(node);
}
