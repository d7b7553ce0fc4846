import type { Module } from "./netlist.ts";
import { partlyUsedInputs } from "./unused-bits.ts";
import { range } from "./verilog-expressions.ts";

/** The port list of a module. At the top of a design an interface may ask for bits that nothing reads: linters are told so. */
export function printPorts(module: Module, isTop: boolean): string {
  const ports: PrintedPort[] = [];
  if (module.isClocked) ports.push({ direction: "input ", range: "", name: "clk" });
  if (module.isReset) ports.push({ direction: "input ", range: "", name: "rst" });
  const partly = isTop ? partlyUsedInputs(module) : new Set<string>();
  for (const { name, width } of module.inputs)
    ports.push({ direction: "input ", range: range(width), name, isPartlyUsed: partly.has(name) });
  for (const { name, width } of module.outputs) ports.push({ direction: "output", range: range(width), name });
  const column = Math.max(...ports.map((port) => port.range.length));
  return ports
    .map((port, i) => {
      const text = `  ${port.direction} ${port.range.padStart(column)}${column > 0 ? " " : ""}${port.name}`;
      const comma = i < ports.length - 1 ? "," : "";
      return port.isPartlyUsed === true
        ? `  /* verilator lint_off UNUSEDSIGNAL */\n${text}${comma}\n  /* verilator lint_on UNUSEDSIGNAL */`
        : `${text}${comma}`;
    })
    .join("\n");
}

interface PrintedPort {
  readonly direction: string;
  readonly range: string;
  readonly name: string;
  /** Some bits are read by nothing. */
  readonly isPartlyUsed?: boolean;
}
