import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { smallInstance, SMALL, tinySizes } from "../../../src/verify/formal/small-instance.ts";
import { randomUnits, unitOf } from "../../support/random-unit.ts";

describe("smallInstance(values, sizes)", () => {
  it("is a legal unit of the same options, whatever the unit", () => {
    for (const values of randomUnits(400, 9))
      for (const sizes of [SMALL, tinySizes(values)]) {
        const small = smallInstance(values, sizes);
        expect(synapseUpdate.conflicts(small), JSON.stringify(values)).toEqual([]);
        for (const [name, value] of Object.entries(values))
          if (typeof value === "string" && name !== "counters") expect(small[name]).toBe(value);
      }
  });

  it.each([
    [
      { columns: 100, lanes: 100 },
      { columns: 2, lanes: 2 },
    ],
    [
      { columns: 100, lanes: 10 },
      { columns: 2, lanes: 1 },
    ],
    [
      { columns: 100, lanes: 64 },
      { columns: 3, lanes: 2 },
    ],
    [
      { columns: 1, lanes: 1 },
      { columns: 1, lanes: 1 },
    ],
  ])("keeps whether there is one batch, and whether the last is full: %o", (stated, expected) => {
    expect(smallInstance(unitOf(stated), SMALL)).toMatchObject(expected);
  });
});
