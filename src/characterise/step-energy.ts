import type { EnergyByKind } from "../core/result.ts";
import type { FlatNetlist } from "../eda/netlist/flat.ts";
import type { PowerAnalysis } from "../eda/power/power.ts";
import { fjOfNw, pjOfFj } from "../core/units.ts";

/** Energy of one step [pJ]. */
export interface StepEnergy {
  readonly totalPj: number;
  readonly byKindPj: EnergyByKind;
  /** Module name → all its instances. */
  readonly modulesPj: ReadonlyMap<string, number>;
  /** Energy of a mean cycle → energy of one step [pJ], by the same rule. */
  readonly perStep: (meanCyclePj: number) => number;
}

/**
 * Energy of one step out of what was measured over all cycles. A cycle without a step (between two products) is taken to
 * cost clock and leakage alone, as the model does; so a step costs its own clock and leakage, and all that moves:
 *
 *     step = mean cycle · r − (clock + leakage) · (r − 1),   r = cycles per step
 */
export function stepEnergy(
  netlist: Pick<FlatNetlist, "instances">,
  power: Pick<PowerAnalysis, "instances" | "leakageNw">,
  { cyclesPerStep, clockMhz }: { readonly cyclesPerStep: number; readonly clockMhz: number },
): StepEnergy {
  const sum = { switching: 0, internal: 0, clock: 0, leakage: 0 };
  const modulesPj = new Map<string, number>();
  netlist.instances.forEach(({ module }, i) => {
    const { switching = 0, internal = 0, clock = 0 } = power.instances[i] ?? {};
    const own = {
      switching: pjOfFj(switching * cyclesPerStep),
      internal: pjOfFj(internal * cyclesPerStep),
      clock: pjOfFj(clock),
      leakage: pjOfFj(fjOfNw(power.leakageNw[i] ?? 0, clockMhz)),
    };
    for (const kind of ["switching", "internal", "clock", "leakage"] as const) sum[kind] += own[kind];
    modulesPj.set(module, (modulesPj.get(module) ?? 0) + own.switching + own.internal + own.clock + own.leakage);
  });
  const { switching, internal, clock, leakage } = sum;
  return {
    totalPj: switching + internal + clock + leakage,
    byKindPj: sum,
    modulesPj,
    perStep: (meanCyclePj) => meanCyclePj * cyclesPerStep - (clock + leakage) * (cyclesPerStep - 1),
  };
}
