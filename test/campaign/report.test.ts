import { describe, expect, it } from "vitest";
import { addSub } from "../../generators/add-sub/index.ts";
import { synapseUpdate } from "../../generators/synapse-update/index.ts";
import { campaignTable, failureLine } from "./report.ts";

const core = {
  generator: addSub,
  parameters: { tileInputs: 2 },
  simulator: "icarus",
  seed: 7,
  mostProducts: 14,
} as const;
const unit = { generator: synapseUpdate, parameters: {}, simulator: "icarus", seed: 8, mostProducts: 14 } as const;

describe("campaignTable(outcomes)", () => {
  it("counts designs, beats and equal ones by generator and simulator, and all", () => {
    const outcomes = [
      { design: core, beats: 10, failure: undefined },
      { design: core, beats: 3, failure: "FAIL: output beat 3" },
      { design: unit, beats: 5, failure: undefined },
    ];
    expect(campaignTable(outcomes).split("\n").slice(2)).toEqual([
      "| add-sub        | icarus    |       2 |             13 |     1 |",
      "| synapse-update | icarus    |       1 |              5 |     1 |",
      "| all            |           |       3 |             18 |     2 |",
    ]);
  });
});

describe("failureLine(outcome)", () => {
  it("says what failed, and the design file and seed that show it again", () => {
    expect(failureLine({ design: core, beats: 0, failure: "FAIL: output beat 3 is x\nmore" })).toBe(
      'icarus, seed 7: FAIL: output beat 3 is x\n  {"generator":"add-sub","parameters":{"tileInputs":2}}',
    );
  });
});
