// The entry grid as the tests use it.

// The results of the campaign that is open, of a body's orientation letter.
export async function gridOf(page, body) {
  await page.goto("/plans");
  await page.getByRole("link", { name: `Lettre d'orientation ${body}` }).first().click();
  await page.waitForURL(/\/plans\/\d+$/);
  await page.goto(`${new URL(page.url()).pathname}/results/2026`);
  return page.locator("#grid");
}

// Rows that expect a number and have none yet, with what is on their two
// thresholds: exactly on red is not achieved, exactly on green is achieved.
export async function emptyRows(page) {
  const rows = await page.locator("tr[data-row]").evaluateAll((all) =>
    all.map((row) => {
      const cell = row.querySelector("input.cell[inputmode=decimal]");
      const figure = (at) => row.cells[at].textContent.replace(/[^\d,-]/g, "");
      return { id: row.dataset.row, free: cell?.value === "", red: figure(3), green: figure(4) };
    }),
  );
  return rows.filter((row) => row.free && row.red !== "" && row.green !== "");
}

export const cell = (page, row) => page.locator(`#v${row.id}`);
export const mark = (page, row) => page.locator(`#s${row.id}`);
export const factors = (page, row) => page.locator(`textarea[name="factors_fr:${row.id}"]`);

// The grid says when it has saved: only then may the page be left.
export async function saved(page) {
  await page.locator("#saved:not(.is-wrong)", { hasText: /enregistré à/ }).waitFor();
}
