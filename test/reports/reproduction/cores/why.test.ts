import { expect, test } from "vitest";
import type { TrioValues } from "../../../../reports/reproduction/cores/trio.ts";
import { whyNotes } from "../../../../reports/reproduction/cores/why.ts";

const bar = (label: string, parts: readonly number[]) => ({
  source: "model" as const,
  label,
  parts,
  ratio: 1,
  areaUm2: parts.reduce((a, b) => a + b, 0),
});

const VALUES: TrioValues = {
  technology: "asap7",
  tile: 32,
  roles: ["fetch", "multiply", "reduce"],
  provenance: "",
  groups: [
    {
      title: "fp16",
      bars: [bar("tables, µ = 2", [4, 0, 6]), bar("sign-flip", [1, 0, 19]), bar("multiplier", [1, 10, 19])],
    },
  ],
};

test("whyNotes(values) says what adders tables save, what they pay, and how large a multiplier is", () => {
  const notes = String(whyNotes(VALUES));
  expect(notes).toContain("save 13 µm² of adders per weight and pay 3 more for");
  expect(notes).toContain("adders are 95\u00a0% of the sign-flip core (model)");
  expect(notes).toContain("adds 0.50× the area of the whole sign-flip core");
});

test("whyNotes(values) is silent without a sign-flip core", () => {
  expect(whyNotes({ ...VALUES, groups: [] })).toBeUndefined();
});
