import type { SweepManifest } from "../../src/core/sweep-result.ts";
import type { Design } from "../../src/core/result.ts";

/** The design as the DESIGN.json that every command reads. */
export function designJson(design: Design): string {
  return JSON.stringify({ generator: design.generator, parameters: design.parameters });
}

/** The command lines that repeat, build and check a design of this sweep; `DESIGN.json` is the file of `designJson`. */
export function commandLines(manifest: SweepManifest): readonly string[] {
  const { workload } = manifest;
  const technology = `--technology ${shellWord(manifest.technology.name)}`;
  return [
    `tritforge estimate DESIGN.json ${technology}${workload === undefined ? ` --clock ${manifest.clockMhz}` : ` --workload ${shellWord(workload.name)}`} --json`,
    "tritforge generate DESIGN.json --out DIR",
    "tritforge verify DESIGN.json",
    `tritforge synth DESIGN.json ${technology} --json`,
  ];
}

function shellWord(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
