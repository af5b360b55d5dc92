// What the browser tests share: one browser, people who sign in, and the checks
// that every page of a story passes.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const base = process.env.MANDARIS_URL;
const pictures = process.env.MANDARIS_SCREENSHOTS;
const password = "mandaris-demo";
const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 640 };

assert.ok(base && pictures, "run these by ./dev test browser");
mkdirSync(pictures, { recursive: true });

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "tel-non-breaking": "off" }, // identifiers are not telephones
});

let browser;

export async function start() {
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    chromiumSandbox: process.getuid() !== 0,
  });
}

export async function stop() {
  await browser.close();
}

// A person at an own computer. Without a language the page is in French.
export async function visitor(options = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: wide,
    locale: "fr-BE",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(15000);
  return await context.newPage();
}

export async function signIn(page, login, secret = password) {
  await page.goto("/sign-in");
  await page.locator("#login").fill(login);
  await page.locator("#password").fill(secret);
  await page.locator("#password").press("Enter");
  await page.locator(".me").waitFor();
}

export async function person(login, options) {
  const page = await visitor(options);
  await signIn(page, login);
  return page;
}

export async function leave(page) {
  await page.context().close();
}

// The status a path answers with for the person of this page.
export async function status(page, path) {
  const answer = await page.request.get(path, { maxRedirects: 0 });
  return answer.status();
}

async function accessible(page, name, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  const found = await new AxeBuilder({ page })
    .options({ rules: { "target-size": { enabled: true } } })
    .analyze();
  const lines = found.violations.map((v) => {
    const at = v.nodes.slice(0, 5).map((n) => `${n.target} ${n.failureSummary}`);
    return `${v.id}: ${v.help}\n${at.join("\n")}`;
  });
  assert.deepEqual(lines, [], `axe on ${name}, ${scheme}`);
}

async function wellFormed(page, name) {
  const answer = await page.request.get(page.url());
  assert.equal(answer.status(), 200, name);
  const report = await validator.validateString(await answer.text());
  const lines = report.results.flatMap((r) =>
    r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`),
  );
  assert.deepEqual(lines, [], `HTML of ${name}`);
}

async function reflows(page, name) {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });
  assert.ok(over <= 0, `${name} is ${over} px too wide at 320 px`);
}

async function picture(page, name) {
  const path = `${pictures}/${name}.png`;
  await page.screenshot({ path, fullPage: true });
}

// The page as it stands now: accessible in both themes, valid as sent, within
// 320 px, and pictured. A page that answers a POST is not asked for again.
export async function check(page, name, { sent = true } = {}) {
  if (sent) await wellFormed(page, name);
  await accessible(page, name, "dark");
  await picture(page, `${name}-dark`);
  await accessible(page, name, "light");
  await picture(page, name);
  await page.setViewportSize(narrow);
  await reflows(page, name);
  await picture(page, `${name}-320`);
  await page.setViewportSize(wide);
}
