// The main job from end to end: staff enter and submit, the director returns
// one result and approves the others, staff correct it, the director approves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, emptyRows, factors, mark, saved } from "./grid.mjs";
import { check, leave, person, start, stop } from "./support.mjs";

before(start);
after(stop);

const letter = "Lettre d'orientation Bruxelles Logement";
const reason = "Le chiffre ne correspond pas au rapport annuel du service";
const why = "Deux chantiers ont été arrêtés par un recours";
const story = {}; // what one chapter leaves for the next

// From my work to the one table of that plan.
async function goTo(page, name) {
  await page.goto("/");
  const row = page.getByRole("row").filter({ hasText: letter });
  await row.getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function submit(page) {
  await page.locator("button[name=submit]").click();
  await page.locator("main > .message.is-done").waitFor();
}

test("staff enter results and submit them", async () => {
  const page = await person("staff");
  await check(page, "my-work");
  await goTo(page, /^Encoder/);
  await check(page, "entry");
  const [low, ...good] = (await emptyRows(page)).slice(0, 3);
  assert.equal(good.length, 2);

  await cell(page, low).fill(low.red);
  await mark(page, low).getByText("non réalisé").waitFor();
  await factors(page, low).fill(why);
  await factors(page, low).blur();
  await saved(page);
  for (const row of good) {
    await cell(page, row).fill(row.green);
    await mark(page, row).getByText("réalisé", { exact: true }).waitFor();
  }
  await check(page, "entry-below-green");
  await submit(page);
  for (const row of [low, ...good]) {
    await mark(page, row).getByText("soumis").waitFor();
  }
  await check(page, "entry-submitted");
  story.history = await page.locator(`#n${low.id}`).getAttribute("href");
  Object.assign(story, { low, good });
  await leave(page);
});

test("the director returns one with a reason and approves the others", async () => {
  const page = await person("director");
  await check(page, "my-work-director");
  await goTo(page, /^Décider/);
  await check(page, "approvals");
  const { low, good } = story;
  const below = page.locator(`#r${low.id} + tr`);
  assert.match(await below.innerText(), new RegExp(why));
  await below.locator("details:has(textarea) > summary").click();
  await page.locator(`textarea[name="reason:${low.id}"]`).fill(reason);
  await check(page, "approvals-return");
  await below.locator("button[name=send_back]").click();
  await page.getByRole("status").filter({ hasText: "renvoyé" }).waitFor();
  assert.equal(await page.locator(`#r${low.id}`).count(), 0);

  const form = page.locator("form[data-choices]").filter({ hasText: letter });
  await form.locator("button[data-all]").click();
  for (const row of good) {
    assert.ok(await page.locator(`[name="approve:${row.id}"]`).isChecked());
  }
  await form.locator("button[name=approve]").click();
  const asked = page.locator("form").filter({ hasText: "exactement" });
  for (const row of good) {
    assert.equal(await asked.locator(`[name="shown:${row.id}"]`).count(), 1);
  }
  await check(page, "approvals-confirm");
  await asked.locator("button.primary").click();
  await page.locator("main > .message.is-done").waitFor();
  for (const row of good) {
    assert.equal(await page.locator(`#r${row.id}`).count(), 0);
  }
  await check(page, "approvals-done");
  await leave(page);
});

test("staff find the returned one with its reason and correct it", async () => {
  const page = await person("staff");
  const { low } = story;
  const task = page.getByRole("row").filter({ hasText: reason });
  await task.getByRole("link").click();
  await page.locator(`#v${low.id}:focus`).waitFor();
  assert.match(await page.locator(`#r${low.id}`).innerText(), new RegExp(reason));
  await check(page, "entry-returned");
  await cell(page, low).fill(low.green);
  await mark(page, low).getByText("réalisé", { exact: true }).waitFor();
  await saved(page);
  await submit(page);
  await mark(page, low).getByText("soumis").waitFor();
  await leave(page);
});

test("the director approves the correction", async () => {
  const page = await person("director");
  const { low } = story;
  await goTo(page, /^Décider/);
  await page.locator(`[name="approve:${low.id}"]`).check();
  await page.locator("form[data-choices]").filter({ hasText: letter })
    .locator("button[name=approve]").click();
  await page.locator("main > .message.is-done").waitFor();
  assert.equal(await page.locator(`#r${low.id}`).count(), 0);

  await page.goto(story.history);
  const told = await page.locator("ol.story").innerText();
  assert.match(told, new RegExp(reason));
  await check(page, "result");
  await leave(page);
});

test("everybody reads the plan and the dashboard", async () => {
  const page = await person("controller");
  await page.goto("/plans");
  await check(page, "plans");
  await page.getByRole("link", { name: letter }).click();
  await page.waitForURL(/\/plans\/\d+$/);
  await check(page, "plan");
  await page.goto("/entities");
  await check(page, "bodies");
  await page.getByRole("link", { name: "Bruxelles Logement" }).first().click();
  await page.waitForURL(/\/entities\/\d+/);
  await check(page, "dashboard");
  await leave(page);
});

test("in Dutch a value is entered and submitted", async () => {
  const page = await person("staff2", { locale: "nl-BE" });
  await check(page, "my-work-nl");
  const row = page.getByRole("row").filter({ hasText: "talent.brussels" });
  await row.getByRole("link", { name: /^Invullen/ }).click();
  await page.locator("#grid").waitFor();
  await check(page, "entry-nl");
  const [free] = await emptyRows(page);
  await cell(page, free).fill(free.green);
  await mark(page, free).getByText("gerealiseerd", { exact: true }).waitFor();
  await submit(page);
  await mark(page, free).getByText("ingediend").waitFor();
  await leave(page);
});
