import type { SetupTime, TimingArc } from "../../../models/technology/tables.ts";
import type {
  ClockGatePins,
  Technology,
  TechnologyCell,
  TechnologyPin,
} from "../../../models/technology/technology.ts";
import { CheckError } from "../../core/errors.ts";
import { literal, truthTable } from "../../../models/technology/truth-table.ts";

/** An arc with its pins as indices into `cell.pins`. */
export interface PinArc {
  readonly from: number;
  readonly to: number;
  readonly arc: TimingArc;
}

/** An output of a cell. */
export interface OutputTiming {
  readonly pin: number;
  readonly arcs: readonly PinArc[];
  /** Truth table over `CellTiming.inputs`; undefined if the library states no function of the inputs alone. */
  readonly truth: string | undefined;
}

/** Capacitance of a pin when it rises and when it falls, and the one the library states for both [fF]. */
export interface PinLoad {
  readonly bothFf: number;
  readonly riseFf: number;
  readonly fallFf: number;
}

/** What timing needs of a cell, worked out once per cell of the library. Numbers are indices into `cell.pins`. */
export interface CellTiming {
  readonly cell: TechnologyCell;
  readonly inputs: readonly number[];
  /** An output that another one is made from comes first. */
  readonly outputs: readonly OutputTiming[];
  /** Of each pin; 0 for outputs. */
  readonly loads: readonly PinLoad[];
  /** Only of flip-flops. */
  readonly flipFlop?: { readonly clock: number; readonly data: number; readonly setup: SetupTime };
  /** Only of clock gates. */
  readonly clockGate?: ClockGateTiming;
}

/** A clock gate: its output is a clock, its enable must be there before the rising edge. */
export interface ClockGateTiming {
  readonly clock: number;
  readonly enable: number;
  readonly output: number;
  readonly setup: SetupTime;
}

/** Looks up a cell of one technology. @throws {CheckError} as `cellTimings` says */
export type CellTimings = (cell: TechnologyCell) => CellTiming;

/**
 * The cells of a technology as timing sees them, each read when it is first asked for.
 * The lookup throws a CheckError that names a cell without tables, an input that changes an output without an arc, a pin
 * without capacitance, a flip-flop without setup time or with a falling or computed clock.
 */
export function cellTimings(technology: Technology): CellTimings {
  const known = new Map<TechnologyCell, CellTiming>();
  return (cell) => {
    const found = known.get(cell) ?? readTiming(cell, technology);
    known.set(cell, found);
    return found;
  };
}

function readTiming(cell: TechnologyCell, technology: Technology): CellTiming {
  const { name, pins, kind } = cell;
  const tables = technology.tables.cells[name];
  if (tables === undefined && kind !== "tie") {
    throw new CheckError(`cell ${name}: ${technology.name} has no timing tables of it`);
  }
  const arcs = (tables?.arcs ?? []).map((arc) => ({ from: pinOf(cell, arc.from), to: pinOf(cell, arc.to), arc }));
  const inputs = indices(pins, "input");
  const outputs = indices(pins, "output").map((pin) => readOutput(cell, pin, inputs, arcs));
  return {
    cell,
    inputs,
    outputs: outputs.toSorted((a, b) => makes(b, a) - makes(a, b)),
    loads: pins.map((pin) => readLoad(pin, name)),
    ...(cell.flipFlop === undefined ? {} : { flipFlop: readFlipFlop(cell, tables?.setup) }),
    ...(cell.clockGate === undefined ? {} : { clockGate: readClockGate(cell, cell.clockGate, tables?.setup) }),
  };
}

function indices(pins: readonly TechnologyPin[], wanted: TechnologyPin["direction"]): readonly number[] {
  return pins.flatMap(({ direction }, index) => (direction === wanted ? [index] : []));
}

function pinOf(cell: TechnologyCell, name: string): number {
  const index = cell.pins.findIndex((pin) => pin.name === name);
  if (index < 0)
    throw new CheckError(`cell ${cell.name}: its timing tables name a pin ${name}, which it does not have`);
  return index;
}

/** 1 if the second output is made from the first, else 0. */
function makes(first: OutputTiming, second: OutputTiming): number {
  return second.arcs.some(({ from }) => from === first.pin) ? 1 : 0;
}

function readOutput(
  cell: TechnologyCell,
  pin: number,
  inputs: readonly number[],
  arcs: readonly PinArc[],
): OutputTiming {
  const own = arcs.filter(({ to }) => to === pin);
  const names = inputs.map((input) => cell.pins[input]?.name ?? "");
  const truth = truthTable(cell.pins[pin]?.function ?? "", names);
  const required = cell.flipFlop === undefined ? inputs.filter((_, bit) => matters(truth ?? "", bit)) : [];
  const missing = required.find((input) => own.every(({ from }) => from !== input));
  if (missing !== undefined || (cell.kind !== "tie" && own.length === 0)) {
    const from = missing === undefined ? "any pin" : cell.pins[missing]?.name;
    throw new CheckError(`cell ${cell.name}: no timing arc from ${from} to ${cell.pins[pin]?.name}`);
  }
  return { pin, arcs: own, truth };
}

/** Whether an input, given by its bit in the state's number, changes the output in any state. */
function matters(truth: string, bit: number): boolean {
  return Array.from(truth).some((value, state) => value !== truth[state ^ (1 << bit)]);
}

/** A pin whose technology file tells its capacitance for each edge [fF]. */
interface EdgePin extends TechnologyPin {
  readonly riseCapacitanceFf?: number;
  readonly fallCapacitanceFf?: number;
}

function readLoad(pin: EdgePin, cell: string): PinLoad {
  if (pin.direction === "output") return { bothFf: 0, riseFf: 0, fallFf: 0 };
  const { capacitanceFf: bothFf } = pin;
  if (bothFf === undefined) throw new CheckError(`cell ${cell}: pin ${pin.name} has no capacitance`);
  return { bothFf, riseFf: pin.riseCapacitanceFf ?? bothFf, fallFf: pin.fallCapacitanceFf ?? bothFf };
}

function readFlipFlop(cell: TechnologyCell, setup: SetupTime | undefined): CellTiming["flipFlop"] & {} {
  const clockedOn = cell.flipFlop?.clockedOn ?? "";
  const clock = literal(clockedOn);
  if (clock === undefined || clock.inverted) {
    throw new CheckError(`cell ${cell.name}: clocked on ${clockedOn}, expected the rising edge of a pin`);
  }
  if (setup === undefined) throw new CheckError(`cell ${cell.name}: ${clock.pin} has no setup time`);
  return { clock: pinOf(cell, clock.pin), data: pinOf(cell, setup.pin), setup };
}

function readClockGate(cell: TechnologyCell, pins: ClockGatePins, setup: SetupTime | undefined): ClockGateTiming {
  if (setup === undefined) throw new CheckError(`cell ${cell.name}: ${pins.clock} has no setup time`);
  const [clock, enable, output] = [pins.clock, pins.enable, pins.output].map((pin) => pinOf(cell, pin));
  return { clock: clock as number, enable: enable as number, output: output as number, setup };
}
