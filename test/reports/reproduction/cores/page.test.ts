import { describe, expect, test, vi } from "vitest";
import { renderReproduction, reproductionCsv } from "../../../../reports/index.ts";
import { EMPTY_REPRODUCTION, SMALL_REPRODUCTION } from "./sample-reproduction.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

describe("renderReproduction(reproduction)", () => {
  const page = renderReproduction(SMALL_REPRODUCTION);

  test("needs no script and nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|src=|href="http|@import|url\(/);
  });
  test("opens with the ratio that was synthesised, or else the model's, beside the paper's", () => {
    expect(page).toContain("<em>1.60×</em> smaller than sign-flip (synthesised; the paper: 1.64×)");
    expect(page).toContain("<em>2.23×</em> smaller than multipliers (model; the paper: 2.23×)");
    expect(page).toContain("<em>2.00×</em> smaller (model), and leaves tables 1.10× over sign-flip (model)");
    expect(page).toContain("<dt>fp16 sign-flip ÷ tables, synthesised</dt> <dd>1.60×</dd>");
  });
  test("has a row for each claim, with its verdict", () => {
    const verdicts = [...page.matchAll(/class="verdict [a-z-]+">([a-z ]+)</g)].map(([, verdict]) => verdict);
    expect(verdicts).toEqual(SMALL_REPRODUCTION.claims.map(({ verdict }) => verdict));
    expect(new Set(verdicts)).toEqual(new Set(["holds", "holds in part"]));
  });
  test("says so where there is nothing to show", () => {
    expect(renderReproduction(EMPTY_REPRODUCTION)).toContain("Nothing of this was estimated in asap7");
  });
});

describe("reproductionCsv(reproduction)", () => {
  test("has a line for each core, areas by role last", () => {
    const [header, first, ...others] = reproductionCsv(SMALL_REPRODUCTION).trim().split("\n");
    expect(header).toMatch(/^technology,sweep,architecture,.*,areaUm2:fetch,areaUm2:reduce$/);
    expect(first).toMatch(/^asap7,tile,lut,int8,integer,32,1:1,1,32,32,32,met,500,4096,0.04,1800,4,250,counts,/);
    expect(others).toHaveLength(SMALL_REPRODUCTION.points.length - 1);
  });
});
