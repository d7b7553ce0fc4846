import { usOfCycles } from "../../src/core/units.ts";
import { energyPerTokenUj, systemEnergyUj, type DesignTerms } from "../evaluate/design-terms.ts";
import type { RowTerms } from "./row-terms.ts";

/** Puts a metric of the designs at the first `count` places of a list into the first places of `out`. */
export type FillMetric = (rows: RowTerms, places: Int32Array, count: number, out: Float64Array) => void;

/** Metrics that sweeps ask for most, in loops of their own: the formulas of METRIC_OF, inlined. */
const FILLS: Readonly<Record<string, FillMetric>> = {
  areaUm2: ({ costs: { areaUm2 } }, places, count, out) => {
    for (let i = 0; i < count; i++) out[i] = areaUm2[places[i]!]!;
  },
  latencyUs: ({ terms: { clockMhz }, tokens: { rows } }, places, count, out) => {
    const { cycles } = rows;
    for (let i = 0; i < count; i++) out[i] = usOfCycles(cycles[places[i]!]!, clockMhz);
  },
  energyPerTokenUj: (rows, places, count, out) => {
    const { loadFj, holdFj, idleFj, leakageNw } = rows.costs;
    const { loadsPerStep, steps, cycles } = rows.tokens.rows;
    const { clockMhz, cores } = rows.terms;
    for (let i = 0; i < count; i++) {
      const k = places[i]!;
      out[i] = energyPerTokenUj({
        loadFj: loadFj[k]!,
        holdFj: holdFj[k]!,
        idleFj: idleFj[k]!,
        loadsPerStep: loadsPerStep[k]!,
        leakageNw: leakageNw[k]!,
        steps: steps[k]!,
        cycles: cycles[k]!,
        clockMhz,
        cores,
      });
    }
  },
  systemAreaUm2: ({ terms: { cores }, costs: { areaUm2 }, tokens }, places, count, out) => {
    const sramAreaUm2 = tokens.memoryRow("sramAreaUm2");
    for (let i = 0; i < count; i++) out[i] = cores * areaUm2[places[i]!]! + sramAreaUm2[places[i]!]!;
  },
  systemEnergyPerTokenUj: (rows, places, count, out) => {
    const { tokens } = rows;
    const { leakageNw } = rows.costs;
    const { cores } = rows.terms;
    const [waitUs, sramUj, dramUj] = [
      tokens.memoryRow("waitUs"),
      tokens.memoryRow("sramEnergyPerTokenUj"),
      tokens.memoryRow("dramEnergyPerTokenUj"),
    ];
    FILLS["energyPerTokenUj"]!(rows, places, count, out);
    for (let i = 0; i < count; i++) {
      const k = places[i]!;
      out[i] = systemEnergyUj(
        out[i]!,
        { leakageNw: leakageNw[k]!, cores },
        { waitUs: waitUs[k]!, sramEnergyPerTokenUj: sramUj[k]!, dramEnergyPerTokenUj: dramUj[k]! },
      );
    }
  },
};

/** The loop of a metric that has one of its own. */
export function fillOf(metric: string): FillMetric | undefined {
  return Object.hasOwn(FILLS, metric) ? FILLS[metric] : undefined;
}

/** A loop over any formula of terms. */
export function fillWith(of: (terms: DesignTerms) => number, isOfSystem: boolean): FillMetric {
  return (rows, places, count, out) => {
    for (let i = 0; i < count; i++) {
      rows.set(places[i]!, isOfSystem);
      out[i] = of(rows.terms);
    }
  };
}
