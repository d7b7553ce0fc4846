import type { CharacterisedTable } from "../../models/cost/characterised.ts";
import type { Technology } from "../../models/technology/index.ts";
import { ComponentCollector } from "../../src/characterise/components.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { characterise } from "../../src/characterise/table.ts";
import type { Design } from "../../src/core/result.ts";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";
import { coreOf } from "./compare.ts";

/** What measures modules, and where it keeps what it measured. */
export interface CharacterisationOptions {
  readonly yosys: YosysEngine;
  readonly cacheFolder: string;
}

/** A table of every module of some designs, each synthesised by itself. @throws as `characterise` */
export function characteriseDesigns(
  designs: readonly Design[],
  technology: Technology,
  { yosys, cacheFolder }: CharacterisationOptions,
): Promise<CharacterisedTable> {
  const collector = new ComponentCollector();
  for (const design of designs) collector.add(coreOf(design), design.parameters);
  const options = { technology, yosys, statistics: STANDARD_STATISTICS, workers: 2, cache: cacheFolder };
  return characterise(collector.tasks(), options);
}
