import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { CheckError } from "../../core/errors.ts";
import { GateList, ONE, ZERO } from "../../hdl/gate-list.ts";
import { GatedRegisters, run, schedule, type Program } from "../../hdl/simulate.ts";
import { popcount } from "../../hdl/toggles.ts";
import { literal, truthTable } from "../../../models/technology/truth-table.ts";
import { ONE_NET, ZERO_NET, type FlatCell, type FlatNetlist } from "../netlist/flat.ts";
import type { CellOrder } from "../timing/order.ts";
import { Clocks } from "./clocks.ts";

/** Independent simulations side by side, one per bit of a word. */
export const LANES = 32;

/** Transitions and ones of nets, summed over lanes. */
export class ToggleCounts {
  readonly toggles: Float64Array;
  readonly ones: Float64Array;
  /** Ticks of clocks; 0 of other nets. */
  readonly clockTicks: Float64Array;
  cycles = 0;

  constructor(nets: number) {
    this.toggles = new Float64Array(nets);
    this.ones = new Float64Array(nets);
    this.clockTicks = new Float64Array(nets);
  }

  /** Mean transitions per cycle of each net. */
  perCycle(): Float64Array {
    return this.toggles.map((count) => count / (LANES * Math.max(1, this.cycles)));
  }

  /** Part of the cycles in which each net that is a clock ticks. */
  ticks(): Float64Array {
    return this.clockTicks.map((count) => count / (LANES * Math.max(1, this.cycles)));
  }

  /** Part of the cycles in which each net is 1. */
  duty(): Float64Array {
    return this.ones.map((count) => count / (LANES * Math.max(1, this.cycles)));
  }
}

/**
 * Zero-delay simulation of a mapped netlist: no glitches, one settled value per net and cycle, for 32 streams at once.
 * The logic of cells is that of the Liberty functions; flip-flops start at 0. The clock ticks in every cycle and lane, or where
 * the port `clk` is set to say so; behind clock gates, where these are open, too.
 */
export class NetlistSimulator {
  readonly #netlist: FlatNetlist;
  /** Gate that carries each net. */
  readonly #gateOf: Int32Array;
  readonly #program: Program;
  readonly #values: Int32Array;
  readonly #registers: Int32Array;
  readonly #nexts: Int32Array;
  readonly #loaded: Int32Array;
  readonly #gated: GatedRegisters;
  /** Clock nets, and the gates that say where each ticks. */
  readonly #clockNets: readonly (readonly [net: number, tick: number])[];
  /** What the port of the clock says; 1: every cycle. */
  readonly #clockPort: number;
  readonly #ports: ReadonlyMap<string, Int32Array>;
  readonly #before: Int32Array;

  /** @throws {CheckError} naming a cell whose function is not known */
  constructor(netlist: FlatNetlist, order: CellOrder) {
    const gates = new GateList();
    const gateOf = new Int32Array(netlist.nets).fill(ZERO);
    gateOf[ZERO_NET] = ZERO;
    gateOf[ONE_NET] = ONE;
    for (const { direction, nets } of netlist.ports) {
      if (direction === "input") for (const net of nets) if (net > ONE_NET) gateOf[net] = gates.input();
    }
    const states = new Map<number, number>();
    for (const index of order.flipFlops) states.set(index, makeState(netlist.cells[index]!, gates, gateOf));
    for (const index of order.combinational) makeLogic(netlist.cells[index]!, gates, gateOf);
    const clocks = new Clocks(netlist, order, gates, gateOf);
    for (const [index, state] of states)
      gates.drive(state, nextOf(netlist.cells[index]!, gates, gateOf), clocks.tickOf(netlist.cells[index]!));
    this.#netlist = netlist;
    this.#gateOf = gateOf;
    this.#program = schedule(gates);
    this.#values = new Int32Array(gates.kinds.length);
    this.#values[ONE] = -1;
    this.#clockPort = clocks.port;
    this.#values[this.#clockPort] = -1;
    this.#clockNets = clocks.nets();
    this.#gated = new GatedRegisters(gates);
    this.#registers = Int32Array.from(gates.registers);
    this.#nexts = Int32Array.from(gates.nexts);
    this.#loaded = new Int32Array(this.#nexts.length);
    this.#ports = new Map(netlist.ports.map(({ name, nets }) => [name, nets]));
    this.#before = new Int32Array(netlist.nets);
  }

  has(port: string): boolean {
    return this.#ports.has(port);
  }

  /** Sets all bits of an input port: word b holds bit b of all lanes. */
  set(port: string, words: ArrayLike<number>, offset = 0): void {
    const nets = this.#ports.get(port);
    if (nets === undefined) throw new CheckError(`the netlist ${this.#netlist.top} has no port ${port}`);
    nets.forEach((net, bit) => {
      const word = words[offset + bit];
      if (net > ONE_NET && word !== undefined) this.#values[this.#gateOf[net]!] = word;
    });
  }

  /** The word of one bit of a port. */
  get(port: string, bit = 0): number {
    return this.#values[this.#gateOf[this.#ports.get(port)?.[bit] ?? ZERO_NET]!]!;
  }

  /** Settles the logic. */
  evaluate(): void {
    run(this.#program, this.#values);
  }

  /** Rising clock edge after `evaluate()`. */
  clock(): void {
    const values = this.#values;
    const lanes = values[this.#clockPort]!;
    this.#gated.sample(values, lanes);
    for (let i = 0; i < this.#nexts.length; i++) {
      const held = values[this.#registers[i]!]!;
      this.#loaded[i] = (values[this.#nexts[i]!]! & lanes) | (held & ~lanes);
    }
    this.#gated.load(values);
    for (let i = 0; i < this.#registers.length; i++) values[this.#registers[i]!] = this.#loaded[i]!;
  }

  /** Adds the transitions since the last call to `counts`; without it they are only taken note of. */
  count(counts?: ToggleCounts): void {
    const { nets } = this.#netlist;
    if (counts !== undefined) this.#countTicks(counts);
    for (let net = 0; net < nets; net++) {
      const value = this.#values[this.#gateOf[net]!]!;
      const changed = value ^ this.#before[net]!;
      if (counts !== undefined && value !== 0) counts.ones[net] = counts.ones[net]! + popcount(value);
      if (changed === 0) continue;
      this.#before[net] = value;
      if (counts !== undefined) counts.toggles[net] = counts.toggles[net]! + popcount(changed);
    }
  }

  #countTicks(counts: ToggleCounts): void {
    counts.cycles++;
    const lanes = this.#values[this.#clockPort]!;
    for (const [net, tick] of this.#clockNets)
      counts.clockTicks[net] = counts.clockTicks[net]! + popcount(this.#values[tick]! & lanes);
  }
}

interface Output {
  readonly pin: number;
  /** Over the cell's inputs. */
  readonly table: string;
}

interface Logic {
  readonly inputs: readonly number[];
  readonly outputs: readonly Output[];
}

const logics = new WeakMap<TechnologyCell, Logic>();

function logicOf(cell: TechnologyCell): Logic {
  const known = logics.get(cell);
  if (known !== undefined) return known;
  const inputs = cell.pins.flatMap(({ direction }, index) => (direction === "input" ? [index] : []));
  const names = inputs.map((index) => cell.pins[index]!.name);
  const outputs = cell.pins.flatMap(({ direction, name, function: text }, pin) => {
    if (direction !== "output") return [];
    const table = text === undefined ? undefined : truthTable(text, names);
    if (table === undefined) throw new CheckError(`cell ${cell.name}: the function of pin ${name} is not known`);
    return [{ pin, table }];
  });
  const logic = { inputs, outputs };
  logics.set(cell, logic);
  return logic;
}

function makeLogic({ cell, nets }: FlatCell, gates: GateList, gateOf: Int32Array): void {
  const { inputs, outputs } = logicOf(cell);
  const operands = inputs.map((pin) => (nets[pin]! < 0 ? ZERO : gateOf[nets[pin]!]!));
  for (const { pin, table } of outputs) {
    const net = nets[pin]!;
    if (net > ONE_NET) gateOf[net] = shannon(table, operands, operands.length - 1, gates);
  }
}

/** Gates for a truth table: a multiplexer by the last input of the two half tables. */
function shannon(table: string, operands: readonly number[], last: number, gates: GateList): number {
  if (!table.includes("1")) return ZERO;
  if (!table.includes("0")) return ONE;
  const half = table.length / 2;
  const [low, high] = [table.slice(0, half), table.slice(half)];
  if (low === high) return shannon(low, operands, last - 1, gates);
  const whenLow = shannon(low, operands, last - 1, gates);
  if (Array.from(low).every((bit, i) => bit !== high[i])) return gates.xor(operands[last]!, whenLow);
  return gates.mux(operands[last]!, shannon(high, operands, last - 1, gates), whenLow);
}

/** The state of a flip-flop, with its outputs tied to it. */
function makeState({ cell, nets }: FlatCell, gates: GateList, gateOf: Int32Array): number {
  const state = gates.register();
  for (const [pin, { direction, function: text, name }] of cell.pins.entries()) {
    const net = nets[pin]!;
    if (direction !== "output" || net <= ONE_NET) continue;
    const of = literal(text ?? "");
    const place = of === undefined ? -1 : (cell.flipFlop?.state.indexOf(of.pin) ?? -1);
    if (of === undefined || place < 0) throw new CheckError(`cell ${cell.name}: pin ${name} is no state of it`);
    const isInverted = (place === 1) !== of.inverted;
    gateOf[net] = isInverted ? gates.not(state) : state;
  }
  return state;
}

function nextOf({ cell, nets }: FlatCell, gates: GateList, gateOf: Int32Array): number {
  const inputs = cell.pins.flatMap(({ direction }, pin) => (direction === "input" ? [pin] : []));
  const table = truthTable(
    cell.flipFlop?.nextState ?? "",
    inputs.map((pin) => cell.pins[pin]!.name),
  );
  if (table === undefined) throw new CheckError(`cell ${cell.name}: what it loads is not known`);
  const operands = inputs.map((pin) => (nets[pin]! < 0 ? ZERO : gateOf[nets[pin]!]!));
  return shannon(table, operands, operands.length - 1, gates);
}
