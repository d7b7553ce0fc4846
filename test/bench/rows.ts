import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import { lutContext, lutSpace, USUAL } from "./explore-space.ts";
import { fastest, walkOf } from "./walk.ts";

/**
 * How many times as fast designs are in rows as one by one, all parts known, as docs/performance.md states it; less than
 * half of it is a loss that nobody may miss.
 */
const STATED_RATIO = 60;

/** Tables of the space, and designs that are judged one by one. */
const TABLES = 2;
const ONE_BY_ONE = 512;

/** Walks with all parts known. */
const ROUNDS = 5;

/** Designs a second of this thread, after a first walk in which parts become known. */
async function rateOf(context: SweepContext, ranges: readonly (readonly [number, number])[]): Promise<number> {
  const { designs, seconds } = await fastest(1 + ROUNDS, () => walkOf(context, false, ranges));
  return designs / seconds;
}

/** Holds the rate of designs in rows against that of designs one by one, in one run. */
export async function benchRows(): Promise<{ readonly text: string; readonly isWithinBounds: boolean }> {
  const space = lutSpace(USUAL, TABLES);
  const context = await loadContext({ space, context: lutContext(), modules: STANDARD_MODULES });
  const inRows = await rateOf(context, [...chunksOf(context).ranges()]);
  const oneByOne = await rateOf({ ...context, rowsOf: () => undefined }, [[0, ONE_BY_ONE]]);
  const ratio = inRows / oneByOne;
  const isWithinBounds = ratio >= STATED_RATIO / 2;
  const text =
    `rows: ${(inRows / 1e6).toFixed(2)} M designs/s and core in rows, ${Math.round(oneByOne)} one by one: ` +
    `${ratio.toFixed(0)} times (stated ${STATED_RATIO}, must be half of it)${isWithinBounds ? "" : ": TOO SLOW"}`;
  return { text, isWithinBounds };
}
