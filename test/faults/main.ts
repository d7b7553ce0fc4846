import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { prepare, type Prepared } from "./bench.ts";
import { killsOf, rowOf, tableOf, twoAtATime, type Finding, type Row } from "./finding.ts";
import { cacheFull, fullAfter, logFull, smallDisk, withSmallDisk } from "./full-disk.ts";
import { endedExploring, killed } from "./kills.ts";
import { inOwnProcess, inThisProcess } from "./runs.ts";
import { GENERATE, PLOT, SWEEP_OF_CORES, SWEEP_OF_MANY, SWEEP_OF_ROWS, SWEEP_OF_UNITS, TRAIN } from "./subjects.ts";
import { workerDies, workerFillsMemory } from "./workers.ts";
import { raceForDeadLock, staleLock, twoWriters } from "./writers.ts";

/**
 * `npm run faults`: kills, signals, full disks, two writers and dying workers against the real command. After each, the folder
 * holds the old result or the new one, whole, and the next run gives the bytes of an undisturbed one. Prints a table; exits 1
 * if anything is wrong.
 */
const { kills, seed } = await yargs(hideBin(process.argv))
  .scriptName("npm run faults --")
  .usage("$0\n\nDisturbs runs in every way we know of and says what is left.")
  .option("kills", {
    type: "number",
    default: 100,
    describe: "SIGKILLs: seven of ten of sweeps while they explore, the others anywhere in three sweeps and a training",
  })
  .option("seed", { type: "number", default: 1, describe: "of the moments" })
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

async function disturb(): Promise<void> {
  const subjects: Prepared[] = [];
  const many = await prepare(SWEEP_OF_MANY, join(base, "many"), inThisProcess, inOwnProcess);
  const inRows = await prepare(SWEEP_OF_ROWS, join(base, "rows"), inThisProcess, inOwnProcess);
  const [some, few] = [Math.ceil(kills * 0.3), Math.ceil(kills * 0.1)];
  await run(
    "SIGKILL while exploring, sweep of rows",
    cases(some, (k) => endedExploring(inRows, k, "SIGKILL", seed)),
  );
  await run(
    "SIGKILL in a record of the log, sweep of rows",
    cases(some, (k) => endedExploring(inRows, k, "SIGKILL in a record", seed)),
  );
  await run(
    "SIGKILL while exploring, sweep of many cores",
    cases(few, (k) => endedExploring(many, k, "SIGKILL", seed)),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    await run(
      `${signal} while exploring, sweep of rows`,
      cases(few, (k) => endedExploring(inRows, k, signal, seed)),
    );
  await run(
    "injected ENOSPC, log of chunks",
    [0, 100, 100_000].map((bytes) => () => logFull(inRows, bytes)),
  );
  await run(
    "injected ENOSPC, log and result, sweep of rows",
    [0, 20_000, 60_000].map((bytes) => () => fullAfter(inRows, bytes)),
  );
  const whole = kills - 2 * some - few;
  for (const subject of [SWEEP_OF_CORES, SWEEP_OF_UNITS, TRAIN, GENERATE, PLOT])
    subjects.push(await prepare(subject, join(base, subject.name.replaceAll(/\W+/g, "-")), inOwnProcess));
  const [cores, units, train] = subjects as [Prepared, Prepared, Prepared];
  for (const [i, subject] of [cores, units, train].entries())
    await run(
      `SIGKILL, ${subject.subject.name}`,
      cases(Math.ceil((whole - i) / 3), (k) => killed(subject, k, "SIGKILL", seed)),
    );
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    await run(`${signal}, sweep of units and train --trace`, [
      ...cases(Math.ceil(kills / 20), (k) => killed(units, k, signal, seed)),
      ...cases(Math.ceil(kills / 20), (k) => killed(train, k, signal, seed)),
    ]);
  for (const subject of subjects)
    await run(
      `injected ENOSPC, ${subject.subject.name}`,
      ROOM.map((bytes) => () => fullAfter(subject, bytes)),
    );
  await run(
    "injected ENOSPC, cache",
    [0, 100, 2000].map((bytes) => () => cacheFull(units, bytes)),
  );
  for (const subject of subjects) await onSmallDisk(subject);
  await run("two writers", [() => twoWriters(cores)]);
  await run("lock of a dead process", [() => staleLock(cores)]);
  await run(
    "eight for the lock of a dead process",
    cases(5, (k) => raceForDeadLock(join(base, `race-${k}`))),
  );
  await run("a worker dies", [() => workerDies(join(base, "worker-dies"))]);
  await run("a worker out of memory", [() => workerFillsMemory()]);
}

async function onSmallDisk(subject: Prepared): Promise<void> {
  const findings: Finding[] = [];
  const fault = `disk of 2 MB, ${subject.subject.name}`;
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
  tell({ fault, findings: await twoAtATime(all) });
}

function cases(count: number, make: (k: number) => Promise<Finding>): (() => Promise<Finding>)[] {
  return Array.from({ length: count }, (_, k) => () => make(k));
}
