import { expect, it } from "vitest";
import { measure } from "../../../src/eda/yosys/measure.ts";
import type { Netlist } from "../../../src/eda/netlist/netlist.ts";

function netlist(modules: Readonly<Record<string, readonly string[]>>): Netlist {
  const cell = (type: string) => ({ hide_name: 0, type, parameters: {}, attributes: {}, connections: {} });
  const entries = Object.entries(modules).map(([name, types]) => {
    const cells = Object.fromEntries(types.map((type, index) => [`u${index}`, cell(type)]));
    return [name, { attributes: {}, ports: {}, netnames: {}, cells }] as const;
  });
  return { modules: Object.fromEntries(entries) };
}
const areas = new Map([
  ["NAND2", 2],
  ["INV", 1],
]);

it("measure(netlist, top, areas) multiplies areas through the hierarchy, top last", () => {
  const design = netlist({
    top: ["mid", "mid", "NAND2"],
    mid: ["leaf", "leaf", "leaf", "INV"],
    leaf: ["NAND2", "INV"],
  });
  const { areaUm2, modules, cells } = measure(design, "top", areas);
  expect(modules.map(({ name, instances, areaUm2Each }) => [name, instances, areaUm2Each])).toEqual([
    ["leaf", 6, 3],
    ["mid", 2, 1],
    ["top", 1, 2],
  ]);
  expect([areaUm2, cells]).toEqual([22, { INV: 8, NAND2: 7 }]);
});

it("measure(netlist, top, areas) names every cell without area and the module it is in", () => {
  const design = netlist({ top: ["NAND2", "$_DLATCH_P_", "MACRO", "MACRO", "$_NOT_"] });
  const message =
    "synthesis left cells that have no area:\nmodule top: 1 × $_DLATCH_P_ (latch)\n" +
    "module top: 2 × MACRO (cell without area)\nmodule top: 1 × $_NOT_ (unmapped cell)";
  expect(() => measure(design, "top", areas)).toThrow(message);
});
