import type { SweepContext } from "./context.ts";
import type { PartRows } from "./rows.ts";

/** The first point of a chunk, and the point behind its last. */
export type ChunkRange = readonly [start: number, end: number];

/** Some chunks in the order of their points: counted, since a large space has more of them than a list could hold. */
export interface Chunks {
  /** How many there are. */
  readonly count: number;
  /** @param place from 0 to `count` − 1 */
  at(place: number): ChunkRange;
}

/** How a space is cut into chunks. */
export interface ChunkPlan extends Chunks {
  /** All of them, in order. */
  ranges(): Iterable<ChunkRange>;
  /**
   * What the worker at position `worker` of so many begins with: a run of neighbours from each part of the space, of about equal
   * length for all. Designs that are near in a part share modules, and in different parts those at the same place do.
   */
  shareOf(worker: number, workers: number): Chunks;
  /** Equal for plans that cut alike. */
  readonly key: string;
}

/** Points of designs that are worked out in rows: a second or so, or a tenth where all parts are known. */
const MOST_IN_ROWS = 65_536;

/** The same in spaces of many billions, where parts are long known, and chunks that are done are to fit in a log. */
const MOST_OF_BILLIONS = 2 ** 22;

/** Points of a block that is not cut, so that its rows are walked once. */
const MOST_IN_BLOCK = 2 ** 18;

/** The same of all settings that share the rows: what a row takes once counts for little then. */
const MOST_TOGETHER = 2 ** 22;

/**
 * Cuts a space into chunks; those of designs that share their parts are cut between rows.
 * @param isInGroups whether chunks of the first part of each group stand for the others
 */
export function chunksOf(
  { points, rowsOf, rowGroups }: Pick<SweepContext, "points" | "rowsOf" | "rowGroups">,
  isInGroups = true,
): ChunkPlan {
  const single = chunkSize(points.count);
  const groups = isInGroups ? rowGroups : points.parts.map((part) => [part] as const);
  const parts = groups.map((group): CutPart => {
    const [{ start, size }] = group;
    const rows = rowsOf(group[0]);
    return { start, size, step: rows === undefined ? single : sizeInRows(rows, group.length, points.count) };
  });
  return planOf(parts);
}

/** The chunks of parts that are cut. */
export function planOf(parts: readonly CutPart[]): ChunkPlan {
  const all = runsOf(parts.map((part) => ({ ...part, first: 0, count: chunksIn(part) })));
  return {
    ...all,
    ranges: function* () {
      for (let place = 0; place < all.count; place++) yield all.at(place);
    },
    shareOf: (worker, workers) =>
      runsOf(
        parts.map((part) => {
          const bound = (before: number): number => Math.floor((chunksIn(part) * before) / workers);
          return { ...part, first: bound(worker), count: bound(worker + 1) - bound(worker) };
        }),
      ),
    key: parts.map(({ start, size, step }) => `${start}+${size}/${step}`).join(),
  };
}

/** Points that are cut every `step`. */
export interface CutPart {
  readonly start: number;
  readonly size: number;
  readonly step: number;
}

/** Neighbouring chunks of a part. */
interface Run extends CutPart {
  /** Chunks of the part before them. */
  readonly first: number;
  readonly count: number;
}

/** How many chunks a part is cut into. */
export function chunksIn({ size, step }: CutPart): number {
  return Math.ceil(size / step);
}

/** The chunks of one run after the other. */
function runsOf(runs: readonly Run[]): Chunks {
  const ends: number[] = [];
  for (const { count } of runs) ends.push((ends.at(-1) ?? 0) + count);
  return {
    count: ends.at(-1) ?? 0,
    at: (place) => {
      const i = ends.findIndex((end) => place < end);
      const { start, size, step, first } = runs[i]!;
      const at = (first + place - (ends[i - 1] ?? 0)) * step;
      return [start + at, start + Math.min(size, at + step)];
    },
  };
}

/**
 * Points per chunk of designs that are worked out one by one, a power of two that depends on nothing but the number of
 * points: few enough that some chunk is done every few seconds, also of designs that take a tenth of a second each, and
 * enough that handing them out is not felt and threads seldom price the same modules.
 */
export function chunkSize(count: number): number {
  return Math.max(64, Math.min(1024, inParts(count, 64)));
}

/**
 * Points of one setting: whole blocks, unless these are so large that few chunks would be left to share between threads, or to be
 * kept of a sweep.
 * @param settings that share the rows
 */
function sizeInRows({ block, unit }: Pick<PartRows, "block" | "unit">, settings: number, count: number): number {
  const size = Math.max(
    64,
    Math.min(MOST_IN_ROWS, inParts(count, 64)),
    Math.min(MOST_OF_BILLIONS, inParts(count, 65_536)),
  );
  const each = Math.ceil(size / settings);
  if (count < FEW_CHUNKS * block * settings) return multipleOf(unit, each);
  const isLarge = block > MOST_IN_BLOCK || block * settings > MOST_TOGETHER;
  const least = settings === 1 ? MOST_IN_BLOCK : Math.ceil(MOST_TOGETHER / 2 / settings);
  return isLarge ? multipleOf(unit, Math.max(each, least)) : multipleOf(block, each);
}

/** The least one that is not less. */
function multipleOf(step: number, least: number): number {
  return step * Math.ceil(least / step);
}

const FEW_CHUNKS = 4;

function inParts(count: number, parts: number): number {
  return 2 ** Math.ceil(Math.log2(count / parts));
}
