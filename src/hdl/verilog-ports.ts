import type { Module } from "./netlist.ts";
import { partlyUsedInputs } from "./unused-bits.ts";
import { range } from "./verilog-expressions.ts";
import { verilogComment } from "./verilog-text.ts";

/** How ports are printed. */
interface PortOptions {
  /** At the top of a design an interface may ask for bits that nothing reads: linters are told so. */
  readonly isTop?: boolean;
  /** Outputs that are driven by a process. */
  readonly variables?: ReadonlySet<string>;
}

interface PrintedPort {
  readonly direction: string;
  readonly range: string;
  readonly name: string;
  readonly meaning: string | undefined;
  /** Some bits are read by nothing. */
  readonly isPartlyUsed?: boolean;
}

/** The port list of a module, each with what it says. */
export function printPorts(module: Module, { isTop = false, variables = new Set() }: PortOptions = {}): string {
  const ports = portsOf(module, isTop ? partlyUsedInputs(module) : new Set<string>(), variables);
  const rangeColumn = Math.max(...ports.map((port) => port.range.length));
  const nameColumn = Math.max(...ports.map((port) => port.name.length)) + 1;
  return ports
    .map((port, i) => {
      const declared = `  ${port.direction} ${port.range.padStart(rangeColumn)}${rangeColumn > 0 ? " " : ""}`;
      const name = `${port.name}${i < ports.length - 1 ? "," : ""}`;
      const comment = port.meaning === undefined ? "" : `  ${verilogComment(port.meaning)}`;
      const text = `${declared}${name.padEnd(nameColumn)}${comment}`.trimEnd();
      return port.isPartlyUsed === true
        ? `  /* verilator lint_off UNUSEDSIGNAL */\n${text}\n  /* verilator lint_on UNUSEDSIGNAL */`
        : text;
    })
    .join("\n");
}

function portsOf(module: Module, partly: ReadonlySet<string>, variables: ReadonlySet<string>): PrintedPort[] {
  const ports: PrintedPort[] = [];
  const input = { direction: "input  wire", range: "" };
  if (module.isClocked) ports.push({ ...input, name: "clk", meaning: "rising edge" });
  if (module.isReset) ports.push({ ...input, name: "rst", meaning: "synchronous, active high" });
  for (const { name, width, meaning } of module.inputs)
    ports.push({ ...input, range: range(width), name, meaning, isPartlyUsed: partly.has(name) });
  for (const { name, width, meaning } of module.outputs) {
    const direction = variables.has(name) ? "output reg " : "output wire";
    ports.push({ direction, range: range(width), name, meaning });
  }
  return ports;
}
