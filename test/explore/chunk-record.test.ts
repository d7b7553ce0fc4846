import { deflateRawSync, inflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { chunkText, readChunkText } from "../../src/explore/chunk-record.ts";
import { loadContext } from "../../src/explore/context.ts";
import { Tally } from "../../src/explore/tally.ts";
import { FAKE_MODULES } from "./fake-generators.ts";
import { OPTIONS, spaceOf } from "./fake-sweep.ts";

/** Points 100 … 199 of a space, some of them feasible, infeasible and failed. */
const [START, END] = [100, 200];
let chunk: ChunkResult;
let line = "";

beforeAll(async () => {
  const parameters = { tables: [4, 7, 9, 20], fetchers: { from: 10, to: 59 }, inputs: 128, outputs: 50 };
  const space = spaceOf([{ generator: "lut", parameters }], {
    constraints: [{ metric: "areaUm2", maximum: 16_000 }],
    equalThroughput: { baselines: ["lut"] },
  });
  const context = await loadContext({ space, context: OPTIONS.context, modules: FAKE_MODULES });
  chunk = await exploreChunk(context, { start: START, end: END, cloudLimit: Infinity, wantsLog: true }, new Tally());
  line = chunkText(chunk);
});

type Json = Readonly<Record<string, unknown>>;

/** The line with top-level keys of its JSON replaced. */
function changed(change: (record: Json) => Json): string {
  const record: Json = JSON.parse(inflateRawSync(Buffer.from(line, "base64")).toString());
  return deflateRawSync(JSON.stringify({ ...record, ...change(record) })).toString("base64");
}

const base64 = (numbers: readonly number[]): string =>
  Buffer.from(Float64Array.from(numbers).buffer).toString("base64");

describe("readChunkText(chunkText(result), chunk, width)", () => {
  it("is the chunk, to the last bit, points and absent metrics included", () => {
    expect([chunk.feasible, chunk.infeasible.size, chunk.failed.size].every((count) => count > 0)).toBe(true);
    expect(chunk.log?.rows.some(Number.isNaN)).toBe(true);
    expect(readChunkText(line, { start: START, end: END }, METRIC_COUNT)).toEqual(chunk);
    expect(line).toMatch(/^[\w+/=]+$/);
  });

  it("is the chunk without points, if they were not wanted", () => {
    const { log: _, ...summary } = chunk;
    expect(readChunkText(chunkText(summary), { start: START, end: END }, METRIC_COUNT)).toEqual(summary);
  });
});

describe("readChunkText(line, chunk, width) gives nothing for", () => {
  it.each<readonly [string, () => string]>([
    ["an empty line", () => ""],
    ["a line cut short", () => line.slice(0, -20)],
    ["what unpacks to no JSON", () => deflateRawSync("{").toString("base64")],
    ["what unpacks to 300 MB", () => deflateRawSync(Buffer.alloc(300e6, 32)).toString("base64")],
    ["another JSON value", () => deflateRawSync("7").toString("base64")],
    ["a key too many", () => changed(() => ({ more: 1 }))],
    ["a number that is a text", () => changed(() => ({ feasible: "1" }))],
    ["a count that is off by one", () => changed(({ feasible }) => ({ feasible: Number(feasible) + 1 }))],
    ["a negative count", () => changed(() => ({ failed: { "no reason": -1 } }))],
    ["points with the status of none", () => changed(() => ({ log: { outcome: "", rows: "", outcomes: [{}] } }))],
    ["too few points", () => changed(() => ({ log: { outcome: "", rows: "", outcomes: [] } }))],
    ["a table of half a number", () => changed(() => ({ front: { indices: "AAAA", rows: "" } }))],
    ["a point without its row", () => changed(() => ({ front: { indices: base64([START]), rows: "" } }))],
    ["a point twice", () => changed(({ front }) => ({ cloud: front }))],
  ])("%s", (_, make) => {
    expect(readChunkText(make(), { start: START, end: END }, METRIC_COUNT)).toBeUndefined();
  });

  it.each([
    [0, 100],
    [101, 201],
    [100, 199],
  ])("the points %i … %i, which are others", (start, end) => {
    expect(readChunkText(line, { start, end }, METRIC_COUNT)).toBeUndefined();
  });

  it("rows of another width", () => {
    expect(readChunkText(line, { start: START, end: END }, METRIC_COUNT + 1)).toBeUndefined();
  });
});
