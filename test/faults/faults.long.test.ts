import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { prepare, type Prepared } from "./bench.ts";
import { cacheFull, fullAfter, logFull, smallDisk, withSmallDisk } from "./full-disk.ts";
import { endedExploring, killed } from "./kills.ts";
import { inOwnProcess, inThisProcess } from "./runs.ts";
import {
  GENERATE,
  PLOT,
  SWEEP_OF_CORES,
  SWEEP_OF_MANY,
  SWEEP_OF_ROWS,
  SWEEP_OF_UNITS,
  TRAIN,
  type Subject,
} from "./subjects.ts";
import { workerDies } from "./workers.ts";
import { staleLock, twoWriters } from "./writers.ts";

/**
 * One of each fault of `npm run faults`; the rest is there. Runs that are killed or stopped are processes of their own, all
 * others, where the fault is in the file system, are runs in this one.
 */

const SECONDS = 1000;
const base = mkdtempSync(join(tmpdir(), "tritforge-faults-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Prepared by their own tests: they take as long as the others together. */
const [MANY, ROWS] = [join(base, "many"), join(base, "rows")];

const subjects = [SWEEP_OF_CORES, SWEEP_OF_UNITS, TRAIN, GENERATE, PLOT] as const;

/** Signals come to these at a moment of their time, which is that of a process. */
const TIMED: readonly Subject[] = [SWEEP_OF_UNITS, TRAIN];
const prepared = new Map<string, Prepared>();
const of = (name: string): Prepared => {
  const found = prepared.get(name);
  if (found === undefined) throw new Error(`internal: no subject ${name}`);
  return found;
};

beforeAll(async () => {
  const made = await Promise.all(
    subjects.map((subject) => {
      const first = TIMED.includes(subject) ? inOwnProcess : inThisProcess;
      return prepare(subject, join(base, subject.name.replaceAll(/\W+/g, "-")), inThisProcess, first);
    }),
  );
  for (const each of made) prepared.set(each.subject.name, each);
}, 240 * SECONDS);

describe("tritforge sweep, train --trace", () => {
  it.each([SWEEP_OF_CORES, SWEEP_OF_UNITS, TRAIN])(
    "$name: killed, holds the old result or the new one, and the next run gives the bytes of an undisturbed one",
    async ({ name }) => {
      expect((await killed(of(name), 1, "SIGKILL", 1)).faults).toEqual([]);
    },
    120 * SECONDS,
  );

  it(
    "sweep of many cores: killed while it explores, goes on from the chunks on disk; a full disk under them changes nothing",
    async () => {
      const many = await prepare(SWEEP_OF_MANY, MANY, inThisProcess);
      expect(await endedExploring(many, 1, "SIGKILL", 1)).toEqual({ state: "went on", faults: [] });
      expect((await logFull(many, 3000)).faults).toEqual([]);
    },
    240 * SECONDS,
  );

  it(
    "sweep of rows: killed in the middle of a record of its log, goes on from the whole ones",
    async () => {
      const rows = await prepare(SWEEP_OF_ROWS, ROWS, inThisProcess);
      expect(await endedExploring(rows, 1, "SIGKILL in a record", 1)).toEqual({ state: "went on", faults: [] });
    },
    240 * SECONDS,
  );

  it.each([
    { name: SWEEP_OF_UNITS.name, signal: "SIGINT" },
    { name: TRAIN.name, signal: "SIGTERM" },
  ] as const)(
    "$name: ended by $signal, says one line, leaves nothing and exits 128 + n",
    async ({ name, signal }) => {
      expect((await killed(of(name), 0, signal, 2)).faults).toEqual([]);
    },
    120 * SECONDS,
  );
});

describe("a full disk", () => {
  it.each(subjects)(
    "$name: is one line, and leaves the old result and nothing else",
    async ({ name }) => {
      expect(await fullAfter(of(name), 100)).toEqual({ state: "one line, old result", faults: [] });
    },
    60 * SECONDS,
  );

  it(
    "under the cache: the run goes on without it, and says so once",
    async () => {
      expect((await cacheFull(of(SWEEP_OF_UNITS.name), 100)).faults).toEqual([]);
    },
    60 * SECONDS,
  );

  it("of 2 MB, mounted (root only): is one line, and leaves the old result and nothing else", async (context) => {
    const mount = join(base, "disk");
    let faults: readonly string[] = [];
    const skipped = await withSmallDisk(mount, async () => {
      ({ faults } = await smallDisk(of(GENERATE.name), mount, 4096));
    });
    if (skipped !== undefined) context.skip(skipped);
    expect(faults).toEqual([]);
  }, 60_000);
});

describe("two runs and one folder", () => {
  it(
    "tritforge sweep into a folder in use: refused with process and host; the first result is whole",
    async () => {
      expect((await twoWriters(of(SWEEP_OF_CORES.name))).faults).toEqual([]);
    },
    120 * SECONDS,
  );

  it(
    "tritforge sweep takes over the lock of a dead process and removes what it left",
    async () => {
      expect((await staleLock(of(SWEEP_OF_CORES.name))).faults).toEqual([]);
    },
    60 * SECONDS,
  );
});

describe("runSweepToFolder(space, options) whose worker dies", () => {
  it(
    "throws ToolError in one line and leaves nothing",
    async () => {
      expect((await workerDies(join(base, "worker-dies"))).faults).toEqual([]);
    },
    60 * SECONDS,
  );
});
