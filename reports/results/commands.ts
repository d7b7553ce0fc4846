import type { PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import type { Design, SettingLabels } from "../../src/core/result.ts";
import { pickName } from "../../src/core/pick-name.ts";
import { judgedIn } from "./settings.ts";

/** The design as the DESIGN.json that every command reads. */
export function designJson(design: Design): string {
  return JSON.stringify({ generator: design.generator, parameters: design.parameters });
}

/** What stands for the file of a design in `commandLines`, and for its name. */
const DESIGN_FILE = "DESIGN.json";
const DESIGN_NAME = "DESIGN";

/**
 * The command lines that repeat, build and check a design of this sweep, to be run in the folder of the page; `DESIGN.json` stands
 * for its file.
 * @param setting what tells that of the design from others
 */
export function commandLines(manifest: SweepManifest, setting: SettingLabels | undefined): readonly string[] {
  const { workload, clockMhz, technology: judged, statedMemory, cores } = judgedIn(manifest, setting);
  const fileOf = (kind: Kind, name: string): string => manifest.inputs?.[kind][name] ?? name;
  const technology = `--technology ${shellWord(fileOf("technology", judged?.name ?? ""))}`;
  const several = cores === undefined ? [] : [`--cores ${cores}`];
  const names = workload === undefined ? [undefined] : (workload.combination?.of ?? [workload.name]);
  const memory =
    statedMemory === undefined ? [] : [`--memory ${shellWord(JSON.stringify(withSram(statedMemory, fileOf)))}`];
  const fidelity = [...zerosOf(manifest), ...fidelityOf(manifest.space)];
  const estimates = names.map((name) => {
    const scored =
      name === undefined ? [] : [`--workload ${shellWord(fileOf("workload", name))}`, ...memory, ...several];
    const options = [technology, ...scored, `--clock ${clockMhz}`, ...fidelity, "--json"];
    return ["npx tritforge estimate", DESIGN_FILE, ...options].join(" ");
  });
  return [
    ...estimates,
    `npx tritforge generate ${DESIGN_FILE} --out rtl/${DESIGN_NAME}`,
    `npx tritforge verify ${DESIGN_FILE}`,
    `npx tritforge synth ${DESIGN_FILE} ${technology} --json`,
  ];
}

type Kind = keyof NonNullable<SweepManifest["inputs"]>;

/** The same lines for a picked design, which the sweep saved. */
export function pickCommands(manifest: SweepManifest, { label, record }: PickedDesign): readonly string[] {
  const name = pickName(label);
  return commandLines(manifest, record.setting).map((line) =>
    line.replaceAll(DESIGN_FILE, `designs/${name}.json`).replaceAll(DESIGN_NAME, name),
  );
}

/** A table of SRAM that a space names is found beside the page. */
function withSram(memory: unknown, fileOf: (kind: Kind, name: string) => string): unknown {
  if (typeof memory !== "object" || memory === null || !("sram" in memory) || typeof memory.sram !== "string")
    return memory;
  const file = fileOf("sram", memory.sram);
  return { ...memory, sram: file === memory.sram ? file : `./${file}` };
}

/** The zeros that a space states, as a number; without, those of the workload are taken. */
function zerosOf({ space, activity }: SweepManifest): readonly string[] {
  if (typeof space !== "object" || space === null || !("zeros" in space) || space.zeros === "model") return [];
  return activity?.zeroWeights === undefined ? [] : [`--zeros ${activity.zeroWeights}`];
}

/** The fidelity that a space states. */
function fidelityOf(space: unknown): readonly string[] {
  if (typeof space !== "object" || space === null || !("fidelity" in space)) return [];
  return [`--fidelity ${String(space.fidelity)}`];
}

function shellWord(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
