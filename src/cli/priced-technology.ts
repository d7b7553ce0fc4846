import { serialiseTechnology, type Technology } from "../../models/technology/index.ts";
import { calibrateTechnology } from "../characterise/calibrate.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { requireWritable, writeWhole } from "../run/write-whole.ts";
import { moduleProgress } from "./progress.ts";

/** Adds the prices and writes the technology to a file; whether it can be written is tried before the minutes are spent. */
export async function writePriced(
  library: Technology,
  file: string,
  how: { readonly yosys: YosysEngine; readonly workers: number; readonly cache: string },
) {
  requireWritable(file);
  const onProgress = moduleProgress();
  const primitives = await calibrateTechnology({
    ...how,
    technology: library,
    statistics: STANDARD_STATISTICS,
    onProgress,
  });
  const technology = { ...library, primitives };
  writeWhole(file, serialiseTechnology(technology));
  return technology;
}
