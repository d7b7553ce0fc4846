import { isUnidirectional } from "../../generators/update-unit/index.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import type { SlotCycles } from "../training/index.ts";
import type { Electrical } from "../device/device.ts";
import { durationInWords, widthCycles } from "../device/index.ts";

/** Widths of a device's pulses in cycles of a unit's clock, or why the unit cannot time them. */
export type PulseCycles =
  { readonly kind: "fits"; readonly cycles: SlotCycles } | { readonly kind: "too-long"; readonly reason: string };

/**
 * Widths of the pulses that a unit sends: whole cycles, rounded up, at least 1; no gap. Only directions that the unit pulses
 * have to fit its counter (a unidirectional pair is never depressed, only reset).
 */
export function pulseCycles(shape: UnitShape, { ltp, ltd, reset = ltd }: Electrical, clockMhz: number): PulseCycles {
  const needed = [
    { name: "ltp", widthNs: ltp.widthNs, isSent: true },
    { name: "ltd", widthNs: ltd.widthNs, isSent: !isUnidirectional(shape) },
    { name: "reset", widthNs: reset.widthNs, isSent: shape.refresh !== "none" },
  ];
  const most = 2 ** shape.widthBits - 1;
  for (const { name, widthNs, isSent } of needed) {
    const cycles = widthCycles(widthNs, clockMhz);
    if (isSent && cycles > most)
      return {
        kind: "too-long",
        reason: `${name} pulse of ${durationInWords(widthNs, 4)} at ${clockMhz} MHz needs ${cycles} cycles, widthBits ${shape.widthBits} holds ${most}`,
      };
  }
  const [ltpWidth, ltdWidth, resetWidth] = [ltp, ltd, reset].map(({ widthNs }) => widthCycles(widthNs, clockMhz));
  return {
    kind: "fits",
    cycles: { ltpWidth: ltpWidth ?? 1, ltdWidth: ltdWidth ?? 1, resetWidth: resetWidth ?? 1, gap: 0 },
  };
}
