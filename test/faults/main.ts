import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { prepare, type Prepared } from "./bench.ts";
import { killsOf, rowOf, tableOf, twoAtATime, type Finding, type Row } from "./finding.ts";
import { cacheFull, fullAfter, logFull, smallDisk, withSmallDisk } from "./full-disk.ts";
import { endedExploring, killed } from "./kills.ts";
import { inOwnProcess, inThisProcess, type Run } from "./runs.ts";
import {
  GENERATE,
  PLOT,
  SWEEP_OF_BOXES,
  SWEEP_OF_CORES,
  SWEEP_OF_MANY,
  SWEEP_OF_ROWS,
  SWEEP_OF_UNITS,
  TRAIN,
  type Subject,
} from "./subjects.ts";
import { workerDies, workerFillsMemory } from "./workers.ts";
import { raceForDeadLock, staleLock, twoWriters } from "./writers.ts";

/**
 * `npm run faults`: kills, signals, full disks, two writers and dying workers against the real command. After each, the folder
 * holds the old result or the new one, whole, and the next run gives the bytes of an undisturbed one. Prints a table; exits 1
 * if anything is wrong.
 */
const { kills, seed, only } = await yargs(hideBin(process.argv))
  .scriptName("npm run faults --")
  .usage("$0\n\nDisturbs runs in every way we know of and says what is left.")
  .option("kills", {
    type: "number",
    default: 100,
    describe: "SIGKILLs: eight of ten of sweeps while they explore, the others anywhere in three sweeps and a training",
  })
  .option("seed", { type: "number", default: 1, describe: "of the moments" })
  .option("only", { type: "string", default: "", describe: "rows whose name holds this, e.g. `sweep of units`" })
  .strict()
  .parseAsync();

/** Bytes for which there is room: none, part of the first file, some files. */
const ROOM = [0, 300, 5000];

const base = mkdtempSync(join(tmpdir(), "tritforge-faults-"));
const rows: Row[] = [];
try {
  await disturb();
} finally {
  rmSync(base, { recursive: true, force: true });
}
process.stdout.write(`${tableOf(rows)}\n${killsOf(rows)}\n`);
const faults = rows.flatMap(({ fault, findings }) =>
  findings.flatMap((each) => each.faults.map((text) => `${fault}: ${text}`)),
);
for (const text of faults) process.stderr.write(`${text}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** A subject that is made ready when the first row asks for it. */
interface Lazy {
  readonly name: string;
  readonly ready: () => Promise<Prepared>;
}

/** @param run how its runs go that no signal ends */
function lazily(subject: Subject, run: Run): Lazy {
  const { name } = subject;
  let prepared: Promise<Prepared> | undefined;
  const ready = () => (prepared ??= prepare(subject, join(base, name.replaceAll(/\W+/g, "-")), run, inOwnProcess));
  return { name, ready };
}

async function disturb(): Promise<void> {
  const [many, inRows] = [lazily(SWEEP_OF_MANY, inThisProcess), lazily(SWEEP_OF_ROWS, inThisProcess)];
  const inBoxes = lazily(SWEEP_OF_BOXES, inThisProcess);
  const [some, few] = [Math.ceil(kills * 0.3), Math.ceil(kills * 0.1)];
  await run(
    "SIGKILL while exploring, sweep of rows",
    cases(some, async (k) => endedExploring(await inRows.ready(), k, "SIGKILL", seed)),
  );
  await run(
    "SIGKILL in a record of the log, sweep of rows",
    cases(some, async (k) => endedExploring(await inRows.ready(), k, "SIGKILL in a record", seed)),
  );
  await run(
    "SIGKILL while exploring, sweep of many cores",
    cases(few, async (k) => endedExploring(await many.ready(), k, "SIGKILL", seed)),
  );
  await run(
    "SIGKILL while exploring, sweep of boxes",
    cases(few, async (k) => endedExploring(await inBoxes.ready(), k, "SIGKILL", seed)),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    await run(
      `${signal} while exploring, sweep of rows`,
      cases(few, async (k) => endedExploring(await inRows.ready(), k, signal, seed)),
    );
  await run(
    "injected ENOSPC, log of chunks",
    [0, 100, 10_000].map((bytes) => async () => logFull(await inRows.ready(), bytes)),
  );
  await run(
    "injected ENOSPC, log and result, sweep of rows",
    [0, 20_000, 60_000].map((bytes) => async () => fullAfter(await inRows.ready(), bytes)),
  );
  const whole = kills - 2 * some - 2 * few;
  const own = (subject: Subject): Lazy => lazily(subject, inOwnProcess);
  const [cores, units, train] = [own(SWEEP_OF_CORES), own(SWEEP_OF_UNITS), own(TRAIN)];
  for (const [i, { name, ready }] of [cores, units, train].entries())
    await run(
      `SIGKILL, ${name}`,
      cases(Math.ceil((whole - i) / 3), async (k) => killed(await ready(), k, "SIGKILL", seed)),
    );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    await run(
      `${signal}, sweep of units and train --trace`,
      [units, train].flatMap(({ ready }) =>
        cases(Math.ceil(kills / 20), async (k) => killed(await ready(), k, signal, seed)),
      ),
    );
  const subjects = [cores, units, train, own(GENERATE), own(PLOT)];
  for (const { name, ready } of subjects)
    await run(
      `injected ENOSPC, ${name}`,
      ROOM.map((bytes) => async () => fullAfter(await ready(), bytes)),
    );
  await run(
    "injected ENOSPC, cache",
    [0, 100, 2000].map((bytes) => async () => cacheFull(await units.ready(), bytes)),
  );
  for (const subject of subjects) await onSmallDisk(subject);
  await run("two writers", [async () => twoWriters(await cores.ready())]);
  await run("lock of a dead process", [async () => staleLock(await cores.ready())]);
  await run(
    "eight for the lock of a dead process",
    cases(5, (k) => raceForDeadLock(join(base, `race-${k}`))),
  );
  await run("a worker dies", [() => workerDies(join(base, "worker-dies"))]);
  await run("a worker out of memory", [() => workerFillsMemory()]);
}

async function onSmallDisk({ name, ready }: Lazy): Promise<void> {
  const fault = `disk of 2 MB, ${name}`;
  if (!fault.includes(only)) return;
  const findings: Finding[] = [];
  const subject = await ready();
  let skipped: string | undefined;
  for (const bytes of [0, 8192]) {
    const mount = join(base, `disk-${bytes}`);
    skipped = await withSmallDisk(mount, async () => void findings.push(await smallDisk(subject, mount, bytes)));
  }
  tell({ fault, findings, ...(skipped === undefined ? {} : { skipped }) });
}

/** Notes a row, and prints it: all take a while. */
function tell(row: Row): void {
  rows.push(row);
  process.stderr.write(`${rowOf(row)}\n`);
}

async function run(fault: string, all: readonly (() => Promise<Finding>)[]): Promise<void> {
  if (!fault.includes(only)) return;
  tell({ fault, findings: await twoAtATime(all) });
}

function cases(count: number, make: (k: number) => Promise<Finding>): (() => Promise<Finding>)[] {
  return Array.from({ length: count }, (_, k) => () => make(k));
}
