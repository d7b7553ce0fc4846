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
  readonly perExample: {
    /** Synapses that got pulses. */
    readonly updates: number;
    readonly ltpPulses: number;
    readonly ltdPulses: number;
    readonly resets: number;
    readonly ltpSlots: number;
    readonly ltdSlots: number;
    readonly bothSlots: number;
    readonly resetSlots: number;
    readonly controlCycles: number;
    readonly reads: number;
    /**
     * Sum over pulses of the device's g during the pulse, in nominal ranges from the nominal bottom:
     * ΣG [S] = pulses · Gmin + this · (Gmax − Gmin).
     */
    readonly ltpConductance: number;
    readonly ltdConductance: number;
    readonly resetConductance: number;
  };
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

/** Cycles that the units of all layers, one after the other, spend on one example, and how many of them pulses are on. */
export function cyclesPerExample(
  { layers }: TrainingStatistics,
  { ltpWidth, ltdWidth, resetWidth, gap }: SlotCycles,
): { readonly all: number; readonly pulsing: number } {
  let [all, pulsing] = [0, 0];
  for (const { perExample } of layers) {
    const { ltpSlots, ltdSlots, bothSlots, resetSlots, controlCycles } = perExample;
    const on =
      ltpSlots * ltpWidth + ltdSlots * ltdWidth + bothSlots * Math.max(ltpWidth, ltdWidth) + resetSlots * resetWidth;
    pulsing += on;
    all += controlCycles + on + gap * (ltpSlots + ltdSlots + bothSlots + resetSlots);
  }
  return { all, pulsing };
}

/** Turns the sums of a layer into its statistics. */
export function layerStatistics(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  examples: number,
  { slots, pulses, loop, wear }: { slots: SlotTotals; pulses: PulseTotals; loop: LoopTotals; wear: Uint32Array },
): LayerStatistics {
  return {
    rows,
    columns,
    operations: slots.operations,
    emptyOperations: slots.emptyOperations / slots.operations,
    clippedUpdates: slots.updates === 0 ? 0 : slots.clipped / slots.updates,
    perExample: {
      updates: slots.updates / examples,
      ltpPulses: pulses.ltpPulses / examples,
      ltdPulses: pulses.ltdPulses / examples,
      resets: pulses.resets / examples,
      ltpSlots: slots.ltpSlots / examples,
      ltdSlots: slots.ltdSlots / examples,
      bothSlots: slots.bothSlots / examples,
      resetSlots: loop.resetSlots / examples,
      controlCycles: slots.controlCycles / examples,
      reads: loop.reads / examples,
      ltpConductance: pulses.ltpConductance / examples,
      ltdConductance: pulses.ltdConductance / examples,
      resetConductance: pulses.resetConductance / examples,
    },
    refreshedPairs: loop.refreshedPairs,
    unverifiedBatches: loop.unverified,
    endurance: {
      mean: wear.reduce((sum, each) => sum + each, 0) / wear.length,
      most: wear.reduce((most, each) => Math.max(most, each), 0),
    },
  };
}
