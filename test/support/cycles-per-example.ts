import type { SlotCycles, TrainingStatistics } from "../../models/training/record/statistics.ts";

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
