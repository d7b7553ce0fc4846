import type { SweepManifest } from "../../src/core/sweep-result.ts";
import type { Design, SettingLabels } from "../../src/core/result.ts";

import { judgedIn } from "./settings.ts";

/** The design as the DESIGN.json that every command reads. */
export function designJson(design: Design): string {
  return JSON.stringify({ generator: design.generator, parameters: design.parameters });
}

/**
 * The command lines that repeat, build and check a design of this sweep; `DESIGN.json` is the file of `designJson`.
 * @param setting what tells that of the design from others
 */
export function commandLines(manifest: SweepManifest, setting: SettingLabels | undefined): readonly string[] {
  const { workload, clockMhz, technology: judged, statedMemory, cores } = judgedIn(manifest, setting);
  const technology = `--technology ${shellWord(judged?.name ?? "")}`;
  const several = cores === undefined ? [] : [`--cores ${cores}`];
  const names = workload === undefined ? [undefined] : (workload.combination?.of ?? [workload.name]);
  const memory = statedMemory === undefined ? [] : [`--memory ${shellWord(JSON.stringify(statedMemory))}`];
  const estimates = names.map((name) => {
    const scored = name === undefined ? [] : [`--workload ${shellWord(name)}`, ...memory, ...several];
    return ["tritforge estimate DESIGN.json", technology, ...scored, `--clock ${clockMhz}`, "--json"].join(" ");
  });
  return [
    ...estimates,
    "tritforge generate DESIGN.json --out DIR",
    "tritforge verify DESIGN.json",
    `tritforge synth DESIGN.json ${technology} --json`,
  ];
}

function shellWord(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
