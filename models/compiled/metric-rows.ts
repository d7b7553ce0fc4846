import { systemEnergyUj, type DesignTerms } from "../evaluate/design-terms.ts";
import type { RowTerms } from "./row-terms.ts";

/**
 * Puts a metric of the designs at the first `count` places of a list into the first places of `out`; all lists are in the memory
 * of the rows.
 */
export type FillMetric = (rows: RowTerms, places: Int32Array, count: number, out: Float64Array) => void;

/** Metrics that sweeps ask for most, in loops of their own: the formulas of METRIC_OF, inlined or as kernels. */
const FILLS: Readonly<Record<string, FillMetric>> = {
  areaUm2: ({ kernels, costs: { areaUm2 } }, places, count, out) => {
    kernels.quotients(out.byteOffset, places.byteOffset, count, areaUm2.byteOffset, 1);
  },
  latencyUs: ({ kernels, terms: { clockMhz }, tokens: { rows } }, places, count, out) => {
    kernels.quotients(out.byteOffset, places.byteOffset, count, rows.cycles.byteOffset, clockMhz);
  },
  energyPerTokenUj: (rows, places, count, out) => {
    const { loadFj, holdFj, idleFj, leakageNw } = rows.costs;
    const { loadsPerStep, steps, cycles } = rows.tokens.rows;
    rows.kernels.energies(
      out.byteOffset,
      places.byteOffset,
      count,
      loadFj.byteOffset,
      holdFj.byteOffset,
      idleFj.byteOffset,
      loadsPerStep.byteOffset,
      leakageNw.byteOffset,
      steps.byteOffset,
      cycles.byteOffset,
      rows.terms.clockMhz,
      rows.terms.cores,
    );
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
