import type { TechnologyCell } from "../../../models/technology/technology.ts";
import { literal } from "../../../models/technology/truth-table.ts";
import { ONE_NET, type FlatCell } from "../netlist/flat.ts";
import { differenceOf, probabilityOf, readCondition, type Condition } from "./probability.ts";

/** What every net of a netlist does. */
export interface NetActivity {
  /** Mean transitions per cycle of each net. */
  readonly togglesPerCycle: Float64Array;
  /** Part of the time in which each net is 1. */
  readonly duty: Float64Array;
  /** Part of the cycles in which each net that is a clock ticks. */
  readonly ticks: Float64Array;
}

/** A rising and a falling edge. */
const CLOCK_TRANSITIONS = 2;

/** What the pins of one cell do. */
export class CellActivity {
  readonly #flat: FlatCell;
  readonly #nets: NetActivity;
  readonly #logic: CellLogic;

  constructor(flat: FlatCell, nets: NetActivity) {
    this.#flat = flat;
    this.#nets = nets;
    this.#logic = logicOf(flat.cell);
  }

  /** Index of the clock pin of a flip-flop or clock gate; −1 for gates. */
  get clock(): number {
    return this.#logic.clock;
  }

  /** Whether a pin is a clock: that of a flip-flop or clock gate, or a gated one. */
  isClock(pin: number): boolean {
    return pin === this.#logic.clock || pin === this.#logic.gated;
  }

  /** Of a clock gate, the part of the ticks at its clock pin that gets through. */
  get openShare(): number {
    const [reached, passed] = [this.#logic.clock, this.#logic.gated].map(
      (pin) => this.#nets.ticks[this.#flat.nets[pin]!]!,
    );
    return reached === 0 ? 0 : passed! / reached!;
  }

  /** Transitions per cycle of a pin. */
  transitions(pin: number): number {
    const net = this.#flat.nets[pin] ?? -1;
    if (this.isClock(pin)) return CLOCK_TRANSITIONS * (this.#nets.ticks[net] ?? 1);
    return net > ONE_NET ? this.#nets.togglesPerCycle[net]! : 0;
  }

  /** The part of the time in which an input pin, or the state of a flip-flop, is 1; 0.5 where nothing is known. */
  dutyOf(name: string): number {
    const { pinOf, clock, stateNames } = this.#logic;
    if (name === stateNames[0]) return this.#stateDuty();
    const pin = pinOf.get(name);
    const net = pin === undefined || pin === clock ? -1 : (this.#flat.nets[pin] ?? -1);
    return net < 0 ? 0.5 : net <= ONE_NET ? net : this.#nets.duty[net]!;
  }

  /** The part of the time in which a Liberty condition holds; an empty one always does. */
  share(condition: string): number {
    if (condition === "") return 1;
    const known = this.#logic.condition(condition);
    return known === undefined ? 0 : probabilityOf(known, (name) => this.dutyOf(name));
  }

  /**
   * How many of an output's transitions `from` is taken to cause, not normalised: its own transitions times the
   * probability that they pass, or that `condition` holds if the output is no function of `from`.
   */
  weight(output: string, from: string, condition: string): number {
    const pin = this.#logic.pinOf.get(from);
    if (pin === undefined) return 0;
    const passes = this.#logic.difference(output, from);
    const share = passes === undefined ? this.share(condition) : probabilityOf(passes, (name) => this.dutyOf(name));
    return this.transitions(pin) * share;
  }

  #stateDuty(): number {
    const [output] = this.#logic.outputs;
    if (output === undefined) return 0.5;
    const duty = this.#nets.duty[this.#flat.nets[output.pin] ?? -1] ?? 0.5;
    return output.isInverse ? 1 - duty : duty;
  }
}

/** What activity needs of a cell, worked out once. */
class CellLogic {
  readonly pinOf: ReadonlyMap<string, number>;
  readonly clock: number;
  /** The output of a clock gate; −1 of other cells. */
  readonly gated: number;
  readonly stateNames: readonly string[];
  /** Outputs of a flip-flop that give its state or the complement. */
  readonly outputs: readonly { readonly pin: number; readonly isInverse: boolean }[];
  readonly #cell: TechnologyCell;
  readonly #conditions: Conditions = new Map();
  readonly #differences: Conditions = new Map();

  constructor(cell: TechnologyCell) {
    this.#cell = cell;
    this.pinOf = new Map(cell.pins.map(({ name }, pin) => [name, pin]));
    const clock = cell.clockGate?.clock ?? literal(cell.flipFlop?.clockedOn ?? "")?.pin;
    this.gated = this.pinOf.get(cell.clockGate?.output ?? "") ?? -1;
    this.clock = clock === undefined ? -1 : (this.pinOf.get(clock) ?? -1);
    this.stateNames = cell.flipFlop?.state ?? [];
    this.outputs = cell.pins.flatMap(({ function: text }, pin) => {
      const of = literal(text ?? "");
      const place = of === undefined ? -1 : this.stateNames.indexOf(of.pin);
      return of === undefined || place < 0 ? [] : [{ pin, isInverse: (place === 1) !== of.inverted }];
    });
  }

  condition(text: string): Condition | undefined {
    return remember(this.#conditions, text, () => readCondition(text, this.#cell));
  }

  difference(output: string, input: string): Condition | undefined {
    return remember(this.#differences, `${output} ${input}`, () => {
      const text = this.#cell.pins.find(({ name }) => name === output)?.function;
      const value = text === undefined ? undefined : readCondition(text, this.#cell);
      return value === undefined ? undefined : differenceOf(value, input);
    });
  }
}

type Conditions = Map<string, Condition | undefined>;

function remember(known: Conditions, key: string, make: () => Condition | undefined): Condition | undefined {
  if (known.has(key)) return known.get(key);
  const value = make();
  known.set(key, value);
  return value;
}

const logics = new WeakMap<TechnologyCell, CellLogic>();

function logicOf(cell: TechnologyCell): CellLogic {
  const logic = logics.get(cell) ?? new CellLogic(cell);
  logics.set(cell, logic);
  return logic;
}
