// The entry grid under strain: keyboard alone, without a script, without a
// connection, without a session.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cell, emptyRows, factors, gridOf, mark, saved } from "./grid.mjs";
import { check, leave, person, signIn, start, stop } from "./support.mjs";

before(start);
after(stop);

const focused = (page) => page.evaluate(() => document.activeElement.id);

test("values and texts are entered by keyboard alone", async () => {
  const page = await person("staff");
  await gridOf(page, "Brussels International");
  const [row] = await emptyRows(page);
  for (let keys = 0; (await focused(page)) !== `v${row.id}`; keys++) {
    assert.ok(keys < 200, "the cell cannot be reached by Tab");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type(row.red);
  await page.keyboard.press("Enter");
  assert.notEqual(await focused(page), `v${row.id}`, "Enter moves on");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), `v${row.id}`, "arrow up comes back");
  await mark(page, row).getByText("non réalisé").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(`#t${row.id} textarea:focus`).waitFor();
  await factors(page, row).focus();
  await page.keyboard.type("Deux agents absents toute l’année");
  await page.keyboard.press("Control+Enter");
  assert.equal(await focused(page), `v${row.id}`, "back in the cell");
  await saved(page);
  await page.reload();
  assert.equal(await cell(page, row).inputValue(), row.red);
  await leave(page);
});

test("without a script results are entered, saved and submitted", async () => {
  const page = await person("staff", { javaScriptEnabled: false });
  await gridOf(page, "Bruxelles ConnectIT");
  const [good, bad] = await emptyRows(page);
  await cell(page, good).fill(good.green);
  await cell(page, bad).fill(bad.red);
  await page.locator("button[name=save]").click();
  await page.getByRole("status").first().waitFor();
  assert.equal(await cell(page, bad).inputValue(), bad.red);
  await page.locator(`#o${bad.id}`).click();
  await factors(page, bad).fill("Le marché public a pris du retard");
  await page.locator("button[name=submit]").click();
  await mark(page, bad).getByText("soumis").waitFor();
  await mark(page, good).getByText("soumis").waitFor();
  assert.equal(await cell(page, good).isEditable().catch(() => false), false);
  await leave(page);
});

test("a lost connection keeps what is typed", async () => {
  const page = await person("staff");
  await gridOf(page, "Brussels International");
  const [, row, other] = await emptyRows(page);
  await page.context().setOffline(true);
  await cell(page, row).fill(row.green);
  await page.locator("#saved.is-wrong").waitFor();
  await page.context().setOffline(false);
  await saved(page);

  await page.route("**/results/**", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await cell(page, other).fill(other.green);
  await page.locator("#saved.is-wrong").waitFor();
  await check(page, "entry-offline");
  await page.unroute("**/results/**");
  await page.reload();
  assert.equal(await cell(page, other).inputValue(), other.green);
  await saved(page);
  await page.reload();
  assert.equal(await cell(page, row).inputValue(), row.green);
  assert.equal(await cell(page, other).inputValue(), other.green);
  await leave(page);
});

test("an expired session keeps what is typed", async () => {
  const page = await person("staff");
  await gridOf(page, "Bruxelles Mobilité");
  const [row] = await emptyRows(page);
  await page.context().clearCookies();
  await cell(page, row).fill(row.green);
  await page.locator("#saved.is-wrong").waitFor();
  const tab = await page.context().newPage();
  await signIn(tab, "staff");
  await tab.close();
  await page.bringToFront();
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await saved(page);
  await page.reload();
  assert.equal(await cell(page, row).inputValue(), row.green);
  await leave(page);
});
