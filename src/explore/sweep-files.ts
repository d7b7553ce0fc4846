import { paretoCsv, pointsCsvHeader, pointsCsvRow, renderReport } from "../../reports/index.ts";
import type { Design, DesignRecord } from "../core/result.ts";
import { pickName } from "../core/pick-name.ts";
import type { PickedDesign, SweepManifest } from "../core/sweep-result.ts";
import { labelsOf, settingsOf } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { ChunkLog } from "./chunk-log.ts";
import { finishPick, type FinishOptions } from "./finish-pick.ts";
import { SweepMetrics } from "../formula/sweep-metrics.ts";
import { nearestMisses, type MissOptions } from "./nearest-misses.ts";
import { jsonText } from "./json-text.ts";
import { ownBests, type OwnBestOptions } from "./own-bests.ts";
import { contextsOf } from "./setting-options.ts";
import { withOutputFolder, type OutputFolder } from "../run/output-folder.ts";
import { runSweep, type SweepOptions, type SweepResult } from "./sweep.ts";

/** A sweep that writes its results: where to, and whether picked designs are completed. */
export interface SweepFilesOptions extends Omit<SweepOptions, "onRecords" | "finishPick" | "openLog"> {
  readonly directory: string;
  /** How picked designs are completed; without it they are only named. Their files appear with the others. */
  readonly finish?: Pick<FinishOptions, "yosys" | "findGenerator" | "onStage">;
  /** Files that the space names, to be kept with the results. */
  readonly inputs?: readonly InputFile[];
  /** Whether to write `points.csv`, one line for every point of the space. Default: no. */
  readonly writesPoints?: boolean;
  /** Hears of the sweeps for the nearest misses, where no design is feasible. */
  readonly missProgress?: MissOptions["progressOf"];
  /** Hears of the sweeps of single workloads, where the space asks what each loses. */
  readonly ownBestProgress?: OwnBestOptions["onWorkload"];
  /** Whether chunks that an earlier run finished before it was stopped are worked out anew. Default: no. */
  readonly isFresh?: boolean;
}

/**
 * Runs a sweep and writes `manifest.json`, `pareto.json`, `pareto.csv`, `report.html` (and `points.csv`) to a folder; all files appear
 * together at the end, or none. A run that was stopped goes on where it was, see ChunkLog. Rejects with InputError before any work when the folder cannot be written to.
 */
export async function runSweepToFolder(space: Space, options: SweepFilesOptions): Promise<SweepResult> {
  return withOutputFolder(options.directory, async (folder) => {
    const { finish, missProgress, ownBestProgress, inputs = [], ...sweepOptions } = options;
    const write = (name: string, text: string): void => folder.append(name, text);
    const settings = settingsOf(space);
    const contexts = contextsOf(options.context);
    /** What a pick is completed with: the technology and the clock of its setting. */
    const ofSetting = (place: number) => {
      const { technology, statistics } = contexts[place]!;
      return { technology, statistics, seed: space.seed, clockMhz: settings[place]!.clockMhz, write };
    };
    const swept = await runSweep(space, {
      ...sweepOptions,
      openLog: (key, width) => ChunkLog.open(folder, key, width, options.isFresh === true),
      ...(finish === undefined
        ? {}
        : {
            finishPick: (pick: PickedDesign, setting: number) => finishPick(pick, { ...finish, ...ofSetting(setting) }),
          }),
      ...(options.writesPoints === true ? { onRecords: pointsWriter(space, folder) } : {}),
    });
    const misses = await nearestMisses(space, swept, {
      ...sweepOptions,
      ...(missProgress === undefined ? {} : { progressOf: missProgress }),
    });
    const own = await ownBests(space, swept.pareto, {
      ...sweepOptions,
      ...(ownBestProgress === undefined ? {} : { onWorkload: ownBestProgress }),
    });
    const manifest = {
      ...swept.manifest,
      ...(inputs.length === 0 ? {} : { inputs: placesOf(inputs) }),
      ...(misses.length === 0 ? {} : { misses }),
    };
    const result = { manifest, pareto: own === undefined ? swept.pareto : { ...swept.pareto, ownBests: own } };
    for (const input of inputs) write(placeOf(input), input.text);
    for (const { label, record } of result.pareto.picks)
      write(`designs/${pickName(label)}.json`, `${JSON.stringify(savedDesign(record, manifest), null, 2)}\n`);
    folder.append("manifest.json", jsonText(result.manifest, Infinity));
    folder.append("pareto.json", jsonText(result.pareto));
    folder.append("pareto.csv", paretoCsv(result.pareto));
    folder.append("report.html", renderReport(result.manifest, result.pareto));
    return result;
  });
}

/** A file that a space names. */
export interface InputFile {
  readonly kind: keyof NonNullable<SweepManifest["inputs"]>;
  /** What it is called in results: the name in it, of SRAM and devices how the space states it. */
  readonly name: string;
  readonly text: string;
}

/** Where an input is kept. */
function placeOf({ kind, name }: InputFile): string {
  return `inputs/${kind}-${name.replace(/\.json$/, "").replaceAll(/[^\w.-]+/g, "-")}.json`;
}

function placesOf(inputs: readonly InputFile[]): NonNullable<SweepManifest["inputs"]> {
  const of = (kind: InputFile["kind"]) =>
    Object.fromEntries(inputs.filter((input) => input.kind === kind).map((input) => [input.name, placeOf(input)]));
  return { technology: of("technology"), workload: of("workload"), sram: of("sram"), device: of("device") };
}

/** A design as a file in `designs/`: a device of its own is found from there. */
function savedDesign({ generator, parameters }: Design, { inputs }: Pick<SweepManifest, "inputs">): Design {
  const file = inputs?.device[String(parameters["device"])];
  return { generator, parameters: file === undefined ? parameters : { ...parameters, device: `../${file}` } };
}

/** Appends records to points.csv; its columns are what differs among settings, all parameters of the space and all metrics. */
function pointsWriter(space: Space, folder: OutputFolder): (records: readonly DesignRecord[]) => void {
  const parameters = [...new Set(space.blocks.flatMap((block) => Object.keys(block.parameters)))];
  const metrics = new SweepMetrics(space.metrics).names;
  const choices = [...Object.keys(labelsOf(settingsOf(space))[0] ?? {}), ...parameters];
  folder.append("points.csv", `${pointsCsvHeader(choices, metrics)}\n`);
  return (records) => {
    folder.append("points.csv", records.map((record) => `${pointsCsvRow(record, choices, metrics)}\n`).join(""));
  };
}
