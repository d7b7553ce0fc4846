import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Worker } from "node:worker_threads";
import { OutputFolder } from "../../src/run/output-folder.ts";

const base = mkdtempSync(join(tmpdir(), "tritforge-reader-"));
afterAll(() => rmSync(base, { recursive: true }));

const ROUNDS = 150;

/** Reads the seal, the other files, and the seal again, as fast as it can: which results it saw, and how many mixtures. */
const READER = `
  const { readFileSync } = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");
  const { directory, last } = workerData;
  const read = (name) => { try { return JSON.parse(readFileSync(directory + "/" + name, "utf8")).round; } catch { return undefined; } };
  let [whole, mixtures, round] = [new Set(), 0, -1];
  for (const end = Date.now() + 60_000; round !== last && Date.now() < end; ) {
    const before = read("manifest.json");
    const others = [read("pareto.json"), read("designs/knee/rtl/top.json")];
    round = read("manifest.json");
    if (before === undefined || before !== round) continue;
    whole.add(round);
    if (others.some((other) => other !== round)) mixtures++;
  }
  parentPort.postMessage({ whole: whole.size, mixtures });
`;

function publish(directory: string, round: number): void {
  const folder = OutputFolder.prepare(directory);
  for (const name of ["manifest.json", "pareto.json", "designs/knee/rtl/top.json"])
    folder.append(name, JSON.stringify({ tool: { name: "tritforge" }, objectives: [], round }));
  folder.commit();
}

it("a reader of manifest.json, other files and manifest.json again never sees two results of OutputFolder.commit()", async () => {
  const directory = join(base, "out");
  publish(directory, 0);
  const reader = new Worker(READER, { eval: true, workerData: { directory, last: ROUNDS } });
  const seen = new Promise<{ whole: number; mixtures: number }>((resolve, reject) => {
    reader.once("message", resolve);
    reader.once("error", reject);
  });
  for (let round = 1; round <= ROUNDS; round++) {
    publish(directory, round);
    if (round % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const { whole, mixtures } = await seen;
  expect(mixtures).toBe(0);
  expect(whole).toBeGreaterThan(3);
  expect(JSON.parse(readFileSync(join(directory, "pareto.json"), "utf8")).round).toBe(ROUNDS);
}, 90_000);
