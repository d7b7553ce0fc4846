import type { ArrayModel } from "../../src/core/array-model.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import { movingCycles } from "../../generators/update-unit/index.ts";
import type { Electrical, PulseShape } from "../device/device.ts";
import type { UnitCost } from "../cost/unit-cost.ts";
import { lineEnergyFj } from "./line-energy.ts";
import type { LayerRecord } from "../training/record/training-record.ts";
import type { PerExample } from "../training/record/statistics.ts";
import type { LinePulses } from "./line-pulses.ts";
import type { RefreshCost } from "./refresh-cost.ts";
import { fjOfNj } from "../../src/core/units.ts";

/** Device pulses of one example, and the conductance they met, in nominal ranges from the nominal bottom. */
export interface DevicePulses {
  readonly ltp: number;
  readonly ltd: number;
  readonly resets: number;
  readonly ltpConductance: number;
  readonly ltdConductance: number;
  readonly resetConductance: number;
}

/** Pulses of all layers of a training. */
export function devicePulses(layers: readonly LayerRecord[]): DevicePulses {
  const sum = (name: keyof PerExample): number => layers.reduce((total, { perExample }) => total + perExample[name], 0);
  return {
    ltp: sum("ltpPulses"),
    ltd: sum("ltdPulses"),
    resets: sum("resets"),
    ltpConductance: sum("ltpConductance"),
    ltdConductance: sum("ltdConductance"),
    resetConductance: sum("resetConductance"),
  };
}

/** Pulses that were planned but not made: at the middle of the range. */
export function plannedPulses(ltp: number, ltd: number): DevicePulses {
  return { ltp, ltd, resets: 0, ltpConductance: ltp / 2, ltdConductance: ltd / 2, resetConductance: 0 };
}

/** Σ V²·G·t over pulses, ΣG = pulses · Gmin + conductance · (Gmax − Gmin) [fJ]. */
function pulsesFj(
  { voltageV, widthNs }: PulseShape,
  { minimumS, maximumS }: Electrical,
  pulses: number,
  conductance: number,
): number {
  return fjOfNj(voltageV ** 2 * (pulses * minimumS + conductance * (maximumS - minimumS)) * widthNs);
}

/** Energy in devices by updates, and by refresh [fJ per example]. */
export function deviceEnergyFj(
  electrical: Electrical,
  pulses: DevicePulses,
  rewritePulses: number,
): { readonly updates: number; readonly refresh: number } {
  const { ltp, ltd, reset = ltd } = electrical;
  const ltpFj = pulsesFj(ltp, electrical, pulses.ltp, pulses.ltpConductance);
  const rewriteFj = pulses.ltp > 0 ? ltpFj * Math.min(1, rewritePulses / pulses.ltp) : 0;
  return {
    updates: ltpFj - rewriteFj + pulsesFj(ltd, electrical, pulses.ltd, pulses.ltdConductance),
    refresh: rewriteFj + pulsesFj(reset, electrical, pulses.resets, pulses.resetConductance),
  };
}

/**
 * Energy of charging lines, C·V² whenever a line is raised [fJ per example]. A row line passes `columns` cells, a column line
 * `rows` cells. Both lines of a pulse are taken to swing by its whole voltage; where both directions go at once, by the larger.
 */
export function linesEnergyFj(
  { rows, columns }: UnitShape,
  array: ArrayModel,
  { ltp, ltd }: Electrical,
  lines: LinePulses,
): number {
  const of = (rowPulses: number, columnPulses: number, voltageV: number): number =>
    rowPulses * lineEnergyFj(array, columns, voltageV) + columnPulses * lineEnergyFj(array, rows, voltageV);
  const both = Math.max(Math.abs(ltp.voltageV), Math.abs(ltd.voltageV));
  return (
    of(lines.rowLtp, lines.columnLtp, ltp.voltageV) +
    of(lines.rowLtd, lines.columnLtd, ltd.voltageV) +
    of(lines.rowBoth, lines.columnBoth, both)
  );
}

/** The same for refresh: two column lines for a reset of a pair, which is two device pulses. */
export function refreshLinesFj(
  { rows, columns }: UnitShape,
  array: ArrayModel,
  { ltp, ltd, reset = ltd }: Electrical,
  { resetSlots, resets, rewriteSlots, rewritePulses }: RefreshCost,
): number {
  return (
    resetSlots * lineEnergyFj(array, columns, reset.voltageV) +
    resets * lineEnergyFj(array, rows, reset.voltageV) +
    rewriteSlots * lineEnergyFj(array, columns, ltp.voltageV) +
    rewritePulses * lineEnergyFj(array, rows, ltp.voltageV)
  );
}

/** Energy of units: cycles of work and of waiting; of the pulse of each slot some cycles may be work [fJ]. */
export function unitsEnergyFj(
  shape: UnitShape,
  { workFj, waitFj }: Pick<UnitCost, "workFj" | "waitFj">,
  { working, waiting, slots }: Readonly<Record<"working" | "waiting" | "slots", number>>,
): number {
  const moving = Math.min(waiting, slots * movingCycles(shape));
  return (working + moving) * workFj + (waiting - moving) * waitFj;
}
