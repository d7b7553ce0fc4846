import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { SingleBar } from "cli-progress";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { printable, shortened } from "../../src/core/printable.ts";
import { markdownTable } from "../validation/markdown.ts";
import { runCampaign, type FuzzFailure, type FuzzResult } from "./campaign.ts";
import { VERDICTS } from "./judge.ts";
import { KINDS } from "./kinds/index.ts";

/**
 * `npm run fuzz -- --runs N --seed S [--kind KIND]`: changed inputs of every kind, handed to the product as a user would;
 * prints what became of them, exits 1 if one was not refused in words or accepted with sense. Each failure is printed with
 * the command that repeats it and a shrunk input, which is written to OUT, too.
 */
const names = KINDS.map(({ name }) => name);
const options = await yargs(hideBin(process.argv))
  .scriptName("npm run fuzz --")
  .usage("$0\n\nChanged inputs of every kind: each must be refused in words or accepted with sense.")
  .option("runs", { type: "number", default: 1000, describe: "cases, the kinds in turn" })
  .option("seed", { type: "number", default: 1, describe: "of the changes" })
  .option("kind", { choices: names, describe: "this kind only" })
  .option("run", { type: "number", describe: "only the case of this number" })
  .option("seconds", { type: "number", default: 20, describe: "limit of time of a case [s]" })
  .option("megabytes", { type: "number", default: 1024, describe: "limit of memory of a case [MB]" })
  .option("workers", { type: "number", default: availableParallelism(), describe: "threads" })
  .option("out", { type: "string", default: "out/fuzz", describe: "folder of inputs that failed" })
  .strict()
  .parseAsync();

const bar = new SingleBar({
  format: "fuzzing {bar} {value}/{total}, {eta} s left",
  stream: process.stderr,
  noTTYOutput: true,
  notTTYSchedule: 30_000,
});
const runs = options.run === undefined ? Array.from({ length: options.runs }, (_, run) => run) : [options.run];
bar.start(runs.length, 0);
const result = await runCampaign({
  kinds: options.kind === undefined ? KINDS : KINDS.filter(({ name }) => name === options.kind),
  seed: options.seed,
  runs,
  workers: Math.min(options.workers, runs.length),
  limits: { seconds: options.seconds, megabytes: options.megabytes },
  onCase: () => bar.increment(),
});
bar.stop();
for (const failure of result.failures) process.stdout.write(`${describe(failure)}\n`);
process.stdout.write(
  `${tableOf(result)}\n\n${result.failures.length} failures in ${runs.length} runs, seed ${options.seed}\n`,
);
process.exitCode = result.failures.length > 0 ? 1 : 0;

function tableOf({ counts }: FuzzResult): string {
  const rows = [...counts].map(([kind, own]) => [kind, ...VERDICTS.map((verdict) => String(own.get(verdict) ?? 0))]);
  const sum = VERDICTS.map((verdict) =>
    String([...counts.values()].reduce((all, own) => all + (own.get(verdict) ?? 0), 0)),
  );
  return markdownTable(["kind", ...VERDICTS], [...rows, ["all", ...sum]]);
}

function describe({ kind, run, judgement, shrunk }: FuzzFailure): string {
  const bytes = shrunk.files[shrunk.changed] ?? new Uint8Array();
  const file = join(options.out, `${kind}-${options.seed}-${run}-${basename(shrunk.changed)}`);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(file, bytes);
  const only = options.kind === undefined ? "" : ` --kind ${options.kind}`;
  return [
    `FAIL ${kind}: ${judgement.verdict}: ${shortened(printable(judgement.why), 600)}`,
    `  again: npm run fuzz -- --seed ${options.seed}${only} --run ${run}   (seed input ${shrunk.seed})`,
    `  input: ${file}: ${shortened(printable(Buffer.from(bytes).toString("utf8")), 400)}`,
  ].join("\n");
}
