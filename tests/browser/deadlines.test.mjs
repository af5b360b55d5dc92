// A deadline from its printed words to what was met: read, confirmed by a
// second person, answered.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, leave, person, start, stop } from "./support.mjs";

before(start);
after(stop);

async function mandate(page) {
  await page.goto("/plans");
  await page.getByRole("link", { name: /mandat A5/ }).first().click();
  await page.getByRole("link", { name: "Obligations" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

test("staff read a deadline otherwise, a director confirms it", async () => {
  const staff = await person("staff");
  await mandate(staff);
  await check(staff, "obligations");
  await staff.getByRole("link", { name: "Échéances et leurs règles" }).click();
  await check(staff, "deadlines");
  await staff.getByRole("link", { name: /Lire autrement/ }).first().click();
  await staff.locator("#kind").selectOption("recurring");
  await staff.locator("#per").selectOption("half_year");
  await staff.locator("#n_min").fill("2");
  await staff.getByRole("button", { name: "Dire en clair" }).click();
  await staff.getByText("au moins 2 fois par semestre").waitFor();
  await check(staff, "deadline-read");
  await staff.getByRole("button", { name: "Proposer cette lecture" }).click();
  await staff.getByRole("status").waitFor();
  const path = new URL(staff.url()).pathname;
  await leave(staff);

  const director = await person("director2", { locale: "nl-BE" });
  await director.goto(path);
  await check(director, "deadlines-confirm-nl");
  await director.getByRole("checkbox").first().check();
  await director.getByRole("button", { name: /bevestigen/i }).click();
  await director.getByRole("status").waitFor();
  assert.equal(await director.locator("[name^='confirm:']").count(), 0);
  await leave(director);
});

test("an obligation is met, a calendar kept, a register read", async () => {
  const page = await person("staff");
  await page.goto("/");
  await check(page, "my-work-obligations");
  await mandate(page);
  await page.getByRole("link", { name: /^Ouvrir/ }).first().click();
  await check(page, "obligation");
  await page.goto("/calendars");
  await check(page, "calendars");
  await page.getByRole("rowheader").getByRole("link").first().click();
  await check(page, "calendar");
  await page.goto("/plans");
  await leave(page);
  const other = await person("staff2");
  await other.goto("/plans");
  await other.getByRole("link", { name: /mandaat A4/ }).first().click();
  await other.getByRole("link", { name: "Termijnen", exact: true }).click();
  await other.getByRole("link", { name: /^Register/ }).first().click();
  await check(other, "register");
  await leave(other);
});
