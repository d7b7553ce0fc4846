import { ToolError } from "../../core/errors.ts";

/** A net, or a constant. */
export type Bit = number | "0" | "1" | "x" | "z";

/** A cell or an instance of a module, as Yosys writes it. */
export interface NetlistCell {
  readonly hide_name: number;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly port_directions?: Readonly<Record<string, "input" | "output" | "inout">>;
  readonly connections: Readonly<Record<string, readonly Bit[]>>;
}

/** A module, as Yosys writes it. */
export interface NetlistModule {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly ports: Readonly<Record<string, { readonly direction: string; readonly bits: readonly Bit[] }>>;
  readonly cells: Readonly<Record<string, NetlistCell>>;
  readonly netnames: Readonly<Record<string, { readonly bits: readonly Bit[] }>>;
}

/** What Yosys's `write_json` writes and `read_json` reads. */
export interface Netlist {
  readonly modules: Readonly<Record<string, NetlistModule>>;
}

/**
 * Parses the output of `write_json`.
 * @throws ToolError if it is not one
 */
export function parseNetlist(text: string | undefined): Netlist {
  const json: unknown = text === undefined ? undefined : JSON.parse(text);
  if (typeof json !== "object" || json === null || !("modules" in json)) {
    throw new ToolError("Yosys wrote no netlist", text?.slice(0, 200) ?? "");
  }
  return json as Netlist;
}

/** A module that is only a shape (a library cell, an adder leaf), not to be synthesised. */
export function isBlackbox(module: NetlistModule): boolean {
  return "blackbox" in module.attributes || "whitebox" in module.attributes;
}

/** Nets that something reads: inputs of cells and output ports of the module. */
export function readNets(ports: NetlistModule["ports"], cells: Iterable<NetlistCell>): Set<Bit> {
  const used = new Set<Bit>();
  for (const { direction, bits } of Object.values(ports)) {
    if (direction !== "input") for (const bit of bits) used.add(bit);
  }
  for (const { port_directions: directions, connections } of cells) {
    for (const [port, bits] of Object.entries(connections)) {
      if (directions?.[port] !== "output") for (const bit of bits) used.add(bit);
    }
  }
  return used;
}
