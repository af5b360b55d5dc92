// Those who look on: the commission reads a mandate's summary, nobody else
// does; the controller follows the campaign.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, leave, person, start, status, stop } from "./support.mjs";

before(start);
after(stop);

test("a member opens the mid-mandate summary, others do not", async () => {
  const page = await person("member", { locale: "nl-BE" });
  await page.goto("/evaluations");
  await check(page, "evaluations-nl");
  await page.getByRole("table").getByRole("link").first().click();
  await page.waitForURL(/\/evaluations\/\d+$/);
  await check(page, "evaluation-nl");
  const path = new URL(page.url()).pathname;
  await leave(page);

  for (const [login, wanted] of [
    ["controller", 403],
    ["admin", 403],
    ["director", 404],
    ["staff", 403],
  ]) {
    const other = await person(login);
    assert.equal(await status(other, path), wanted, login);
    await leave(other);
  }
});

test("the controller follows a campaign and grants more time", async () => {
  const page = await person("controller");
  await page.goto("/campaigns");
  await check(page, "campaigns");
  await page.getByRole("link", { name: "2026" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await check(page, "campaign");
  const row = page.getByRole("row").filter({ hasText: "Actiris" }).first();
  await row.getByRole("link", { name: /Modifier/ }).click();
  await check(page, "campaign-exception");
  await page.locator("#standing").selectOption("late");
  await page.locator("#due_on").fill("2027-02-15");
  await page.locator("#reason").fill("");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#reason:invalid").fill("Changement de logiciel de paie");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("status").waitFor();
  assert.match(await row.innerText(), /15\/02\/2027/);
  await check(page, "campaign-with-exception");
  await leave(page);
});
