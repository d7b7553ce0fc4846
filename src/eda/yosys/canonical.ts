import type { Bit, NetlistCell, NetlistModule } from "../netlist/netlist.ts";

/** Inputs that may be swapped; the order in which Yosys met them must not decide how ABC maps the module. */
const COMMUTATIVE: Readonly<Record<string, readonly string[]>> = {
  $_AND_: ["A", "B"],
  $_NAND_: ["A", "B"],
  $_OR_: ["A", "B"],
  $_NOR_: ["A", "B"],
  $_XOR_: ["A", "B"],
  $_XNOR_: ["A", "B"],
  full_adder: ["a", "b", "c"],
  full_adder_dual: ["a", "b", "c"],
  half_adder: ["a", "b"],
};

/** Rounds in which a register's signature comes to stand for what it loads. */
const ROUNDS = 3;

/**
 * The same module with its cells in the order of a walk from the output ports and numbered anew, swappable inputs in the
 * order of what they compute. What a module is mapped to then depends on the module alone, not on its surroundings.
 */
export function canonicalise(module: NetlistModule): NetlistModule {
  const signatures = signaturesOf(module);
  const ordered = Object.fromEntries(
    Object.entries(module.cells).map(([name, cell]) => [name, orderInputs(cell, signatures)]),
  );
  return renumber({ ...module, cells: ordered }, signatures);
}

function orderInputs(cell: NetlistCell, signatures: ReadonlyMap<Bit, number>): NetlistCell {
  const ports = COMMUTATIVE[cell.type];
  if (ports === undefined) return cell;
  const bits = ports.map((port) => cell.connections[port]?.[0] as Bit);
  const sorted = bits.toSorted((a, b) => (signatures.get(a) ?? 0) - (signatures.get(b) ?? 0));
  return {
    ...cell,
    connections: { ...cell.connections, ...Object.fromEntries(ports.map((port, i) => [port, [sorted[i] as Bit]])) },
  };
}

/** Mixes two 32-bit numbers (the multipliers are those of MurmurHash3's finaliser). */
function mix(a: number, b: number): number {
  let h = Math.imul(a ^ (b + 0x9e3779b9), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

function hashText(text: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

const isRegister = (cell: NetlistCell): boolean => /FF|flip_flop/.test(cell.type);

/** Bit → a number that stands for what it computes from the ports. */
function signaturesOf(module: NetlistModule): Map<Bit, number> {
  const drivers = driversOf(module);
  let registers = new Map<Bit, number>();
  let signatures = new Map<Bit, number>();
  for (let round = 0; round < ROUNDS; round++) {
    signatures = new Map<Bit, number>();
    for (const [port, { direction, bits }] of Object.entries(module.ports)) {
      if (direction === "input") bits.forEach((bit, i) => signatures.set(bit, mix(hashText(port), i)));
    }
    const known = signatures;
    const before = registers;
    const signature = (bit: Bit): number => {
      if (typeof bit !== "number") return hashText(bit);
      const found = known.get(bit);
      if (found !== undefined) return found;
      const driver = drivers.get(bit);
      known.set(bit, before.get(bit) ?? 0); // a loop through a child module ends here
      const value = driver === undefined ? 0 : cellSignature(driver, bit, before, signature);
      known.set(bit, value);
      return value;
    };
    registers = new Map();
    for (const cell of Object.values(module.cells)) {
      for (const bit of outputBits(cell)) signature(bit);
      const data = cell.connections["D"]?.[0];
      const output = cell.connections["Q"]?.[0];
      if (isRegister(cell) && data !== undefined && output !== undefined)
        registers.set(output, mix(7, signature(data)));
    }
  }
  return signatures;
}

function cellSignature(
  { cell, port, index }: Driver,
  bit: Bit,
  registers: ReadonlyMap<Bit, number>,
  signature: (bit: Bit) => number,
): number {
  if (isRegister(cell)) return registers.get(bit) ?? 1;
  const swappable = COMMUTATIVE[cell.type] ?? [];
  const unordered = swappable.map((name) => signature(cell.connections[name]?.[0] as Bit)).toSorted((a, b) => a - b);
  let value = mix(hashText(cell.type), mix(hashText(port), index));
  for (const each of unordered) value = mix(value, each);
  for (const [name, bits] of Object.entries(cell.connections)) {
    if (cell.port_directions?.[name] === "output" || swappable.includes(name)) continue;
    for (const each of bits) value = mix(value, signature(each));
  }
  return value;
}

interface Driver {
  readonly name: string;
  readonly cell: NetlistCell;
  readonly port: string;
  readonly index: number;
}

function driversOf(module: NetlistModule): Map<Bit, Driver> {
  const drivers = new Map<Bit, Driver>();
  for (const [name, cell] of Object.entries(module.cells)) {
    for (const [port, bits] of Object.entries(cell.connections)) {
      if (cell.port_directions?.[port] === "output")
        bits.forEach((bit, index) => drivers.set(bit, { name, cell, port, index }));
    }
  }
  return drivers;
}

function outputBits(cell: NetlistCell): readonly Bit[] {
  return Object.entries(cell.connections).flatMap(([port, bits]) =>
    cell.port_directions?.[port] === "output" ? bits : [],
  );
}

/** Cells and nets numbered in the order of a walk from the outputs towards the inputs. */
function renumber(module: NetlistModule, signatures: ReadonlyMap<Bit, number>): NetlistModule {
  const drivers = driversOf(module);
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = (start: Bit): void => {
    const stack: { readonly name: string; readonly inputs: readonly Bit[]; next: number }[] = [];
    const enter = (bit: Bit): void => {
      const driver = drivers.get(bit);
      if (driver === undefined || seen.has(driver.name)) return;
      seen.add(driver.name);
      stack.push({ name: driver.name, inputs: inputBits(driver.cell), next: 0 });
    };
    enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const input = top.inputs[top.next++];
      if (input !== undefined) enter(input);
      else order.push((stack.pop() as { readonly name: string }).name);
    }
  };
  for (const { direction, bits } of Object.values(module.ports)) if (direction !== "input") bits.forEach(visit);
  const left = Object.entries(module.cells)
    .map(([name, cell]) => ({ name, key: Math.min(...outputBits(cell).map((bit) => signatures.get(bit) ?? 0)) }))
    .toSorted((a, b) => a.key - b.key);
  for (const { name } of left) for (const bit of outputBits(module.cells[name] as NetlistCell)) visit(bit);
  return withNumbers(module, order);
}

function inputBits(cell: NetlistCell): readonly Bit[] {
  return Object.entries(cell.connections).flatMap(([port, bits]) =>
    cell.port_directions?.[port] === "output" ? [] : bits,
  );
}

/** Yosys numbers nets from 2. */
const FIRST_NET = 2;

function withNumbers(module: NetlistModule, order: readonly string[]): NetlistModule {
  const numbers = new Map<number, number>();
  const renamed = (bits: readonly Bit[]): Bit[] =>
    bits.map((bit) => {
      if (typeof bit !== "number") return bit;
      const known = numbers.get(bit) ?? FIRST_NET + numbers.size;
      numbers.set(bit, known);
      return known;
    });
  const ports = Object.fromEntries(
    Object.entries(module.ports).map(([name, port]) => [name, { ...port, bits: renamed(port.bits) }]),
  );
  const cells = Object.fromEntries(
    order.map((name, i) => {
      const cell = module.cells[name] as NetlistCell;
      const connections = Object.entries(cell.connections).map(([port, bits]) => [port, renamed(bits)]);
      const isInstance = !cell.type.startsWith("$") && !(cell.type in COMMUTATIVE) && !isRegister(cell);
      return [isInstance ? name : `c${i}`, { ...cell, attributes: {}, connections: Object.fromEntries(connections) }];
    }),
  );
  const netnames = Object.fromEntries(
    Object.entries(ports).map(([name, { bits }]) => [name, { hide_name: 0, bits, attributes: {} }]),
  );
  return { ...module, ports, cells, netnames };
}
