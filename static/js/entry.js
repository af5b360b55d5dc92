// The entry grid: rows are saved as they are typed, keys move between values,
// and nothing typed is lost with the connection or the session.

const form = document.getElementById("entry");
const saved = document.getElementById("saved");
const words = form.dataset;
const shelf = `entry:${location.pathname}`;
const waiting = new Map(); // row -> timer
const busy = new Set(); // rows on their way

const rowOf = (node) => node.closest("tr")?.dataset.row ?? node.closest("tr")?.dataset.of;
const cellOf = (id) => document.getElementById(`v${id}`);

// Every field of a row, its texts included: "value:12", "factors_fr:12" ...
const fieldsOf = (id) => [...form.elements].filter((field) => field.name?.endsWith(`:${id}`) && field.type !== "submit");

const valuesOf = (id) => {
  const values = fieldsOf(id)
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
  const read = cellOf(id)?.dataset.read;
  return read ? [...values, [`read:${id}`, read]] : values;
};

const say = (text, wrong = false) => {
  if (!saved) return;
  saved.textContent = text;
  saved.classList.toggle("is-wrong", wrong);
};

// -- what is typed and not saved yet, on this device ------------------------

const kept = () => JSON.parse(localStorage.getItem(shelf) ?? "{}");

const keep = (id) => {
  const rows = kept();
  rows[id] = valuesOf(id);
  localStorage.setItem(shelf, JSON.stringify(rows));
};

const forget = (id) => {
  const rows = kept();
  delete rows[id];
  if (Object.keys(rows).length > 0) localStorage.setItem(shelf, JSON.stringify(rows));
  else localStorage.removeItem(shelf);
};

// A page sent as a whole was answered by this one, which says so: what waited
// was taken, or stands in the fields with what is wrong.
const answered = () => {
  const sent = sessionStorage.getItem(shelf) !== null;
  sessionStorage.removeItem(shelf);
  return sent && document.querySelector(".message.is-done, #errors") !== null;
};

const restore = async () => {
  if (answered()) localStorage.removeItem(shelf);
  const rows = kept();
  for (const [id, values] of Object.entries(rows)) {
    if (values.some(([name]) => name.startsWith("panel:"))) await openTexts(id);
    for (const [name, value] of values) {
      put(name, value);
    }
    later(id);
  }
  if (Object.keys(rows).length > 0) say(words.restored, true);
};

const put = (name, value) => {
  for (const field of form.elements) {
    if (field.name !== name) continue;
    if (field.type === "checkbox") field.checked = true;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
};

// -- saving -----------------------------------------------------------------

const later = (id) => {
  keep(id);
  clearTimeout(waiting.get(id));
  waiting.set(id, setTimeout(save, 700, id));
};

// After signing in again in another tab, the form's token is a new one.
const renew = async (id) => {
  const answer = await fetch(`${location.pathname}?row=${id}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("#entry input[name=csrf]")?.value;
  if (!token || token === form.elements.csrf.value) return false;
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token;
  return true;
};

const send = (id) =>
  fetch(location.href, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams([["csrf", form.elements.csrf.value], ...valuesOf(id)]),
  });

const save = async (id) => {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  if (busy.has(id)) {
    later(id);
    return;
  }
  busy.add(id);
  say(words.saving);
  const sent = JSON.stringify(valuesOf(id));
  try {
    let answer = await send(id);
    if (answer.status === 403 && (await renew(id))) answer = await send(id);
    if (answer.status === 403) say(words.expired, true);
    else if (!answer.ok) say((await answer.json()).message ?? words.lost, true);
    else show(await answer.json(), sent);
  } catch {
    say(words.lost, true);
  } finally {
    busy.delete(id);
  }
};

const show = (answer, sent) => {
  for (const row of answer.rows) {
    const taken = row.fate === "same" || row.fate === "saved";
    if (taken && JSON.stringify(valuesOf(row.id)) === sent) forget(row.id);
    showRow(row, taken);
  }
  answer.counts.forEach((n, i) => {
    const tab = document.querySelectorAll("#tabs .n")[i];
    if (tab) tab.textContent = n;
  });
  const complete = document.getElementById("complete");
  if (complete) {
    complete.textContent = answer.complete;
    complete.closest("button").disabled = answer.complete === 0;
  }
  say(`${words.saved} ${answer.saved}`, answer.rows.some((row) => row.message));
};

const showRow = (row, taken) => {
  const version = form.elements[`version:${row.id}`];
  if (version && row.fate !== "conflict") version.value = row.version;
  const mark = document.querySelector(`#s${row.id} .mark`);
  if (mark) {
    mark.className = `mark chip is-${row.shape}`;
    mark.textContent = row.word;
  }
  const cell = cellOf(row.id);
  if (taken) cell?.removeAttribute("aria-invalid");
  else cell?.setAttribute("aria-invalid", "true");
  cell?.setAttribute("title", row.shown ?? "");
  showMessage(row);
  const texts = document.getElementById(`o${row.id}`);
  if (texts) {
    texts.textContent = row.texts;
    texts.classList.toggle("required", row.needs_text);
  }
  if (row.needs_text) openTexts(row.id);
};

const button = (text, act) => {
  const node = document.createElement("button");
  node.type = "button";
  node.className = "button small";
  node.textContent = text;
  node.addEventListener("click", act);
  return node;
};

// Mine and theirs, where they differ.
const sideBySide = (differences) => {
  const table = document.createElement("table");
  table.className = "table small";
  const head = table.createTHead().insertRow();
  for (const word of ["", words.mine, words.theirs]) {
    const cell = document.createElement("th");
    cell.textContent = word;
    head.append(cell);
  }
  for (const { label, mine, theirs } of differences) {
    const row = table.insertRow();
    for (const text of [label, mine, theirs]) row.insertCell().textContent = text ?? "";
  }
  return table;
};

// What is wrong with a row, and the ways out of it.
const showMessage = (row) => {
  const place = document.getElementById(`m${row.id}`);
  if (!place) return;
  place.replaceChildren(row.message ?? "");
  if (row.one) {
    for (const [plain, shown] of [[row.one, row.one_shown], [row.two, row.two_shown]]) {
      place.append(" ", button(shown, () => {
        cellOf(row.id).dataset.read = plain;
        save(row.id);
      }));
    }
  }
  if (row.compare?.length) place.append(sideBySide(row.compare));
  if (row.fate !== "conflict") return;
  if (!row.compare?.length) place.append(" ", row.theirs ?? "", " ");
  place.append(button(words.keep, () => {
    form.elements[`version:${row.id}`].value = row.version;
    save(row.id);
  }));
  place.append(" ", button(words.take, () => {
    forget(row.id);
    location.reload();
  }));
};

// -- texts ------------------------------------------------------------------

// The texts of a row come from the server when they are first asked for.
const openTexts = async (id) => {
  if (document.getElementById(`t${id}`)) return true;
  try {
    const answer = await fetch(`${location.pathname}?row=${id}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const texts = page.getElementById(`t${id}`);
    if (!texts) return false;
    if (!document.getElementById(`t${id}`)) document.getElementById(`r${id}`).after(texts);
    return true;
  } catch {
    say(words.lost, true);
    return false;
  }
};

const toTexts = async (id) => {
  if (await openTexts(id)) document.querySelector(`#t${id} textarea:not([readonly])`)?.focus();
};

// -- keys -------------------------------------------------------------------

const cells = () => [...form.querySelectorAll(".cell")];

const step = (from, by) => {
  const all = cells();
  const next = all[all.indexOf(from) + by];
  next?.focus();
  next?.select?.();
};

form.addEventListener("keydown", (event) => {
  const id = rowOf(event.target);
  if (!id) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    if (event.target.tagName === "TEXTAREA") cellOf(id)?.focus();
    else toTexts(id);
    return;
  }
  if (!event.target.matches(".cell")) return;
  const picks = event.target.tagName === "SELECT" || event.target.type === "date";
  if (event.key === "Enter") {
    event.preventDefault();
    step(event.target, event.shiftKey ? -1 : 1);
  } else if (event.key === "ArrowDown" && !picks) {
    event.preventDefault();
    step(event.target, 1);
  } else if (event.key === "ArrowUp" && !picks) {
    event.preventDefault();
    step(event.target, -1);
  }
});

form.addEventListener("input", (event) => {
  const id = rowOf(event.target);
  if (event.target.matches(".cell")) delete event.target.dataset.read;
  if (id) later(id);
});

form.addEventListener("focusout", (event) => {
  const id = rowOf(event.target);
  if (id && waiting.has(id)) save(id);
});

form.addEventListener("click", (event) => {
  const opener = event.target.closest("button[name=open]");
  if (!opener) return;
  event.preventDefault();
  toTexts(opener.value);
});

// A whole page that is sent carries everything: nothing waits any more.
form.addEventListener("submit", () => {
  for (const timer of waiting.values()) clearTimeout(timer);
  waiting.clear();
  sessionStorage.setItem(shelf, "sent");
});

addEventListener("online", () => Object.keys(kept()).forEach((id) => save(id)));
addEventListener("focus", () => Object.keys(kept()).forEach((id) => save(id)));
addEventListener("beforeunload", (event) => {
  if (busy.size > 0) event.preventDefault();
});

restore();
