import { concat, type ModuleBuilder, slice, type Signal } from "../../src/hdl/index.ts";
import type { BankEnables } from "./bank-enables.ts";

/** A bit of a circuit that is being built, and when it is there. */
export interface TimedBit {
  readonly signal: Signal;
  /** Gate levels after the inputs. */
  readonly time: number;
  /** Registers between the inputs and this bit. */
  readonly stage: number;
}

/** A cell whose inputs have been brought into one stage; `output` dates what the cell gives. */
export interface PlacedCell {
  readonly inputs: readonly Signal[];
  readonly output: (signal: Signal) => TimedBit;
}

/** Places a cell of some gate levels in time: behind the last of its inputs, all in one stage or in several. */
export type Schedule = (inputs: readonly TimedBit[], levels: number) => PlacedCell;

/** Gate levels of a full adder, the longest cell: no stage is shorter. */
export const FULL_ADDER_LEVELS = 2;

/** A bit that is there from the beginning. */
export function inputBit(signal: Signal): TimedBit {
  return { signal, time: 0, stage: 0 };
}

/** No registers. */
export const combinational: Schedule = (inputs, levels) => {
  const time = latest(inputs) + levels;
  return { inputs: inputs.map(({ signal }) => signal), output: (signal) => ({ signal, time, stage: 0 }) };
};

function latest(bits: readonly TimedBit[]): number {
  return bits.reduce((time, bit) => Math.max(time, bit.time), 0);
}

/**
 * The circuit of `build` with `cuts` banks of registers in it, `stage1_q`, `stage2_q`, …, loaded by `enables`: one
 * operation per cycle, `cuts` cycles late. Arrival times say where to cut: all stages have the same number of gate
 * levels, the smallest that will do. `build` runs several times, so it must not have side effects.
 */
export function inStages(
  m: ModuleBuilder,
  cuts: number,
  enables: BankEnables | undefined,
  build: (schedule: Schedule) => readonly TimedBit[],
): Signal {
  if (cuts === 0 || enables === undefined) return concat(...build(combinational).map(({ signal }) => signal));
  const { levels, widths } = shortestStages(cuts, build);
  const registers = widths.map((width, i) => (width > 0 ? m.register(`stage${i + 1}_q`, width) : undefined));
  const banks = registers.map((register): Bank => ({ register, delayed: new Map() }));
  const outputs = atTheEnd(build(staged(levels, banks)), banks);
  for (const [i, register] of registers.entries()) {
    const enable = i === 0 ? enables.enter : enables.advance;
    if (register !== undefined) m.drive(register, concat(...(banks[i] as Bank).delayed.keys()), enable);
  }
  return concat(...outputs);
}

/** Tries lengths from the even split on: a cell that does not fit into the rest of its stage moves to the next. */
function shortestStages(cuts: number, build: (schedule: Schedule) => readonly TimedBit[]) {
  const total = latest(build(combinational));
  for (let levels = Math.max(FULL_ADDER_LEVELS, Math.ceil(total / (cuts + 1))); ; levels++) {
    // In the worst case every cell has a stage of its own.
    const banks = Array.from({ length: total + cuts }, (): Bank => ({ register: undefined, delayed: new Map() }));
    const outputs = build(staged(levels, banks));
    if (outputs.some(({ stage }) => stage > cuts)) continue;
    const used = banks.slice(0, cuts);
    atTheEnd(outputs, used);
    return { levels, widths: used.map(({ delayed }) => delayed.size) };
  }
}

/** One bank of registers: what it delays → its output. Without a register (only counting) the signal stands for both. */
interface Bank {
  readonly register: Signal | undefined;
  readonly delayed: Map<Signal, Signal>;
}

function delay(signal: Signal, { register, delayed }: Bank): Signal {
  if (signal.kind === "constant") return signal;
  const known = delayed.get(signal) ?? (register === undefined ? signal : slice(register, delayed.size, 1));
  delayed.set(signal, known);
  return known;
}

function delayTo(stage: number, bit: TimedBit, banks: readonly Bank[]): Signal {
  return banks.slice(bit.stage, stage).reduce(delay, bit.signal);
}

function staged(levels: number, banks: readonly Bank[]): Schedule {
  return (inputs, cellLevels) => {
    let stage = inputs.reduce((last, input) => Math.max(last, input.stage), 0);
    let start = Math.max(stage * levels, latest(inputs));
    if (start + cellLevels > (stage + 1) * levels) start = ++stage * levels;
    return {
      inputs: inputs.map((input) => delayTo(stage, input, banks)),
      output: (signal) => ({ signal, time: start + cellLevels, stage }),
    };
  };
}

/** Bits that are finished early wait for the last. */
function atTheEnd(bits: readonly TimedBit[], banks: readonly Bank[]): Signal[] {
  return bits.map((bit) => delayTo(banks.length, bit, banks));
}

/** Removes and returns the `count` earliest bits; of equal ones the oldest, so the result is deterministic. */
export function takeEarliest(queue: TimedBit[], count: number): TimedBit[] {
  const taken: TimedBit[] = [];
  for (let k = 0; k < count; k++) {
    let best = 0;
    for (let i = 1; i < queue.length; i++) if ((queue[i] as TimedBit).time < (queue[best] as TimedBit).time) best = i;
    taken.push(...queue.splice(best, 1));
  }
  return taken;
}
