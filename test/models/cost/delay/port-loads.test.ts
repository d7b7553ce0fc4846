import { describe, expect, it } from "vitest";
import { netBuffers, PortLoads } from "../../../../models/cost/delay/port-loads.ts";
import { and, ModuleBuilder, type PortsOf } from "../../../../src/hdl/index.ts";

function gates() {
  const m = new ModuleBuilder<PortsOf<"a" | "b">>("gates", "Two words, bit by bit.");
  const [a, b] = [m.input("a", 4), m.input("b", 4)];
  return m.build({ both: and(a, b) });
}

describe("new PortLoads(measured).of(module, port)", () => {
  it("has the pins of the netlist, or those that were measured: of each bit, or one for all", () => {
    const module = gates();
    expect([...new PortLoads().of(module, "a").pins]).toEqual([1, 1, 1, 1]);
    const measured = new PortLoads((_module, port) => (port === "a" ? [3] : port === "b" ? [1, 2, 3, 9] : undefined));
    expect([...measured.of(module, "a").pins]).toEqual([3, 3, 3, 3]);
    expect([...measured.of(module, "b").pins]).toEqual([1, 2, 3, 9]);
    expect(measured.of(module, "b")).toMatchObject({ largest: 9, mean: 3.75, bits: 4 });
  });
});

describe("netBuffers(readers)", () => {
  const loads = new PortLoads();

  it("counts bit by bit for one reader: 3 copies of 2, 2, 2 and 4 pins are 6 and 12, one over the limit of 10", () => {
    expect(netBuffers([{ pins: loads.ofPins(Float64Array.of(2, 2, 2, 4), 4), copies: 3 }])).toBe(2);
  });

  it("takes the mean bit of several readers: one heavy bit does not buffer the others", () => {
    const uneven = loads.ofPins(Float64Array.of(8, 2, 2, 2), 4);
    const even = loads.ofPins(Float64Array.of(4, 4, 4, 4), 4);
    // 3.5 and 4 pins on a mean bit; 8 and 4 on the heaviest.
    expect(netBuffers([uneven, even].map((pins) => ({ pins, copies: 1 })))).toBe(0);
  });
});
