import type { Space } from "../../../src/config/space.ts";
import { ALL_LANES, lutSpace, type Asked } from "../explore-space.ts";

/** Numbers of tables, or that in their middle. */
const TABLES = { from: 1, to: 10 };
const MIDDLE = 5;
const FACTORS = [1, 2, 4, 8, 16];

/**
 * Spaces of one kind, each with ten times as many designs as the one before: int8 designs of a LUT core in rows of 256 that
 * differ in their lanes. What grows are the lists of the other parameters, then of clocks: each circuit is judged at all of them.
 */
const LISTS = {
  1e4: { tables: MIDDLE, clocks: 1, pipelineFetch: 0, outputs: [4] },
  1e5: { tables: MIDDLE, clocks: 1, outputs: FACTORS },
  1e6: { tables: TABLES, clocks: 1, outputs: FACTORS },
  1e7: { tables: TABLES, clocks: 10, outputs: FACTORS },
  1e8: { tables: TABLES, clocks: 100, outputs: FACTORS },
} as const;

/** About how many designs a space has: 2.4 % more. */
export type Size = keyof typeof LISTS;

export const SIZES: readonly Size[] = [1e4, 1e5, 1e6, 1e7, 1e8];

/** @param asked what is asked of its designs */
export function spaceOfSize(asked: Asked, size: Size): Space {
  const { outputs, clocks, ...lists } = LISTS[size];
  const space = lutSpace(asked, TABLES.to, ALL_LANES, {
    ...lists,
    outputs: { times: "fetchers", factors: outputs },
  });
  return clocks === 1 ? space : { ...space, clockMhz: { from: asked.clockMhz + 1 - clocks, to: asked.clockMhz } };
}
