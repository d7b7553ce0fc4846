import type { SweepContext } from "./context.ts";
import type { PartRows } from "./rows.ts";

/** Points of designs that are worked out in rows: a second or so, or a tenth where all parts are known. */
const MOST_IN_ROWS = 65_536;

/** Where the chunks of a space begin: those of designs that share their parts go between rows. */
export function chunksOf({ points, rowsOf }: SweepContext): readonly number[] {
  const starts: number[] = [];
  const single = chunkSize(points.count);
  for (const part of points.parts) {
    const rows = rowsOf(part);
    const size = rows === undefined ? single : sizeInRows(rows, points.count);
    for (let at = 0; at < part.size; at += size) starts.push(part.start + at);
  }
  return starts;
}

/**
 * Points per chunk of designs that are worked out one by one, a power of two that depends on nothing but the number of
 * points: few enough that some chunk is done every few seconds, also of designs that take a tenth of a second each, and
 * enough that handing them out is not felt and threads seldom price the same modules.
 */
function chunkSize(count: number): number {
  return Math.max(64, Math.min(1024, inParts(count, 64)), inParts(count, 65_536));
}

/** Whole blocks, unless these are so large that few chunks would be left to share between threads. */
function sizeInRows({ block, unit }: Pick<PartRows, "block" | "unit">, count: number): number {
  const size = Math.max(64, Math.min(MOST_IN_ROWS, inParts(count, 64)), inParts(count, 65_536));
  const step = count < FEW_CHUNKS * block ? unit : block;
  return step * Math.ceil(size / step);
}

const FEW_CHUNKS = 4;

function inParts(count: number, parts: number): number {
  return 2 ** Math.ceil(Math.log2(count / parts));
}
