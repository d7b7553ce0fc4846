import { loadTechnology } from "../../models/technology/index.ts";
import type { SynthesisResult } from "../../src/core/synthesis.ts";
import { synthesise, type YosysEngine } from "../../src/eda/yosys/index.ts";

/** One run of Yosys, as it is sent to a worker thread. */
export interface SynthesisTask {
  readonly verilog: Readonly<Record<string, string>>;
  readonly top: string;
  readonly technology: string;
  readonly hierarchy: "keep" | "flatten";
  readonly yosys: YosysEngine;
}

/** What a worker thread runs. @throws as `synthesise` */
export function synthesiseTask({ technology, ...task }: SynthesisTask): Promise<SynthesisResult> {
  return synthesise({ ...task, technology: loadTechnology(technology) });
}
