import type { Bit, NetlistModule } from "./netlist.ts";

/** The name of a module, port or cell in the Verilog: what is no letter, digit or `_` becomes `_`. */
export function plainName(name: string): string {
  const plain = name.replaceAll(/\W+/g, "_");
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
}

/** How a bit is written. */
export interface NetName {
  readonly text: string;
  /** The port it is a bit of, with its number of bits; undefined for wires and constants. */
  readonly port?: { readonly name: string; readonly bits: number };
  /** Which bit of the port; 0 otherwise. */
  readonly index: number;
}

/** Names of the nets of a module: a port's bit where there is one, else a wire `n<number>`. */
export interface NetNames {
  readonly wires: readonly string[];
  /** Output bits that another name or a constant drives: [to, from]. */
  readonly assigns: readonly (readonly [string, string])[];
  of(bit: Bit): NetName;
}

/** Names every net. @param taken names of ports and cells, which wires must not have */
export function netNames(module: NetlistModule, taken: ReadonlySet<string>): NetNames {
  const names = new Map<Bit, NetName>();
  const assigns: (readonly [string, string])[] = [];
  const namePort = (port: string, bits: readonly Bit[], isOutput: boolean): void => {
    const own = { name: plainName(port), bits: bits.length };
    bits.forEach((bit, index) => {
      const text = bits.length === 1 ? own.name : `${own.name}[${index}]`;
      const known = typeof bit === "number" ? names.get(bit)?.text : constant(bit).text;
      if (known === undefined) names.set(bit, { text, port: own, index });
      else if (isOutput) assigns.push([text, known]);
    });
  };
  const ports = Object.entries(module.ports);
  for (const [port, { direction, bits }] of ports) if (direction !== "output") namePort(port, bits, false);
  for (const [port, { direction, bits }] of ports) if (direction === "output") namePort(port, bits, true);

  const wires: string[] = [];
  for (const { connections } of Object.values(module.cells)) {
    for (const bit of Object.values(connections).flat()) {
      if (typeof bit !== "number" || names.has(bit)) continue;
      const text = freeName(`n${bit}`, taken);
      names.set(bit, { text, index: 0 });
      wires.push(text);
    }
  }
  return { wires, assigns, of: (bit) => (typeof bit === "number" ? names.get(bit) : undefined) ?? constant(bit) };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  while (taken.has(name)) name += "_";
  return name;
}

/** Yosys's `x` and `z` may be anything; 0 it is, as in `flatten`. */
function constant(bit: Bit): NetName {
  return { text: bit === "1" ? "1'b1" : "1'b0", index: 0 };
}
