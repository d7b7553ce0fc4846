import { CheckError } from "../../core/errors.ts";
import { isBlackbox, type Bit, type Netlist, type NetlistModule } from "./netlist.ts";
import { netNames, plainName, type NetNames } from "./net-names.ts";

export { plainName } from "./net-names.ts";

/**
 * Structural Verilog of a mapped netlist: library cells and instances of modules, children before parents; ports as vectors,
 * other nets one by one. Names are plain identifiers, so that every timing tool and simulator reads it: `fetch[3].u` becomes
 * `fetch_3_u`, see `plainName`. Constants and wires through a module become `assign`.
 * @throws {CheckError} if a module is missing or two names of a module become the same
 */
export function printNetlist(netlist: Netlist, top: string): string {
  const printed = new Set<string>();
  const texts: string[] = [];
  const visit = (name: string): void => {
    if (printed.has(name)) return;
    printed.add(name);
    const module = netlist.modules[name];
    if (module === undefined) throw new CheckError(`the netlist has no module ${name}`);
    const isModule = (type: string): boolean => {
      const child = netlist.modules[type];
      return child !== undefined && !isBlackbox(child);
    };
    for (const { type } of Object.values(module.cells)) if (isModule(type)) visit(type);
    texts.push(printModule(name, module, isModule));
  };
  visit(top);
  return texts.join("\n");
}

function printModule(name: string, module: NetlistModule, isModule: (type: string) => boolean): string {
  const nets = netNames(module, plainNames(name, module));
  const ports = Object.entries(module.ports).map(
    ([port, { direction, bits }]) => `  ${direction} ${range(bits)}${plainName(port)}`,
  );
  const cells = Object.entries(module.cells).map(([cell, { type, connections }]) => {
    const pins = Object.entries(connections).map(([pin, bits]) => `.${plainName(pin)}(${expression(bits, nets)})`);
    const [open, between, close] = isModule(type) ? ["(\n    ", ",\n    ", "\n  )"] : ["(", ", ", ")"];
    return `  ${plainName(type)} ${plainName(cell)} ${open}${pins.join(between)}${close};`;
  });
  return [
    `module ${plainName(name)} (${ports.length === 0 ? "" : `\n${ports.join(",\n")}\n`});`,
    ...wireLines(nets.wires),
    ...nets.assigns.map(([to, from]) => `  assign ${to} = ${from};`),
    ...cells,
    "endmodule",
    "",
  ].join("\n");
}

/** Names of ports and cells, which must differ. */
function plainNames(module: string, { ports, cells }: NetlistModule): ReadonlySet<string> {
  const taken = new Map<string, string>();
  for (const name of [...Object.keys(ports), ...Object.keys(cells)]) {
    const plain = plainName(name);
    const other = taken.get(plain);
    if (other !== undefined)
      throw new CheckError(`module ${module}: ${other} and ${name} would both be named ${plain}`);
    taken.set(plain, name);
  }
  return new Set(taken.keys());
}

function range(bits: readonly Bit[]): string {
  return bits.length === 1 ? "" : `[${bits.length - 1}:0] `;
}

/** Wires on a line. */
const WIRES = 12;

function wireLines(wires: readonly string[]): readonly string[] {
  return Array.from({ length: Math.ceil(wires.length / WIRES) }, (_, line) => {
    return `  wire ${wires.slice(line * WIRES, (line + 1) * WIRES).join(", ")};`;
  });
}

/** A net, or a concatenation, highest bit first; neighbouring bits of a port become a slice, all of them the port. Open: "". */
function expression(bits: readonly Bit[], nets: NetNames): string {
  const parts: string[] = [];
  for (let high = bits.length - 1; high >= 0;) {
    const { text, width } = slice(bits, high, nets);
    parts.push(text);
    high -= width;
  }
  return parts.length > 1 ? `{${parts.join(", ")}}` : (parts[0] ?? "");
}

/** The longest run of bits of one port downwards from `high`. */
function slice(bits: readonly Bit[], high: number, nets: NetNames): { readonly text: string; readonly width: number } {
  const first = nets.of(bits[high] ?? "x");
  let width = 1;
  while (first.port !== undefined && high - width >= 0) {
    const next = nets.of(bits[high - width] ?? "x");
    if (next.port !== first.port || next.index !== first.index - width) break;
    width++;
  }
  if (first.port === undefined || width === 1) return { text: first.text, width };
  const low = first.index - width + 1;
  return { text: width === first.port.bits ? first.port.name : `${first.port.name}[${first.index}:${low}]`, width };
}
