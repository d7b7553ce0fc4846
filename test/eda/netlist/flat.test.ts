import { describe, expect, it } from "vitest";
import { CheckError } from "../../../src/core/errors.ts";
import { cellPath, flatten, ONE_NET, ZERO_NET, type FlatNetlist } from "../../../src/eda/netlist/flat.ts";
import { moduleOf, netlistOf, tinyTechnology } from "./samples.ts";

const technology = tinyTechnology();

function portNets(flat: FlatNetlist, name: string): readonly number[] {
  return Array.from(flat.ports.find((port) => port.name === name)?.nets ?? []);
}

/** Pin name → net of the cell with this path. */
function pinsOf(flat: FlatNetlist, path: string): Readonly<Record<string, number>> {
  const found = flat.cells.find((cell) => cellPath(flat, cell) === path);
  return Object.fromEntries((found?.cell.pins ?? []).map(({ name }, i) => [name, found?.nets[i] ?? NaN]));
}

describe("flatten(netlist, top, technology)", () => {
  it("names cells by their instances and joins nets across the borders", () => {
    const inner = moduleOf({ a: 2 }, { y: 3 }, { g: ["INV", { A: 2, Y: 3 }] });
    const middle = moduleOf(
      { i: 7 },
      { o: 9 },
      { first: ["inner", { a: 7, y: 8 }], second: ["inner", { a: 8, y: 9 }] },
    );
    const top = moduleOf({ x: 2 }, { z: 3 }, { m: ["middle", { i: 2, o: 3 }] });
    const flat = flatten(netlistOf({ inner, middle, top }), "top", technology);
    expect(flat.cells.map((cell) => cellPath(flat, cell))).toEqual(["m/first/g", "m/second/g"]);
    expect(flat.instances.map(({ path, module }) => `${path}:${module}`)).toEqual([
      ":top",
      "m:middle",
      "m/first:inner",
      "m/second:inner",
    ]);
    expect(pinsOf(flat, "m/first/g")["A"]).toBe(portNets(flat, "x")[0]);
    expect(pinsOf(flat, "m/first/g")["Y"]).toBe(pinsOf(flat, "m/second/g")["A"]);
    expect(pinsOf(flat, "m/second/g")["Y"]).toBe(portNets(flat, "z")[0]);
  });

  it("makes one net of a wire through a module, also through two in a row", () => {
    const wire = moduleOf({ a: [2, 3] }, { y: [3, 2] }, {});
    const top = moduleOf(
      { x: [2, 3] },
      { z: [6, 7] },
      { w: ["wire", { a: [2, 3], y: [4, 5] }], v: ["wire", { a: [4, 5], y: [6, 7] }] },
    );
    const flat = flatten(netlistOf({ wire, top }), "top", technology);
    expect(portNets(flat, "z")).toEqual(portNets(flat, "x"));
  });

  it("makes outputs that are constant in a child the constants' nets outside", () => {
    const child = moduleOf({}, { y: ["0", "1", "x"] }, {});
    const top = moduleOf({}, { z: [2, 3, 4], k: "1" }, { c: ["child", { y: [2, 3, 4] }], u: ["INV", { A: 3, Y: 9 }] });
    const flat = flatten(netlistOf({ child, top }), "top", technology);
    expect(portNets(flat, "z")).toEqual([ZERO_NET, ONE_NET, ZERO_NET]);
    expect(portNets(flat, "k")).toEqual([ONE_NET]);
    expect(pinsOf(flat, "u")["A"]).toBe(ONE_NET);
  });

  it("carries a constant of the parent into the child", () => {
    const child = moduleOf({ a: 2 }, { y: 3 }, { g: ["INV", { A: 2, Y: 3 }] });
    const flat = flatten(
      netlistOf({ child, top: moduleOf({}, { z: 5 }, { c: ["child", { a: "1", y: 5 }] }) }),
      "top",
      technology,
    );
    expect(pinsOf(flat, "c/g")["A"]).toBe(ONE_NET);
  });

  it("gives an output that is not connected a net of its own, an input -1", () => {
    const top = moduleOf({ x: 2 }, {}, { u: ["NAND2", { A: 2 }], v: ["INV", { A: 2 }] });
    const flat = flatten(netlistOf({ top }), "top", technology);
    expect(pinsOf(flat, "u")["B"]).toBe(-1);
    expect(flat.nameOf(pinsOf(flat, "u")["Y"] ?? -1)).toBe("u.Y");
    expect(pinsOf(flat, "u")["Y"]).not.toBe(pinsOf(flat, "v")["Y"]);
  });

  it("names nets by the instance and pin, or by the port", () => {
    const inner = moduleOf({ a: 2 }, { y: 4 }, { g: ["INV", { A: 2, Y: 3 }], h: ["INV", { A: 3, Y: 4 }] });
    const flat = flatten(
      netlistOf({ inner, top: moduleOf({ x: [2, 3] }, { z: 5 }, { i: ["inner", { a: 3, y: 5 }] }) }),
      "top",
      technology,
    );
    expect(flat.nameOf(pinsOf(flat, "i/g")["Y"] ?? -1)).toBe("i/g.Y");
    expect(flat.nameOf(pinsOf(flat, "i/g")["A"] ?? -1)).toBe("x[1]");
  });

  it("refuses a cell that is no cell and no module, and a missing top, by name", () => {
    const top = moduleOf({ x: 2 }, {}, { u: ["$_AND_", { A: 2 }] });
    expect(() => flatten(netlistOf({ top }), "top", technology)).toThrow("module top: u is a $_AND_, no cell of tiny");
    expect(() => flatten(netlistOf({ top }), "other", technology)).toThrow(CheckError);
  });
});
