import { ONE_NET, ZERO_NET, type FlatNetlist } from "../netlist/flat.ts";
import type { CellTiming, CellTimings } from "./cell-timing.ts";
import type { CellOrder } from "./order.ts";

/** How an output may follow an input; the sum of both if it depends on the other inputs. */
export const POSITIVE = 1;

/** The output follows the complement of the input. */
export const NEGATIVE = 2;

/** Value of a net that is not constant. */
export const VARIES = 2;

/** What is left of a cell's logic when some of its inputs are constant. */
export interface Cofactor {
  /** Per output, in the order of `CellTiming.outputs`: 0, 1 or `VARIES`. */
  readonly values: readonly number[];
  /** Per output and input, in the orders of `CellTiming`: 0 (the input does not matter) to POSITIVE + NEGATIVE. */
  readonly senses: readonly (readonly number[])[];
}

/** The constants of a netlist. */
export interface Constants {
  /** Per net: 0, 1 or `VARIES`. */
  readonly values: Uint8Array;
  /** Cells with a constant input, by index. */
  readonly cofactors: ReadonlyMap<number, Cofactor>;
}

/**
 * Carries constants from ties and constant nets through the combinational cells: an arc that a constant blocks, or a sense
 * that it excludes, is on no path. OpenSTA does the same (search/Sim.cc). Flip-flops stop constants.
 */
export function findConstants(netlist: FlatNetlist, order: CellOrder, timingOf: CellTimings): Constants {
  const values = new Uint8Array(netlist.nets).fill(VARIES);
  values[ZERO_NET] = 0;
  values[ONE_NET] = 1;
  const cofactors = new Map<number, Cofactor>();
  const cofactorOf = rememberCofactors();
  for (const index of order.combinational) {
    const flat = netlist.cells[index];
    if (flat === undefined) continue;
    const timing = timingOf(flat.cell);
    const inputs = timing.inputs.map((pin) => values[flat.nets[pin] as number] as number);
    if (inputs.length > 0 && inputs.every((value) => value === VARIES)) continue;
    const cofactor = cofactorOf(timing, inputs);
    cofactors.set(index, cofactor);
    timing.outputs.forEach(({ pin }, output) => {
      const net = flat.nets[pin] as number;
      if (net >= 0) values[net] = cofactor.values[output] ?? VARIES;
    });
  }
  return { values, cofactors };
}

function rememberCofactors(): (timing: CellTiming, inputs: readonly number[]) => Cofactor {
  const known = new Map<string, Cofactor>();
  return (timing, inputs) => {
    const key = `${timing.cell.name} ${inputs.join("")}`;
    const found = known.get(key) ?? cofactor(timing, inputs);
    known.set(key, found);
    return found;
  };
}

function cofactor({ outputs }: CellTiming, inputs: readonly number[]): Cofactor {
  const ofOutputs = outputs.map(({ truth }) => cofactorOfOutput(truth, inputs));
  return { values: ofOutputs.map(({ value }) => value), senses: ofOutputs.map(({ senses }) => senses) };
}

function cofactorOfOutput(truth: string | undefined, inputs: readonly number[]) {
  if (truth === undefined) return { value: VARIES, senses: inputs.map(() => POSITIVE + NEGATIVE) };
  const states = Array.from(truth, (_, state) => state).filter((state) =>
    inputs.every((value, bit) => value === VARIES || value === ((state >> bit) & 1)),
  );
  const reached = new Set(states.map((state) => truth[state]));
  const senses = inputs.map((value, bit) => {
    if (value !== VARIES) return 0;
    const low = states.filter((state) => ((state >> bit) & 1) === 0);
    const follows = low.map((state) => `${truth[state]}${truth[state | (1 << bit)]}`);
    return (follows.includes("01") ? POSITIVE : 0) + (follows.includes("10") ? NEGATIVE : 0);
  });
  return { value: reached.size > 1 ? VARIES : Number(truth[states[0] ?? 0]), senses };
}
