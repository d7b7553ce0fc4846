import type { ParameterValues } from "../../../src/core/parameters.ts";
import { Random } from "../../../src/core/random.ts";
import { randomUnits } from "../../support/random-unit.ts";

/** Sizes that are drawn, log-uniformly: arrays as wide as published ones, and small enough to be synthesised in seconds. */
const SIZES = { least: 12, most: 96 };

/** Random units of every scheme and encoding; the same for the same seed. None of them was fitted on. */
export function holdOutUnits(seed: number, count: number): readonly ParameterValues[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => {
    const columns = size(random);
    // Accumulated sums of a large array are all flip-flops: such a unit would say nothing of the rest.
    const [drawn] = randomUnits(1, seed * 1000 + i, {
      rows: size(random),
      columns,
      lanes: Math.max(1, Math.round(columns / 2 ** random.integer(0, 4))),
      maxPulses: random.integer(1, 63),
      widthBits: random.integer(6, 20),
      accumulator: i % 8 === 0 ? "cell" : "none",
    });
    const isLarge = drawn?.["accumulator"] === "cell";
    return { ...drawn, ...(isLarge ? { rows: 12, columns: 12, lanes: 4 } : {}) } as ParameterValues;
  });
}

function size(random: Random): number {
  return Math.round(SIZES.least * (SIZES.most / SIZES.least) ** random.next());
}
