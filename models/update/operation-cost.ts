import type { ArraySize } from "../../src/core/training.ts";
import { SCHEME_FACTS } from "../../src/core/schemes.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import { pulsePlanner } from "../training/planners/pulse-planner.ts";
import type { PulsePlan, PulsePlanner } from "../training/planners/pulse-plan.ts";
import type { SlotCycles } from "../training/index.ts";
import { addLinePulses, noPulses, type LinePulses } from "./line-pulses.ts";
import { tilesOf, type Tile } from "./tiles.ts";
import type { SampledOperation, UpdateSample } from "../training/record/update-sample.ts";

/** Cycles of one operation of one array: control, and slots by the width that they last. */
interface ArrayCycles {
  readonly control: number;
  readonly ltpSlots: number;
  readonly ltdSlots: number;
  readonly bothSlots: number;
}

/** What updating a whole network by one example takes, without refresh; device pulses are counted elsewhere. */
export interface OperationCost {
  readonly arrays: number;
  /** `cycles[example][array]` of the sample. */
  readonly cycles: readonly (readonly ArrayCycles[])[];
  /** Means per example, all arrays together. */
  readonly lines: LinePulses;
  /** Device pulses as planned, means per example: what a training that is not yet run would ask of plus and minus devices. */
  readonly plannedLtp: number;
  readonly plannedLtd: number;
}

/**
 * Replays a sample on arrays of rows × columns, each with a unit of its own: what the units would do, bit for bit (the planners
 * of models/training, which equal the golden unit). Rows and columns of an array beyond the layer are given zeros, which a unit
 * skips, or takes as + if it has one bit. Price: arrays × examples of the sample plannings.
 */
export function operationCost(shape: UnitShape, layers: readonly ArraySize[], sample: UpdateSample): OperationCost {
  const tiles = tilesOf(layers, shape);
  const planners = tiles.map(() => pulsePlanner(shape));
  const lines = noPulses();
  let [plannedLtp, plannedLtd] = [0, 0];
  const cycles = sample.map((operations) =>
    tiles.map((tile, array): ArrayCycles => {
      const planner = planners[array];
      const operation = operations[tile.layer];
      if (planner === undefined || operation === undefined) throw new Error("internal: a tile without a layer");
      const { ltp, ltd, ...counted } = replay(planner, tile, operation, lines);
      plannedLtp += ltp;
      plannedLtd += ltd;
      return counted;
    }),
  );
  const examples = Math.max(1, sample.length);
  const perExample = Object.fromEntries(Object.entries(lines).map(([kind, count]) => [kind, count / examples]));
  return {
    arrays: tiles.length,
    cycles,
    lines: { ...noPulses(), ...perExample },
    plannedLtp: plannedLtp / examples,
    plannedLtd: plannedLtd / examples,
  };
}

function replay(
  planner: PulsePlanner,
  tile: Tile,
  { x, delta, registers, apply }: SampledOperation,
  lines: LinePulses,
): ArrayCycles & { readonly ltp: number; readonly ltd: number } {
  const { shape } = planner;
  const codes = {
    x: Int16Array.from({ length: shape.rows }, (_, row) => partOf(x, tile.firstRow + row, tile.lastRow)),
    delta: Int16Array.from({ length: shape.columns }, (_, column) =>
      partOf(delta, tile.firstColumn + column, tile.lastColumn),
    ),
  };
  const plan = planner.operate(codes.x, codes.delta, registers, apply);
  addLinePulses(shape, plan, { ...codes, registers }, lines);
  const { controlCycles: control, ltpSlots, ltdSlots, bothSlots } = plan;
  return { control, ltpSlots, ltdSlots, bothSlots, ...devicePulses(shape, plan) };
}

/** LTP and LTD pulses that a plan gives devices. */
function devicePulses({ scheme }: UnitShape, plan: PulsePlan): { readonly ltp: number; readonly ltd: number } {
  let [up, down] = [0, 0];
  for (let entry = 0; entry < plan.count; entry++) {
    const pulses = plan.pulses[entry] ?? 0;
    if (pulses > 0) up += pulses;
    else down -= pulses;
  }
  switch (SCHEME_FACTS[scheme].pulses) {
    case "one":
      return { ltp: up, ltd: down };
    case "either":
      return { ltp: up + down, ltd: 0 };
    case "both":
      return { ltp: up + down, ltd: up + down };
  }
}

function partOf(values: readonly number[], place: number, end: number): number {
  return place < end ? (values[place] ?? 0) : 0;
}

/** Means per example [cycles]. */
export interface CyclesPerExample {
  /** Until the slowest array is done, and how many of these cycles it pulses. */
  readonly slowest: number;
  readonly slowestPulsing: number;
  /** Of all arrays together: cycles in which units work, and in which they wait for a pulse. */
  readonly working: number;
  readonly waiting: number;
  /** Slots that units wait in. */
  readonly slots: number;
}

/**
 * The cycles of an operation with pulses of given widths.
 * @param scale - slots for each slot of the sample: a sample of a unit that seldom pulses has too few, or too many, by chance
 */
export function cyclesOf({ cycles }: OperationCost, widths: SlotCycles, scale = 1): CyclesPerExample {
  const { ltpWidth, ltdWidth, gap } = widths;
  const total = { slowest: 0, slowestPulsing: 0, working: 0, waiting: 0, slots: 0 };
  for (const arrays of cycles) {
    let [slowest, pulsing] = [0, 0];
    for (const { control, ltpSlots, ltdSlots, bothSlots } of arrays) {
      const on = scale * (ltpSlots * ltpWidth + ltdSlots * ltdWidth + bothSlots * Math.max(ltpWidth, ltdWidth));
      const slots = scale * (ltpSlots + ltdSlots + bothSlots);
      const waiting = on + gap * slots;
      total.working += control;
      total.waiting += waiting;
      total.slots += slots;
      if (control + waiting > slowest) [slowest, pulsing] = [control + waiting, on];
    }
    total.slowest += slowest;
    total.slowestPulsing += pulsing;
  }
  const examples = Math.max(1, cycles.length);
  return {
    slowest: total.slowest / examples,
    slowestPulsing: total.slowestPulsing / examples,
    working: total.working / examples,
    waiting: total.waiting / examples,
    slots: total.slots / examples,
  };
}
