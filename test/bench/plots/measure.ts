import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { compileBaseline, hasCompiler } from "../baseline.ts";
import { uniformRate } from "../front.ts";
import type { Measured, MeasuredSize, MeasuredSpace } from "./measured.ts";
import { SIZES, type Size } from "./spaces.ts";
import type { Answer, StatedSpace, Task } from "./task.ts";

const SCRIPT = fileURLToPath(new URL("measure-script.ts", import.meta.url));

/** Walks with all parts known, of which the fastest counts: some over small spaces, few over large ones. */
const SOME_ROUNDS = 10;
const FEW_ROUNDS = 3;
/** Designs from which a walk takes more than a second. */
const LARGE = 5e6;

/** Designs that are worked out one by one. */
const ONE_BY_ONE = 512;

/** The space that is asked for other things, too: one that is always measured. */
const ASKED_SIZE = 1e7;

/** The largest space of which one worker prices all modules, too: it takes as long as all other measurements of a space. */
const MOST_COLD = 2e6;

const WORKERS = [1, 2];

const run = promisify(execFile);

/** Measures in a process of its own. */
async function measured(task: Task): Promise<Answer> {
  const { stdout } = await run(process.execPath, ["--import", "tsx", SCRIPT, JSON.stringify(task)]);
  return JSON.parse(stdout) as Answer;
}

/**
 * Measures spaces of all sizes up to one, one after the other, each in processes of its own.
 * @param onSpace told of each space before it is measured
 */
export async function measure(most: Size, onSpace: (what: string) => void): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-plots-"));
  const pricesOf = (name: string): string => join(folder, name);
  try {
    const { peakMiB: startMiB } = await measured({ kind: "nothing", prices: folder });
    const sizes: MeasuredSize[] = [];
    for (const size of SIZES.filter((each) => each <= most)) {
      onSpace(`${size} designs`);
      sizes.push(await measureSize(size, pricesOf(`${size}`)));
    }
    onSpace("983 040 designs in short rows");
    const shortRows = await measureSpace({ kind: "short-rows" }, pricesOf("short"));
    const asked = (what: "unbound" | "system") => {
      onSpace(`${ASKED_SIZE} designs, ${what}`);
      return rowsOf({ kind: "size", size: ASKED_SIZE, asked: what }, pricesOf(`${ASKED_SIZE}`), SOME_ROUNDS);
    };
    const [unbound, system] = [await asked("unbound"), await asked("system")];
    const baseline = hasCompiler() ? await baselineIn(folder) : undefined;
    const timed = ({ seconds, peakMiB }: Answer) => ({ seconds, peakMiB });
    return {
      schemaVersion: 1,
      startMiB,
      sizes,
      shortRows,
      unbound: timed(unbound),
      system: timed(system),
      ...(baseline === undefined ? {} : { baseline }),
      frontPointsPerSecond: uniformRate(4),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsOf(space: StatedSpace, prices: string, rounds: number): Promise<Answer> {
  return measured({ kind: "rows", space, prices, rounds });
}

/** Sweeps that know nothing come first: what they find out is kept for the others. */
async function measureSpace(space: StatedSpace, prices: string): Promise<MeasuredSpace> {
  const sweeps: MeasuredSpace["sweeps"][number][] = [];
  const sweep = async (workers: number, isPriced: boolean): Promise<Answer> => {
    const answer = await measured({ kind: "sweep", space, prices, workers });
    sweeps.push({ workers, isPriced, seconds: answer.seconds, peakMiB: answer.peakMiB });
    return answer;
  };
  const { designs, feasible, front } = await sweep(2, false);
  for (const workers of WORKERS) await sweep(workers, true);
  if (designs <= MOST_COLD) {
    rmSync(prices, { recursive: true, force: true });
    await sweep(1, false);
  }
  const { seconds, peakMiB } = await rowsOf(space, prices, designs > LARGE ? FEW_ROUNDS : SOME_ROUNDS);
  return { designs, feasible, front, sweeps, rows: { seconds, peakMiB } };
}

async function measureSize(size: Size, prices: string): Promise<MeasuredSize> {
  const space = { kind: "size", size, asked: "usual" } as const;
  const found = await measureSpace(space, prices);
  const { designs, seconds } = await measured({ kind: "one-by-one", space, prices, designs: ONE_BY_ONE });
  return { ...found, oneByOne: { designs, seconds } };
}

/** Rows and the same arithmetic in C++, in one process. */
async function baselineIn(folder: string): Promise<NonNullable<Measured["baseline"]>> {
  const program = compileBaseline(folder);
  const { designs, seconds, baselineSeconds } = await measured({ kind: "baseline", prices: folder, program });
  if (baselineSeconds === undefined) throw new Error("baseline: got no time of C++");
  return { designs, rowsSeconds: seconds, seconds: baselineSeconds };
}
