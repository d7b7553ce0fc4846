import { METRICS } from "../core/metrics.ts";
import type { DesignRecord } from "../core/result.ts";
import type { ParetoFile, PickedDesign } from "../core/sweep-result.ts";
import type { Space } from "../config/space.ts";
import { jsonText } from "./json-text.ts";
import { withOutputFolder, type OutputFolder } from "../run/output-folder.ts";
import { runSweep, type SweepOptions, type SweepResult } from "./sweep.ts";

/** How results become CSV; `reports/sweep/csv.ts` in the product. Lines come without their line end. */
export interface CsvFormat {
  readonly paretoCsv: (pareto: ParetoFile) => string;
  readonly pointsCsvHeader: (parameters: readonly string[], metrics: readonly string[]) => string;
  readonly pointsCsvRow: (record: DesignRecord, parameters: readonly string[], metrics: readonly string[]) => string;
}

/** A sweep that writes its results: where to, and what beside the standard files. */
export interface SweepFilesOptions extends Omit<SweepOptions, "onRecords" | "finishPick"> {
  readonly directory: string;
  readonly csv: CsvFormat;
  /** Completes a picked design; what it writes (name below the folder, text) appears with the other files. */
  readonly finishPick?: (pick: PickedDesign, write: (name: string, text: string) => void) => Promise<PickedDesign>;
  /** Whether to write `points.csv`, one line for every point of the space. Default: no. */
  readonly writesPoints?: boolean;
  /** Further files, e.g. the report: name → content. */
  readonly moreFiles?: (
    result: SweepResult,
  ) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

/**
 * Runs a sweep and writes `manifest.json`, `pareto.json`, `pareto.csv` (and `points.csv`) to a folder; all files appear
 * together at the end, or none. Rejects with InputError before any work when the folder cannot be written to.
 */
export async function runSweepToFolder(space: Space, options: SweepFilesOptions): Promise<SweepResult> {
  return withOutputFolder(options.directory, async (folder) => {
    const { finishPick, ...sweepOptions } = options;
    const write = (name: string, text: string): void => folder.append(name, text);
    const result = await runSweep(space, {
      ...sweepOptions,
      ...(finishPick === undefined ? {} : { finishPick: (pick: PickedDesign) => finishPick(pick, write) }),
      ...(options.writesPoints === true ? { onRecords: pointsWriter(space, folder, options.csv) } : {}),
    });
    folder.append("manifest.json", jsonText(result.manifest, Infinity));
    folder.append("pareto.json", jsonText(result.pareto));
    folder.append("pareto.csv", options.csv.paretoCsv(result.pareto));
    for (const [name, content] of Object.entries((await options.moreFiles?.(result)) ?? {}))
      folder.append(name, content);
    return result;
  });
}

/** Appends records to points.csv; its columns are all parameters of the space and all metrics. */
function pointsWriter(space: Space, folder: OutputFolder, csv: CsvFormat): (records: readonly DesignRecord[]) => void {
  const parameters = [...new Set(space.blocks.flatMap((block) => Object.keys(block.parameters)))];
  const metrics = METRICS.map((metric) => metric.name);
  folder.append("points.csv", `${csv.pointsCsvHeader(parameters, metrics)}\n`);
  return (records) => {
    folder.append("points.csv", records.map((record) => `${csv.pointsCsvRow(record, parameters, metrics)}\n`).join(""));
  };
}
