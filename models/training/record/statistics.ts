import type { PulseTotals } from "../devices/device-array.ts";
import type { LoopTotals } from "../devices/closed-loop.ts";

/** Slots and cycles of a layer's unit, summed over operations. */
export interface SlotTotals {
  operations: number;
  /** Operations without any pulse. */
  emptyOperations: number;
  /** Synapses that got a count above 0. */
  updates: number;
  /** Of these and of those that wanted pulses in vain: how many wanted more than the unit could give. */
  clipped: number;
  ltpSlots: number;
  ltdSlots: number;
  bothSlots: number;
  controlCycles: number;
}

/**
 * What is counted in means per training example: updates (synapses that got pulses), pulses of devices, slots, cycles, reads;
 * conductances are sums over pulses of the device's g during the pulse, in nominal ranges from the nominal bottom:
 * ΣG [S] = pulses · Gmin + this · (Gmax − Gmin).
 */
export const PER_EXAMPLE = [
  "updates",
  "ltpPulses",
  "ltdPulses",
  "resets",
  "ltpSlots",
  "ltdSlots",
  "bothSlots",
  "resetSlots",
  "controlCycles",
  "reads",
  "ltpConductance",
  "ltdConductance",
  "resetConductance",
] as const;
/** Means per training example. */
export type PerExample = Readonly<Record<(typeof PER_EXAMPLE)[number], number>>;

/** One value for each of PER_EXAMPLE. */
export function perExampleOf(value: (name: keyof PerExample) => number): PerExample {
  return Object.fromEntries(PER_EXAMPLE.map((name) => [name, value(name)])) as PerExample;
}

/**
 * What the training cost one layer's array, in the means per training example that a cost model needs. One update operation
 * takes `controlCycles` + ltpSlots · (LTP width + gap) + ltdSlots · (LTD width + gap) + bothSlots · (the wider + gap) +
 * resetSlots · (reset width + gap) cycles; its devices take V² · t · `ltpConductance…` and so on.
 */
export interface LayerStatistics {
  readonly rows: number;
  readonly columns: number;
  readonly operations: number;
  /** Parts of all operations, of all updated synapses. */
  readonly emptyOperations: number;
  readonly clippedUpdates: number;
  readonly perExample: PerExample;
  /** Pairs that were reset and rewritten, in all. */
  readonly refreshedPairs: number;
  readonly unverifiedBatches: number;
  /** Pulses of one device over the whole training, resets included. */
  readonly endurance: { readonly mean: number; readonly most: number };
}

/** What training on a device cost; see `LayerStatistics`. */
export interface TrainingStatistics {
  /** Examples that were trained on, epochs counted. */
  readonly examples: number;
  readonly examplesPerEpoch: number;
  readonly layers: readonly LayerStatistics[];
}

/** Widths of pulses and gap of a unit [cycles]. */
export interface SlotCycles {
  readonly ltpWidth: number;
  readonly ltdWidth: number;
  readonly resetWidth: number;
  readonly gap: number;
}

/** Turns the sums of a layer into its statistics. */
export function layerStatistics(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  examples: number,
  { slots, pulses, loop, wear }: { slots: SlotTotals; pulses: PulseTotals; loop: LoopTotals; wear: Uint32Array },
): LayerStatistics {
  const totals = { ...slots, ...pulses, resetSlots: loop.resetSlots, reads: loop.reads };
  return {
    rows,
    columns,
    operations: slots.operations,
    emptyOperations: slots.emptyOperations / slots.operations,
    clippedUpdates: slots.updates === 0 ? 0 : slots.clipped / slots.updates,
    perExample: perExampleOf((name) => totals[name] / examples),
    refreshedPairs: loop.refreshedPairs,
    unverifiedBatches: loop.unverified,
    endurance: {
      mean: wear.reduce((sum, each) => sum + each, 0) / wear.length,
      most: wear.reduce((most, each) => Math.max(most, each), 0),
    },
  };
}
