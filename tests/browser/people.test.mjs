// An administrator invites somebody, who chooses a password by the mailed link.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, leave, person, signIn, start, stop, visitor } from "./support.mjs";

before(start);
after(stop);

const login = "nouvelle";
const secret = "quatre mots font une phrase";

test("an administrator invites a person", async () => {
  const page = await person("admin");
  await page.goto("/accounts");
  await check(page, "accounts");
  await page.getByRole("link", { name: "Nouveau compte" }).click();
  await check(page, "account-new");
  await page.getByLabel("Identifiant").fill(login);
  await page.getByLabel("Nom", { exact: true }).fill("Noor El Amrani");
  await page.getByLabel("Adresse e-mail").fill("noor@example.org");
  await page.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await page.getByRole("heading", { name: "Noor El Amrani" }).waitFor();
  await check(page, "account");
  await leave(page);
});

test("the invited person chooses a password and signs in", async () => {
  const page = await visitor();
  await page.goto("/outbox");
  const mail = page.getByRole("article").filter({ hasText: "noor@example.org" });
  await check(page, "outbox");
  await mail.getByRole("link").click();
  await check(page, "invitation");
  await page.locator("#password").fill("court");
  await page.locator("#again").fill("court");
  await page.locator("#again").press("Enter");
  await page.getByRole("alert").waitFor();
  await check(page, "invitation-refused", { sent: false });
  await page.locator("#password").fill(secret);
  await page.locator("#again").fill(secret);
  await page.locator("#again").press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/link/"));
  await leave(page);

  const again = await visitor();
  await again.goto("/sign-in");
  await check(again, "sign-in");
  await signIn(again, login, secret);
  await again.locator(".me summary").click();
  assert.match(await again.locator(".me").innerText(), /Noor El Amrani/);
  await leave(again);
});
