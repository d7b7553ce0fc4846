import type { ArraySize } from "../../src/core/training.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import { batchesOf } from "../../generators/update-unit/index.ts";
import type { SlotCycles } from "../training/index.ts";
import type { MeanRecord } from "../training/record/mean-record.ts";
import { synapsesOf, type Tile } from "./tiles.ts";

/** What refresh adds to an example, means. */
export interface RefreshCost {
  /** Of the slowest array [cycles]. */
  readonly slowest: number;
  readonly slowestPulsing: number;
  /** All arrays together [cycles]. */
  readonly working: number;
  readonly waiting: number;
  /** Slots, each one row: resets, and pulses that rewrite. */
  readonly resetSlots: number;
  readonly rewriteSlots: number;
  /** Device pulses. */
  readonly resets: number;
  readonly rewritePulses: number;
}

/**
 * Refresh as it went in training, spread over arrays by their synapses. A refresh reads rows × batches times, 3 cycles each (reads
 * that wait for an ADC take longer); every batch with used-up pairs has a reset slot and a slot for each pulse that rewrites,
 * 1 cycle to decide and the pulse. Undefined without refresh.
 */
export function refreshCost(
  shape: UnitShape,
  { layers: trained }: MeanRecord,
  {
    layers,
    tiles,
    period,
    widths,
  }: {
    readonly layers: readonly ArraySize[];
    readonly tiles: readonly Tile[];
    readonly period: number;
    readonly widths: SlotCycles;
  },
): RefreshCost | undefined {
  if (shape.refresh === "none") return undefined;
  const scan = period > 0 ? (3 * shape.rows * batchesOf(shape)) / period : 0;
  const total = { slowest: 0, slowestPulsing: 0, working: 0, waiting: 0, resetSlots: 0, rewriteSlots: 0 };
  for (const { layer, firstRow, lastRow, firstColumn, lastColumn } of tiles) {
    const record = trained[layer];
    if (record === undefined) continue;
    const share = ((lastRow - firstRow) * (lastColumn - firstColumn)) / synapsesOf(layers.slice(layer, layer + 1));
    const { resetSlots, resets } = record.perExample;
    // Pairs that are reset together are rewritten together.
    const rewriteSlots = resets > 0 ? (record.loopPulses * resetSlots * 2) / resets : 0;
    const working = scan + share * (resetSlots + rewriteSlots);
    const waiting = share * (resetSlots * widths.resetWidth + rewriteSlots * widths.ltpWidth);
    total.working += working;
    total.waiting += waiting;
    total.resetSlots += share * resetSlots;
    total.rewriteSlots += share * rewriteSlots;
    if (working + waiting > total.slowest) [total.slowest, total.slowestPulsing] = [working + waiting, waiting];
  }
  return {
    ...total,
    resets: trained.reduce((sum, { perExample }) => sum + perExample.resets, 0),
    rewritePulses: trained.reduce((sum, { loopPulses }) => sum + loopPulses, 0),
  };
}
