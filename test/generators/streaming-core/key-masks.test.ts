import { describe, expect, it } from "vitest";
import { groupTail, keyMask } from "../../../generators/streaming-core/key-masks.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";

describe("groupTail(shape)", () => {
  it("fixed: groups behind the certain ones hold inputs unless the tile is the last", () => {
    const simulator = new Simulator(groupTail({ shape: "fixed", groups: 5, groupSize: 2, certain: 2, inputs: 14 }));
    for (const [last, occupied] of [[0n, 0b111n], [1n, 0n]] as const) {
      simulator.set("tile_last", last);
      simulator.evaluate();
      expect(simulator.get("occupied")).toBe(occupied);
    }
  }); // prettier-ignore

  it("runtime: group l of the last tile holds an input if more than l·µ are left, counted when it was loaded", () => {
    const simulator = new Simulator(groupTail({ shape: "runtime", groups: 4, groupSize: 3, certain: 1, inputs: 100 }));
    for (let rest = 1; rest <= 12; rest++) {
      simulator.set("rest", BigInt(rest));
      simulator.set("pass_loaded", 1n);
      simulator.evaluate();
      simulator.clock();
      simulator.set("rest", 7n);
      simulator.set("pass_loaded", 0n);
      simulator.evaluate();
      simulator.clock();
      simulator.set("tile_last", 1n);
      simulator.evaluate();
      expect(simulator.get("occupied")).toBe(BigInt((rest > 3 ? 1 : 0) + (rest > 6 ? 2 : 0) + (rest > 9 ? 4 : 0)));
      simulator.set("tile_last", 0n);
      simulator.evaluate();
      expect(simulator.get("occupied")).toBe(0b111n);
    }
  });
});

describe("keyMask(shape)", () => {
  it("takes the sign off keys of groups without inputs, and leaves all other bits", () => {
    const simulator = new Simulator(keyMask({ groups: 3, certain: 1, keyBits: 3, maskedBits: [2] }));
    simulator.set("key_data", 0b111_111_111n);
    simulator.set("occupied", 0b10n);
    simulator.evaluate();
    expect(simulator.get("keys")).toBe(0b111_011_111n);
  });
});
