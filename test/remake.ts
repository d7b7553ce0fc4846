import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hideBin } from "yargs/helpers";
import yargs from "yargs";
import { loadTechnology } from "../models/technology/index.ts";
import { findLiberty } from "./validation/libraries.ts";
import { unpackMeasurements } from "./validation/kept.ts";
import { projectWords } from "./validation/project-words.ts";
import { PRINTED, remakeSteps, validationPage } from "./remake/steps.ts";

/**
 * `npm run remake`: makes every shipped table, price, accuracy and page anew that rests on circuits or prices. What was measured
 * before is in `out/cache`, so a run that is killed goes on. The last line says what it took.
 */

const given = await yargs(hideBin(process.argv))
  .scriptName("npm run remake --")
  .usage("$0 --libraries DIR\n\nMakes every shipped table and page anew that rests on circuits or prices.")
  .option("libraries", {
    type: "string",
    default: process.env["TRITFORGE_LIBERTY"],
    describe: "folder with the Liberty files of the built-in technologies (default: $TRITFORGE_LIBERTY)",
  })
  .option("seeds", { type: "string", default: "1-5", describe: "hold-out designs, as of npm run validate" })
  .option("designs", { type: "number", default: 40, describe: "of each seed" })
  .option("units", { type: "number", default: 20, describe: "hold-out update units" })
  .strict()
  .parseAsync();

const CPU_FILE = "out/remake-cpu.txt";

try {
  remake();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function remake(): void {
  const { libraries, seeds, designs, units } = given;
  if (libraries === undefined) throw new Error("--libraries: expected the folder with the technologies' Liberty files");
  const libertyOf = (name: string): string => {
    const file = findLiberty(loadTechnology(name), libraries);
    if (file === undefined) throw new Error(`--libraries: ${libraries} holds no Liberty file of ${name}`);
    return file;
  };
  const steps = remakeSteps({ libraries, libertyOf, seeds, designs, units });
  mkdirSync("out", { recursive: true });
  unpackMeasurements("out/cache");
  rmSync(CPU_FILE, { force: true });
  let broken = false;
  for (const [i, { makes, arguments: args, accepted = [] }] of steps.entries()) {
    process.stderr.write(`[${i + 1}/${steps.length}] ${makes}\n`);
    if (makes === "formatting") writePage(libraries, units);
    const preload = ["--import", "./test/remake/note-cpu.mjs"];
    const env = { ...process.env, TRITFORGE_CPU_FILE: CPU_FILE };
    const { status, signal } = spawnSync(process.execPath, [...preload, ...args], {
      stdio: ["ignore", "inherit", "inherit"],
      env,
    });
    if (status === 0) continue;
    if (status === null || !accepted.includes(status))
      throw new Error(`${makes}: ended with ${status ?? signal}; npm run remake goes on from here`);
    broken = true;
  }
  process.stdout.write(
    `remade in ${secondsTaken().toFixed(0)} s of processor time${broken ? "; a promise is broken" : ""}\n`,
  );
}

function writePage(libraries: string, units: number): void {
  const read = (name: string): string => readFileSync(`${PRINTED}/${name}`, "utf8");
  const words = projectWords(["--libraries", libraries, "--units", `${units}`]);
  const page = validationPage(read("validation.md"), read("units.md"), `npm run validate:units -- ${words}`);
  writeFileSync("docs/validation.md", page);
}

/** Of all steps; OpenSTA runs in processes of its own. */
function secondsTaken(): number {
  return readFileSync(CPU_FILE, "utf8")
    .split("\n")
    .reduce((sum, line) => sum + Number(line), 0);
}
