import { lfsrPeriod } from "../../../generators/arithmetic/lfsr.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { drawsWords, wordsOfUpdate, wordsUntilRepeat } from "../../../generators/update-unit/index.ts";

/** How long the random words of a unit last. */
export interface WordPeriod {
  /** Words that an update draws on each line, none of its rows being skipped. */
  readonly wordsPerUpdate: number;
  /** Words of a line until they repeat: (2^w − 1) / gcd(2^w − 1, w) for an LFSR of w bits that leaps by w. */
  readonly words: number;
  /** Whole updates until a line sees words again that it has seen. */
  readonly updates: number;
}

/** The period of the words of a unit; undefined if it draws none. */
export function wordPeriod(shape: UnitShape): WordPeriod | undefined {
  if (!drawsWords(shape)) return undefined;
  const [wordsPerUpdate, words] = [wordsOfUpdate(shape), wordsUntilRepeat(lfsrPeriod(shape.lfsrBits), shape.lfsrBits)];
  return { wordsPerUpdate, words, updates: Math.floor(words / wordsPerUpdate) };
}

/** What to say of a layer whose words repeat within fewer updates than stated; undefined if they last. */
export function periodWarning(shape: UnitShape, least: number): string | undefined {
  const period = wordPeriod(shape);
  if (period === undefined || period.updates >= least) return undefined;
  const { words, wordsPerUpdate, updates } = period;
  return `layer of ${shape.rows}x${shape.columns}: its random words (${words} of ${shape.lfsrBits} bits, ${wordsPerUpdate} an update) repeat after ${updates} updates, expected at least ${least}: the same synapses are rounded the same way again. Set more lfsrBits, or more lanes.`;
}
