import { modulesOf } from "./module.ts";
import type { AdderLeaf, Module } from "./netlist.ts";
import type { DesignHeader } from "./verilog-file.ts";
import { printClockGate, printFullAdder, printHalfAdder } from "./verilog-leaves.ts";
import { printModule } from "./verilog-module.ts";
import { visitNodes } from "./walk.ts";

/**
 * Module tree → Verilog-2005. Text depends on nothing but the tree and the header: the same tree gives the same bytes. One
 * file per module, named after it; adder leaves are instances of `full_adder` and `half_adder`,
 * clock gates of `clock_gate`.
 */

/** File name → text, children first, adder leaves before all. `header` says in every file which design it belongs to. */
export function printVerilog(top: Module, header?: DesignHeader): Record<string, string> {
  const files: Record<string, string> = {};
  const modules = modulesOf(top);
  const leaves = modules.flatMap((module) => [...adderLeaves(module)]);
  const options = { header, top: top.name };
  if (leaves.some((leaf) => leaf.c !== undefined)) files["full_adder.v"] = printFullAdder(options);
  if (leaves.some((leaf) => leaf.c === undefined)) files["half_adder.v"] = printHalfAdder(options);
  if (modules.some(({ clockGates }) => clockGates.length > 0)) files["clock_gate.v"] = printClockGate(options);
  for (const module of modules) files[`${module.name}.v`] = printModule(module, options);
  return files;
}

function adderLeaves(module: Module): Set<AdderLeaf> {
  const leaves = new Set<AdderLeaf>();
  visitNodes(module, (signal) => {
    if (signal.kind === "adderOutput") leaves.add(signal.leaf);
  });
  return leaves;
}
