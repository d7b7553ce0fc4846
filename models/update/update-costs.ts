import { mjOfFj, njOfFj, pjOfFj, secondsOfUs } from "../../src/core/units.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import type { UnitCost } from "../cost/unit-cost.ts";
import type { Electrical } from "../device/device.ts";
import type { MeanRecord } from "../training/record/mean-record.ts";
import type { SlotCycles } from "../training/record/statistics.ts";
import { cyclesOf, type CyclesPerExample, type OperationCost } from "./operation-cost.ts";
import { refreshCost, type RefreshCost } from "./refresh-cost.ts";
import { synapsesOf, type Tile } from "./tiles.ts";
import {
  deviceEnergyFj,
  devicePulses,
  linesEnergyFj,
  plannedPulses,
  refreshLinesFj,
  unitsEnergyFj,
} from "./update-energy.ts";
import type { Setter } from "./update-row.ts";
import type { UpdateConditions } from "./update-conditions.ts";

/** A design whose pulses are known, by a training or as planned before it. */
export interface PulsedDesign {
  readonly shape: UnitShape;
  readonly electrical: Electrical;
  readonly unit: UnitCost;
  readonly known: MeanRecord | { readonly kind: "untrained" };
  readonly widths: SlotCycles;
  readonly tiles: readonly Tile[];
  readonly operation: OperationCost;
}

/** Energies of one example [fJ]; `devices` those of updates, without refresh. */
interface ExampleEnergies {
  readonly units: number;
  readonly lines: number;
  readonly devices: number;
  readonly refresh: number;
}

/** Fills time and energy of updates. @throws if a number is impossible */
export function fillCosts(set: Setter, design: PulsedDesign, conditions: UpdateConditions): void {
  const { shape, known, widths, tiles } = design;
  const { clockMhz, refreshPeriod, examplesPerEpoch, layers } = conditions;
  const scale = pulseScaleOf(design);
  const cycles = exampleCycles(design, scale);
  const refresh =
    known.kind === "trained" ? refreshCost(shape, known, { layers, tiles, period: refreshPeriod, widths }) : undefined;
  const slowest = cycles.slowest + (refresh?.slowest ?? 0);
  const latencyUs = slowest / clockMhz;
  const { units, lines, devices, ...other } = exampleEnergies(design, conditions, {
    scale,
    cycles,
    refresh,
    latencyUs,
  });
  const exampleFj = units + lines + devices + other.refresh;
  set("updateLatencyUs", latencyUs);
  set("deviceTimeShare", (cycles.slowestPulsing + (refresh?.slowestPulsing ?? 0)) / slowest);
  set("latencyPerEpochS", secondsOfUs(latencyUs * examplesPerEpoch));
  set("energyPerUpdatePj", pjOfFj(exampleFj / synapsesOf(layers)));
  set("energyPerExampleNj", njOfFj(exampleFj));
  set("energyPerEpochMj", mjOfFj(exampleFj * examplesPerEpoch));
  set("unitEnergyPerExampleNj", njOfFj(units));
  set("lineEnergyPerExampleNj", njOfFj(lines));
  set("deviceEnergyPerExampleNj", njOfFj(devices));
  if (known.kind === "trained" || shape.refresh === "none") set("refreshEnergyPerExampleNj", njOfFj(other.refresh));
}

/** Pulses of all examples over those that the sample plans; 1 before a training. */
function pulseScaleOf({ known, operation }: PulsedDesign): number {
  const planned = operation.plannedLtp + operation.plannedLtd;
  if (known.kind !== "trained" || planned === 0) return 1;
  const { ltp, ltd } = updatePulses(known);
  return (ltp + ltd) / planned;
}

/** Cycles of one example, refresh aside. */
function exampleCycles({ known, widths, operation }: PulsedDesign, scale: number): CyclesPerExample {
  const sampled = cyclesOf(operation, widths, scale);
  if (known.kind !== "trained" || operation.plannedLtp + operation.plannedLtd > 0) return sampled;
  // Pulses so rare that the sample has none: each has a slot of its own.
  const { ltp, ltd } = updatePulses(known);
  const alone = ltp * widths.ltpWidth + ltd * widths.ltdWidth;
  return {
    slowest: sampled.slowest + alone,
    slowestPulsing: sampled.slowestPulsing + alone,
    working: sampled.working,
    waiting: sampled.waiting + alone,
    slots: sampled.slots + ltp + ltd,
  };
}

/** Device pulses of updates, without those that refreshes rewrite with. */
function updatePulses({ layers }: MeanRecord): { readonly ltp: number; readonly ltd: number } {
  const { ltp, ltd } = devicePulses(layers);
  return { ltp: Math.max(0, ltp - layers.reduce((sum, { loopPulses }) => sum + loopPulses, 0)), ltd };
}

function exampleEnergies(
  { shape, electrical, unit, known, tiles, operation }: PulsedDesign,
  { array }: UpdateConditions,
  time: {
    readonly scale: number;
    readonly cycles: CyclesPerExample;
    readonly refresh: RefreshCost | undefined;
    readonly latencyUs: number;
  },
): ExampleEnergies {
  const { scale, cycles, refresh, latencyUs } = time;
  const pulses =
    known.kind === "trained" ? devicePulses(known.layers) : plannedPulses(operation.plannedLtp, operation.plannedLtd);
  const inDevices = deviceEnergyFj(electrical, pulses, refresh?.rewritePulses ?? 0);
  // nW · µs = fJ; all units leak until the slowest is done.
  const leakageFj = unit.leakageNw * tiles.length * latencyUs;
  return {
    units: unitsEnergyFj(shape, unit, cycles) + leakageFj,
    lines: scale * linesEnergyFj(shape, array, electrical, operation.lines),
    devices: inDevices.updates,
    refresh:
      refresh === undefined
        ? 0
        : unitsEnergyFj(shape, unit, { ...refresh, slots: refresh.resetSlots + refresh.rewriteSlots }) +
          refreshLinesFj(shape, array, electrical, refresh) +
          inDevices.refresh,
  };
}
