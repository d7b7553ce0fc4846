import type { SweepContext } from "./context.ts";
import type { PartRows } from "./rows.ts";

/** How a space is cut into chunks: by counting, since a large one has more of them than a list could hold. */
export interface ChunkPlan {
  /** How many chunks there are. */
  readonly count: number;
  /** First point of each chunk, and the point behind its last, in order. */
  ranges(): Iterable<readonly [start: number, end: number]>;
  /** Equal for plans that cut alike. */
  readonly key: string;
}

/** Points of designs that are worked out in rows: a second or so, or a tenth where all parts are known. */
const MOST_IN_ROWS = 65_536;

/** The same in spaces of many billions, where parts are long known, and chunks that are done are to fit in a log. */
const MOST_OF_BILLIONS = 2 ** 22;

/** Points of a block that is not cut, so that its rows are walked once. */
const MOST_IN_BLOCK = 2 ** 18;

/** Cuts a space into chunks; those of designs that share their parts are cut between rows. */
export function chunksOf({ points, rowsOf }: Pick<SweepContext, "points" | "rowsOf">): ChunkPlan {
  const single = chunkSize(points.count);
  const parts = points.parts.map((part) => {
    const rows = rowsOf(part);
    return { start: part.start, size: part.size, step: rows === undefined ? single : sizeInRows(rows, points.count) };
  });
  return {
    count: parts.reduce((sum, { size, step }) => sum + Math.ceil(size / step), 0),
    ranges: function* () {
      for (const { start, size, step } of parts)
        for (let at = 0; at < size; at += step) yield [start + at, start + Math.min(size, at + step)];
    },
    key: parts.map(({ start, size, step }) => `${start}+${size}/${step}`).join(),
  };
}

/**
 * Points per chunk of designs that are worked out one by one, a power of two that depends on nothing but the number of
 * points: few enough that some chunk is done every few seconds, also of designs that take a tenth of a second each, and
 * enough that handing them out is not felt and threads seldom price the same modules.
 */
function chunkSize(count: number): number {
  return Math.max(64, Math.min(1024, inParts(count, 64)));
}

/** Whole blocks, unless these are so large that few chunks would be left to share between threads, or to be kept of a sweep. */
function sizeInRows({ block, unit }: Pick<PartRows, "block" | "unit">, count: number): number {
  const size = Math.max(
    64,
    Math.min(MOST_IN_ROWS, inParts(count, 64)),
    Math.min(MOST_OF_BILLIONS, inParts(count, 65_536)),
  );
  if (count < FEW_CHUNKS * block) return multipleOf(unit, size);
  return block > MOST_IN_BLOCK ? multipleOf(unit, Math.max(size, MOST_IN_BLOCK)) : multipleOf(block, size);
}

/** The least one that is not less. */
function multipleOf(step: number, least: number): number {
  return step * Math.ceil(least / step);
}

const FEW_CHUNKS = 4;

function inParts(count: number, parts: number): number {
  return 2 ** Math.ceil(Math.log2(count / parts));
}
