import type { TechnologyCell } from "./technology.ts";
import { literal, TABLES, truthTable, type TruthTable } from "./truth-table.ts";

/** A flip-flop synthesis can use: one data pin, rising clock edge; asynchronous pins are tied to their idle value. */
export interface PlainFlipFlop {
  readonly cell: TechnologyCell;
  readonly clock: string;
  readonly data: string;
  readonly output: string;
  /** The output gives the complement of what the data pin was at the clock edge. */
  readonly inverting: boolean;
  /** Asynchronous clear and preset pins with the value that leaves the flip-flop alone. */
  readonly idle: readonly { readonly pin: string; readonly value: 0 | 1 }[];
}

/** The cell with the smallest area; ties go to the smaller leakage, then to the name, so that the choice is stable. */
export function cheapest<T extends TechnologyCell>(cells: readonly T[]): T | undefined {
  return [...cells].toSorted(
    (a, b) => a.areaUm2 - b.areaUm2 || (a.leakageNw ?? 0) - (b.leakageNw ?? 0) || (a.name < b.name ? -1 : 1),
  )[0];
}

/** Combinational cells synthesis may use. */
export function usableGates(cells: readonly TechnologyCell[]): readonly TechnologyCell[] {
  return cells.filter((cell) => cell.kind === "combinational" && !cell.dontUse);
}

/** Usable gates whose output has exactly this truth table over their inputs, in pin order. */
export function gatesWithTable(cells: readonly TechnologyCell[], table: TruthTable): readonly TechnologyCell[] {
  return usableGates(cells).filter((cell) => tableOf(cell) === table);
}

/** The cheapest gate of each logic function; two cells that differ only in the order of their pins are one function. */
export function cheapestGates(cells: readonly TechnologyCell[]): readonly TechnologyCell[] {
  const families = new Map<string, TechnologyCell[]>();
  for (const cell of usableGates(cells)) {
    const table = tableOf(cell);
    if (table === TABLES.buffer) continue; // nothing here needs driving strength
    const key = pinOrderFree(cell);
    families.set(key, [...(families.get(key) ?? []), cell]);
  }
  return [...families.values()].flatMap((family) => cheapest(family) ?? []);
}

/** Flip-flops that synthesis may use. */
export function plainFlipFlops(cells: readonly TechnologyCell[]): readonly PlainFlipFlop[] {
  return cells.filter((cell) => cell.kind === "flip-flop" && !cell.dontUse).flatMap((cell) => asPlain(cell) ?? []);
}

/** The smallest flip-flop; an inverting one counts with an inverter only if a non-inverting one is as small. */
export function cheapestFlipFlop(cells: readonly TechnologyCell[]): PlainFlipFlop | undefined {
  const plain = plainFlipFlops(cells);
  const smallest = Math.min(...plain.map(({ cell }) => cell.areaUm2));
  const candidates = plain.filter(({ cell }) => cell.areaUm2 === smallest);
  const direct = candidates.filter(({ inverting }) => !inverting);
  const pool = direct.length > 0 ? direct : candidates;
  const cell = cheapest(pool.map((each) => each.cell));
  return pool.find((each) => each.cell === cell);
}

/** The flip-flop as synthesis uses it; undefined for falling clocks, enables, scan and multi-input data. */
export function asPlain(cell: TechnologyCell): PlainFlipFlop | undefined {
  const { flipFlop } = cell;
  if (flipFlop === undefined) return undefined;
  const clock = literal(flipFlop.clockedOn);
  const next = literal(flipFlop.nextState);
  if (clock === undefined || clock.inverted || next === undefined) return undefined;
  const outputs = cell.pins.flatMap((pin) => {
    const state = pin.direction === "output" ? literal(pin.function ?? "") : undefined;
    if (state === undefined || !flipFlop.state.includes(state.pin)) return [];
    const complemented = (state.pin === flipFlop.state[1]) !== state.inverted;
    return [{ output: pin.name, inverting: complemented !== next.inverted }];
  });
  const output = outputs.find(({ inverting }) => !inverting) ?? outputs[0];
  if (output === undefined) return undefined;
  const asynchronous = [flipFlop.clear, flipFlop.preset].flatMap((text) => (text === undefined ? [] : [literal(text)]));
  const idle = asynchronous.flatMap((pin) =>
    pin === undefined ? [] : [{ pin: pin.pin, value: pin.inverted ? (1 as const) : (0 as const) }],
  );
  const inputs = cell.pins.filter((pin) => pin.direction === "input").length;
  if (inputs !== 2 + idle.length) return undefined;
  return { cell, clock: clock.pin, data: next.pin, ...output, idle };
}

function inputNames(cell: TechnologyCell): readonly string[] {
  return cell.pins.filter((pin) => pin.direction === "input").map((pin) => pin.name);
}

function tableOf(cell: TechnologyCell): TruthTable | undefined {
  const output = cell.pins.find((pin) => pin.direction === "output");
  return output?.function === undefined ? undefined : truthTable(output.function, inputNames(cell));
}

/** Results of `firstOrder`: a library has many cells of one function. */
const firstOrders = new Map<string, string>();

/** The same text for cells of the same function up to the order of their inputs; over 6 inputs the order counts. */
function pinOrderFree(cell: TechnologyCell): string {
  const inputs = inputNames(cell).length;
  const table = tableOf(cell) ?? "";
  if (inputs > 6) return `${inputs}:${table}`;
  const known = firstOrders.get(table) ?? firstOrder(table, inputs);
  firstOrders.set(table, known);
  return `${inputs}:${known}`;
}

/** The alphabetically first truth table over all orders of the inputs (at most 6! = 720 small tables). */
function firstOrder(table: TruthTable, inputs: number): TruthTable {
  let first = table;
  for (const order of ordersOf(inputs)) {
    for (let state = 0; state < table.length; state += 1) {
      const bit = permutedBit(table, order, state);
      if (bit > (first[state] ?? "")) break;
      if (bit === first[state]) continue;
      first = Array.from(table, (_, each) => permutedBit(table, order, each)).join("");
      break;
    }
  }
  return first;
}

function permutedBit(table: TruthTable, order: readonly number[], state: number): string {
  let source = 0;
  for (let to = 0; to < order.length; to += 1) source |= ((state >> to) & 1) << (order[to] ?? 0);
  return table[source] ?? "";
}

const knownOrders = new Map<number, readonly (readonly number[])[]>();

function ordersOf(inputs: number): readonly (readonly number[])[] {
  const orders = knownOrders.get(inputs) ?? permutations(Array.from({ length: inputs }, (_, index) => index));
  knownOrders.set(inputs, orders);
  return orders;
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((head) => permutations(items.filter((item) => item !== head)).map((tail) => [head, ...tail]));
}
