import { describe, expect, it } from "vitest";
import { PortLoads } from "../../../../models/cost/delay/port-loads.ts";
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
    expect(measured.of(module, "b")).toMatchObject({ largest: 9, bits: 4 });
  });
});
