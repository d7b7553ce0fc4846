import { describe, expect, it } from "vitest";
import { cutInstances } from "../../../src/eda/netlist/boundary.ts";
import type { NetlistCell, NetlistModule } from "../../../src/eda/netlist/netlist.ts";
import { moduleOf } from "./samples.ts";

const isChild = (type: string): boolean => type === "child";

/** A child that reads x (two bits) and drives y. */
function child(x: readonly number[], y: number): NetlistCell {
  return {
    hide_name: 0,
    type: "child",
    parameters: {},
    attributes: {},
    port_directions: { x: "input", y: "output" },
    connections: { x, y: [y] },
  };
}

function withCells(module: NetlistModule, cells: Readonly<Record<string, NetlistCell>>): NetlistModule {
  return { ...module, cells: { ...module.cells, ...cells } };
}

describe("cutInstances(module, isChild)", () => {
  const own = moduleOf({ a: [2, 3] }, { y: 5 }, { u0: ["INV", { A: 4, Y: 5 }] });

  it("makes what a child drives an input and what it reads an output, and keeps the module's own cells", () => {
    const { ports, cells } = cutInstances(withCells(own, { part: child([2, 3], 4) }), isChild);
    expect(ports).toEqual({
      a: { direction: "input", bits: [2, 3] },
      y: { direction: "output", bits: [5] },
      "part.x": { direction: "output", bits: [2, 3] },
      "part.y": { direction: "input", bits: [4] },
    });
    expect(Object.keys(cells)).toEqual(["u0"]);
  });

  it("puts the copies of a repeated child side by side by their numbers, not by the order of the cells", () => {
    const copies = { "part[1].u": child([20, 21], 22), "part[0].u": child([10, 11], 12) };
    const { ports } = cutInstances(withCells(own, copies), isChild);
    expect(ports["part.x"]?.bits).toEqual([10, 11, 20, 21]);
    expect(ports["part.y"]?.bits).toEqual([12, 22]);
  });

  it("leaves a module without children as it is", () => {
    expect(cutInstances(own, isChild)).toEqual(own);
  });
});
