import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { verifyUnit } from "../../../src/verify/update-unit/embedded.ts";
import { OPERATION_CORNERS } from "../../../src/verify/update-unit/operations.ts";
import { randomUnits } from "../../support/random-unit.ts";

describe("verifyUnit(top, shape, { operations, seed })", () => {
  it("passes 120 random units of all options", () => {
    for (const values of randomUnits(120, 2027)) {
      const { shape } = synapseUpdate.unit(values);
      const options = { operations: OPERATION_CORNERS.length + 47, seed: 1 };
      const result = verifyUnit(synapseUpdate.elaborate(values), shape, options);
      expect(result, JSON.stringify(values)).toMatchObject({ passed: true });
    }
  }, 600_000);
});
