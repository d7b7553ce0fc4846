import { describe, expect, it } from "vitest";
import { netBuffers, type NetLoad } from "../../../../models/cost/delay/net-loads.ts";
import { PortLoads } from "../../../../models/cost/delay/port-loads.ts";

const loads = new PortLoads();

/** A reader of as many bits as there are pins, from bit `low` on. */
function reader(pins: readonly number[], copies = 1, low = 0): NetLoad {
  return { pins: loads.ofPins(Float64Array.from(pins), pins.length), copies, low, bits: pins.length };
}

describe("netBuffers(readers)", () => {
  it("counts bit by bit: 3 copies of 2, 2, 2 and 4 pins are 6 and 12, one over the limit of 10", () => {
    expect(netBuffers([reader([2, 2, 2, 4], 3)])).toBe(2);
  });

  it("counts several readers bit by bit, too: 8 and 4 pins are over the limit, 2 and 4 are not", () => {
    expect(netBuffers([reader([8, 2, 2, 2]), reader([4, 4, 4, 4])])).toBe(2);
    expect(netBuffers([reader([2, 2, 2, 2]), reader([4, 4, 4, 4])])).toBe(0);
  });

  it("counts a reader on the bits that it reads", () => {
    const all = reader([6, 6, 6, 6, 6]);
    // Bits 1 and 2 of 5, or bits 3 and 4; one of these bits is heavy.
    for (const low of [1, 3]) expect(netBuffers([all, reader([5, 4], 1, low)])).toBe(2);
    expect(netBuffers([all, reader([5, 5], 1, 3)])).toBe(4);
  });

  it("has none where each bit is dealt out to one copy", () => {
    const dealt: NetLoad = { ...reader([9, 30]), bits: 8 };
    expect(netBuffers([dealt])).toBe(0);
    // 9 + 2 and 30 + 2 pins on four bits each.
    expect(netBuffers([dealt, reader([2, 2, 2, 2, 2, 2, 2, 2])])).toBe(4 * 2 + 4 * 2);
  });

  it("has none on a net that nothing reads", () => {
    expect(netBuffers([])).toBe(0);
  });
});
