// The approval queue: how many are ticked, and all at once.

for (const form of document.querySelectorAll("form[data-choices]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const all = form.querySelector("button[data-all]");
  const place = form.querySelector("[data-count]");
  const approve = form.querySelector("button[name=approve]");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    place.textContent = `${ticked} / ${boxes.length}`;
    approve.disabled = ticked === 0;
  };
  all.hidden = false;
  all.addEventListener("click", () => {
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = on;
    count();
  });
  form.addEventListener("change", count);
  count();
}
