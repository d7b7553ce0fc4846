import { deflateRawSync, inflateRawSync } from "node:zlib";
import { InputError } from "../core/errors.ts";
import { compileSchema } from "../json/json-schema.ts";
import { pointsIn, type ChunkResult, type ChunkTask } from "./chunk.ts";
import type { Outcome, PointLog } from "./point-log.ts";
import type { PointTable } from "./point-table.ts";

/** A chunk's result as JSON; numbers travel as bytes in base 64, since JSON has no NaN. */
interface ChunkRecord {
  readonly feasible: number;
  readonly skipped: number;
  readonly infeasible: Readonly<Record<string, number>>;
  readonly failed: Readonly<Record<string, number>>;
  readonly front: TableRecord;
  readonly cloud: TableRecord;
  readonly equalThroughput: TableRecord;
  readonly log?: { readonly outcome: string; readonly rows: string; readonly outcomes: readonly Outcome[] };
}

interface TableRecord {
  readonly indices: string;
  readonly rows: string;
}

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const reasons = { type: "object", additionalProperties: count };
const table = closed({ indices: text, rows: text });
const outcomes = { type: "array", items: closed({ status: { enum: ["infeasible", "failed"] }, reason: text }) };

const readRecord = compileSchema<ChunkRecord>(
  closed(
    {
      feasible: count,
      skipped: count,
      infeasible: reasons,
      failed: reasons,
      front: table,
      cloud: table,
      equalThroughput: table,
    },
    { log: closed({ outcome: text, rows: text, outcomes }) },
  ),
);

function closed(required: object, optional: object = {}) {
  const properties = { ...required, ...optional };
  return { type: "object", required: Object.keys(required), properties, additionalProperties: false };
}

/** Most that a record may unpack to [bytes]. */
const MOST_BYTES = 2 ** 28;

/** What a chunk came to, as one line of text; packed, since rows are alike and half empty (a tenth of the size). */
export function chunkText({ log, ...result }: ChunkResult): string {
  const record: ChunkRecord = {
    feasible: result.feasible,
    skipped: result.skipped,
    infeasible: Object.fromEntries(result.infeasible),
    failed: Object.fromEntries(result.failed),
    front: tableRecord(result.front),
    cloud: tableRecord(result.cloud),
    equalThroughput: tableRecord(result.equalThroughput),
    ...(log === undefined
      ? {}
      : { log: { outcome: base64(log.outcome), rows: base64(log.rows), outcomes: log.outcomes } }),
  };
  return deflateRawSync(JSON.stringify(record), { level: 1 }).toString("base64");
}

/** A chunk, as far as a record is held against it. */
type RecordedChunk = Pick<ChunkTask, "start" | "end" | "points">;

/**
 * The result that `chunkText` wrote for a chunk; undefined if it is none of that chunk.
 * @param width numbers of a row
 */
export function readChunkText(line: string, chunk: RecordedChunk, width: number): ChunkResult | undefined {
  try {
    const json = inflateRawSync(Buffer.from(line, "base64"), { maxOutputLength: MOST_BYTES }).toString();
    const { log, ...record } = readRecord(JSON.parse(json), "");
    const result: ChunkResult = {
      feasible: record.feasible,
      skipped: record.skipped,
      infeasible: new Map(Object.entries(record.infeasible)),
      failed: new Map(Object.entries(record.failed)),
      front: tableOf(record.front, width),
      cloud: tableOf(record.cloud, width),
      equalThroughput: tableOf(record.equalThroughput, width),
      ...(log === undefined
        ? {}
        : {
            log: {
              start: chunk.start,
              outcome: new Uint32Array(bytesOf(log.outcome)),
              rows: floats(log.rows),
              width,
              outcomes: log.outcomes,
            },
          }),
    };
    return isChunk(result, chunk) ? result : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InputError || isOfBytes(error)) return undefined;
    throw error;
  }
}

/** Bytes that do not unpack, or make no whole number of numbers. */
function isOfBytes(error: unknown): boolean {
  return (
    error instanceof RangeError || (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))
  );
}

/** Whether each point is counted once and no table holds anything but points of the chunk. */
function isChunk({ log, ...result }: ChunkResult, chunk: RecordedChunk): boolean {
  const { start, end } = chunk;
  const points = pointsIn(chunk);
  // Points of other parts of a group stand before it or behind it.
  const [first, last] = points === end - start ? [start, end] : [0, Infinity];
  const { feasible, skipped, infeasible, failed, front, cloud, equalThroughput } = result;
  const counts = [feasible, skipped, ...infeasible.values(), ...failed.values()];
  const shown = [...front.indices, ...cloud.indices];
  return (
    counts.reduce((sum, each) => sum + each, 0) === points &&
    new Set(shown).size === shown.length &&
    shown.length <= feasible &&
    [front, cloud, equalThroughput].every((each) => isTable(each, first, last)) &&
    (log === undefined || isLog(log, end - start))
  );
}

function isTable({ indices, rows, width }: PointTable, start: number, end: number): boolean {
  const isOwn = (index: number): boolean => Number.isInteger(index) && index >= start && index < end;
  return indices.every(isOwn) && rows.length === indices.length * width;
}

function isLog({ outcome, rows, width, outcomes: known }: PointLog, points: number): boolean {
  const isKnown = (code: number): boolean => code <= known.length;
  return outcome.length === points && outcome.every(isKnown) && rows.length === points * width;
}

function tableRecord({ indices, rows }: PointTable): TableRecord {
  return { indices: base64(indices), rows: base64(rows) };
}

function tableOf({ indices, rows }: TableRecord, width: number): PointTable {
  return { indices: floats(indices), rows: floats(rows), width };
}

function base64({ buffer, byteOffset, byteLength }: Float64Array | Uint32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function floats(encoded: string): Float64Array {
  return new Float64Array(bytesOf(encoded));
}

function bytesOf(encoded: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(encoded, "base64")).buffer;
}
