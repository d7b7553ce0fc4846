import { readNets, type Bit, type NetlistCell, type NetlistModule } from "../netlist/netlist.ts";

/** The leaf module of emitted Verilog that stands for a full-adder cell. */
export const FULL_ADDER = "full_adder";

/** The leaf module of a half adder. */
export const HALF_ADDER = "half_adder";

/**
 * Replaces every adder that does not need a whole one, until nothing changes:
 *
 *     constant 0, two equal inputs      half adder, or wires
 *     constant 1                        XNOR and OR
 *     sum or carry not read             the gates of the other, or nothing
 *
 * so that a library's full adder cell is paid only where its three inputs and two outputs live.
 */
export function simplifyAdders(module: NetlistModule): NetlistModule {
  const work = new Simplifier(module);
  while (work.pass());
  return work.result();
}

const DIRECTIONS = { A: "input", B: "input", Y: "output" } as const;

class Simplifier {
  readonly #module: NetlistModule;
  readonly #cells: Map<string, NetlistCell>;
  readonly #replaced = new Map<Bit, Bit>();
  #nextNet: number;

  constructor(module: NetlistModule) {
    this.#module = module;
    this.#cells = new Map(Object.entries(module.cells));
    this.#nextNet = highestNet(module) + 1;
  }

  /** Looks at every adder once; true if something changed. */
  pass(): boolean {
    const used = readNets(this.#module.ports, this.#cells.values());
    const read = new Set([...used].map((bit) => this.#resolve(bit)));
    let changed = false;
    for (const [name, cell] of this.#cells) {
      if (cell.type !== FULL_ADDER && cell.type !== HALF_ADDER) continue;
      changed = this.#simplify(name, cell, read) || changed;
    }
    return changed;
  }

  result(): NetlistModule {
    const bits = (old: readonly Bit[]): readonly Bit[] => old.map((bit) => this.#resolve(bit));
    const cells = [...this.#cells].map(([name, cell]) => {
      const connections = Object.entries(cell.connections).map(([port, old]) => [port, bits(old)] as const);
      return [name, { ...cell, connections: Object.fromEntries(connections) }] as const;
    });
    const rewire = <T extends { readonly bits: readonly Bit[] }>(named: Readonly<Record<string, T>>) =>
      Object.fromEntries(Object.entries(named).map(([name, each]) => [name, { ...each, bits: bits(each.bits) }]));
    const { ports, netnames } = this.#module;
    return { ...this.#module, ports: rewire(ports), netnames: rewire(netnames), cells: Object.fromEntries(cells) };
  }

  #simplify(name: string, cell: NetlistCell, read: ReadonlySet<Bit>): boolean {
    const pin = (port: string): Bit => this.#resolve(cell.connections[port]?.[0] ?? "x");
    const [sum, carry] = [pin("sum"), pin("carry")];
    const inputs = ["a", "b", ...(cell.type === FULL_ADDER ? ["c"] : [])].map(pin);
    const [hasSum, hasCarry] = [read.has(sum), read.has(carry)];
    const ones = inputs.filter((bit) => bit === "1").length;
    const live = inputs.filter((bit) => typeof bit === "number");
    const [x = "0", y = "0", z = "0"] = live;
    const equal = live.length === 3 && (x === y || x === z || y === z);
    if (hasSum && hasCarry && live.length === inputs.length && !equal && (live.length === 3 || x !== y)) return false;

    this.#cells.delete(name);
    if (!hasSum && !hasCarry) return true;
    if (live.length === 3 && equal) {
      this.#replaced.set(carry, x === y || x === z ? x : y);
      this.#replaced.set(sum, x === y ? z : x === z ? y : x);
    } else if (live.length === 3)
      this.#threeInputs(name, [x, y, z], hasSum ? sum : undefined, hasCarry ? carry : undefined);
    else if (live.length === 2 && x === y) {
      this.#replaced.set(sum, ones === 1 ? "1" : "0");
      this.#replaced.set(carry, x);
    } else if (live.length === 2) this.#twoInputs(name, cell, [x, y], ones, hasSum, hasCarry);
    else this.#oneInput(name, x, ones, live.length, sum, carry);
    return true;
  }

  #threeInputs(name: string, [x, y, z]: readonly [Bit, Bit, Bit], sum: Bit | undefined, carry: Bit | undefined): void {
    if (sum !== undefined) this.#gate(`${name}.sum`, "$_XOR_", this.#gate(`${name}.xor`, "$_XOR_", x, y), z, sum);
    if (carry === undefined) return;
    const either = this.#gate(`${name}.or`, "$_OR_", x, y);
    const both = this.#gate(`${name}.and`, "$_AND_", x, y);
    this.#gate(`${name}.carry`, "$_OR_", both, this.#gate(`${name}.third`, "$_AND_", either, z), carry);
  }

  #twoInputs(
    name: string,
    cell: NetlistCell,
    [x, y]: readonly [Bit, Bit],
    ones: number,
    hasSum: boolean,
    hasCarry: boolean,
  ): void {
    const sum = this.#resolve(cell.connections["sum"]?.[0] ?? "x");
    const carry = this.#resolve(cell.connections["carry"]?.[0] ?? "x");
    if (ones === 0 && hasSum && hasCarry) {
      const { c: _, ...connections } = { ...cell.connections, a: [x], b: [y] } as Record<string, readonly Bit[]>;
      const { c: __, ...directions } = cell.port_directions ?? {};
      this.#cells.set(name, { ...cell, type: HALF_ADDER, connections, port_directions: directions });
      return;
    }
    if (hasSum) this.#gate(`${name}.sum`, ones === 0 ? "$_XOR_" : "$_XNOR_", x, y, sum);
    if (hasCarry) this.#gate(`${name}.carry`, ones === 0 ? "$_AND_" : "$_OR_", x, y, carry);
  }

  /** At most one live input x: sum and carry are wires, an inverter or constants. */
  #oneInput(name: string, x: Bit, ones: number, live: number, sum: Bit, carry: Bit): void {
    if (live === 0) {
      this.#replaced.set(sum, ones % 2 === 1 ? "1" : "0");
      this.#replaced.set(carry, ones >= 2 ? "1" : "0");
      return;
    }
    this.#replaced.set(carry, ones === 0 ? "0" : ones === 1 ? x : "1");
    if (ones === 1) this.#gate(`${name}.not`, "$_NOT_", x, undefined, sum);
    else this.#replaced.set(sum, x);
  }

  #gate(name: string, type: string, a: Bit, b: Bit | undefined, y: Bit = this.#fresh()): Bit {
    const connections = { A: [a], ...(b === undefined ? {} : { B: [b] }), Y: [y] };
    const { B, ...single } = DIRECTIONS;
    const directions = b === undefined ? single : { ...single, B };
    this.#cells.set(name, {
      hide_name: 1,
      type,
      parameters: {},
      attributes: {},
      port_directions: directions,
      connections,
    });
    return y;
  }

  #fresh(): number {
    this.#nextNet += 1;
    return this.#nextNet;
  }

  #resolve(bit: Bit): Bit {
    let at = bit;
    for (let next = this.#replaced.get(at); next !== undefined; next = this.#replaced.get(at)) at = next;
    return at;
  }
}

function highestNet(module: NetlistModule): number {
  let highest = 1;
  const look = (bits: readonly Bit[]): void => {
    for (const bit of bits) if (typeof bit === "number" && bit > highest) highest = bit;
  };
  for (const { bits } of Object.values(module.ports)) look(bits);
  for (const { bits } of Object.values(module.netnames)) look(bits);
  for (const { connections } of Object.values(module.cells)) Object.values(connections).forEach(look);
  return highest;
}
