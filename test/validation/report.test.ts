import { describe, expect, it } from "vitest";
import { designTable, furthestOff } from "./design-table.ts";
import { documentOf, regretTable, roleTable, summaryTable } from "./report.ts";
import { GOOD } from "./sample.ts";

describe("summaryTable(results)", () => {
  it("is a Markdown table with a row per check, numbers to the right, what is unknown a dash", () => {
    const [counts, characterised, flattened] = GOOD.checks;
    if (counts === undefined || characterised === undefined || flattened === undefined) throw new Error("no checks");
    const { errors: _, ...unknown } = characterised;
    const checks = [counts, { ...unknown, designs: 0 }, flattened];
    expect(summaryTable([{ ...GOOD, checks }]).split("\n")).toEqual([
      "| technology | quantity | from          | against                | designs |   mean | median |   95 % |  worst | Kendall τ | promised                           |",
      "| ---------- | -------- | ------------- | ---------------------- | ------: | -----: | -----: | -----: | -----: | --------: | ---------------------------------- |",
      "| asap7      | area     | counts        | hierarchical synthesis |       1 |  5.0 % |  1.0 % | 10.0 % | 15.0 % |     0.970 | mean ≤ 5 %, worst ≤ 15 %, τ ≥ 0.97 |",
      "| asap7      | area     | characterised | hierarchical synthesis |       0 |      – |      – |      – |      – |         – | mean ≤ 1 %, τ ≥ 0.97               |",
      "| asap7      | area     | counts        | flattened synthesis    |       1 | 20.0 % |  1.0 % | 10.0 % | 50.0 % |     0.970 |                                    |",
    ]);
  });

  it("says when OpenSTA was not there", () => {
    expect(summaryTable([{ ...GOOD, hasOpenSta: false }])).toContain(
      "| delay    | counts        | our engine (no OpenSTA)",
    );
  });
});

describe("regretTable(results)", () => {
  it("names the objectives", () => {
    expect(regretTable([GOOD]).split("\n").at(-1)).toBe(
      "| asap7      | counts | area per MAC, energy per MAC |        1.00 % |      5.00 % | ≤ 1 %    |",
    );
  });
});

describe("roleTable(result)", () => {
  it("has a row per module kind", () => {
    expect(roleTable(GOOD).split("\n").at(-1)).toBe("| fetch              |        10.0 % |          20.0 % |");
  });
});

describe("designTable(result)", () => {
  it("gives measured values, the errors of each fidelity, and where most of the area error is", () => {
    expect(designTable(GOOD).split("\n")).toEqual([
      "| asap7: design | cells | area [µm²] | area counts | flattened [µm²] | delay [ps] | delay counts | energy [pJ] | energy counts | most of the area error in |",
      "| ------------- | ----: | ---------: | ----------: | --------------: | ---------: | -----------: | ----------: | ------------: | ------------------------- |",
      "| core          |  1500 |      200.0 |      −5.0 % |           180.0 |      100.0 |      +10.0 % |       2.000 |        +0.0 % | fetch fetch_u3 (−6.0 %)   |",
    ]);
  });

  it("leaves out what nobody measured", () => {
    const [design] = GOOD.designs;
    if (design === undefined) throw new Error("the sample has no design");
    const { criticalPathPs: _, energyPerStepPj: __, ...measured } = design.measured;
    expect(designTable({ ...GOOD, designs: [{ ...design, measured }] })).not.toMatch(/delay|energy/);
  });
});

describe("furthestOff(designs)", () => {
  it("keeps 24 designs, those with the largest errors by what is promised, in their order", () => {
    const [design] = GOOD.designs;
    const counts = design?.estimates.counts;
    if (design === undefined || counts === undefined) throw new Error("the sample has no estimate");
    const off = (areaUm2: number) => ({ ...design, estimates: { counts: { ...counts, areaUm2 } } });
    // Of 30 designs of 200 µm², 3 are estimated exactly; all are 10 % too slow, which is as far off as 5 % of the area.
    const designs = Array.from({ length: 30 }, (_, i) => off(i % 10 === 0 ? 200 : 100 + i));
    const shown = furthestOff(designs);
    expect(shown).toEqual(designs.filter((_each, i) => i % 10 !== 0).slice(0, 24));
  });
});

describe("documentOf(run)", () => {
  const run = {
    results: [GOOD],
    command: "npm run validate",
    seeds: [7],
    tool: "Yosys",
    cost: "60 s of processor time",
  };

  it("opens with the command, the designs and the verdict", () => {
    const text = documentOf({ ...run, broken: [] });
    expect(text.split("\n\n").slice(0, 4)).toEqual([
      "# Estimates against synthesis",
      "    npm run validate",
      "1 random designs (seed 7) that no price was fitted on; Yosys; 60 s of processor time.",
      "All promises hold.",
    ]);
  });

  it("lists every broken promise", () => {
    expect(documentOf({ ...run, broken: ["a", "b"] })).toContain("Broken promises:\n\n- a\n- b\n");
  });
});
