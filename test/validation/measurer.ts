import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { loadTechnology } from "../../models/technology/index.ts";
import { ContentCache, contentKey } from "../../src/run/content-cache.ts";
import type { Design } from "../../src/core/result.ts";
import { openStaVersion } from "./opensta/engine.ts";
import { RECIPE_VERSION, yosysVersion, type YosysEngine } from "../../src/eda/yosys/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { ENGINES_VERSION } from "./engines.ts";
import { elaborate } from "./measure-task.ts";
import { readMeasurement } from "./measurement-schema.ts";
import type { MeasuredDesign, Measurement, MeasureTask } from "./measured.ts";

/** How many syntheses were done, and how many of them now: the others were known. */
export interface MeasurerCounts {
  readonly done: number;
  readonly anew: number;
}

/** Where and with what is measured. */
export interface Bench {
  /** Built-in name or JSON file. */
  readonly technology: string;
  /** The original Liberty file; without it OpenSTA is not asked. */
  readonly libertyFile?: string;
  readonly yosys: YosysEngine;
  readonly cacheFolder: string;
  /** Called after each synthesis. */
  readonly onDone?: (counts: MeasurerCounts) => void;
}

/** Synthesises and analyses designs on two worker threads; what was measured before is looked up. */
export class Measurer {
  readonly #bench: Bench;
  readonly #cache: ContentCache<Measurement>;
  readonly #pool: Piscina<MeasureTask, Measurement>;
  readonly #commonKey: string;
  #done = 0;
  #anew = 0;

  constructor(bench: Bench) {
    const { technology: name, libertyFile, yosys, cacheFolder } = bench;
    const technology = loadTechnology(name);
    const tools = [
      yosysVersion(yosys),
      `${RECIPE_VERSION}`,
      `${ENGINES_VERSION}`,
      libertyFile === undefined ? "" : (openStaVersion() ?? ""),
    ];
    this.#bench = bench;
    this.#cache = new ContentCache(cacheFolder, `validation-${technology.name}`, readMeasurement);
    this.#commonKey = contentKey(
      technology.sourceSha256,
      JSON.stringify([technology.cells, technology.tables]),
      ...tools,
    );
    this.#pool = new Piscina({
      filename: fileURLToPath(new URL("./measure-worker.mjs", import.meta.url)),
      execArgv: [],
      minThreads: 1,
      maxThreads: 2,
      concurrentTasksPerWorker: 1,
    });
  }

  /**
   * Everything of one design.
   * @param alsoFlattened whether to synthesise it as one module, too, which takes another two thirds of the time
   * @throws as `runSynthesis` and the engines
   */
  async measure(design: Design, alsoFlattened: boolean): Promise<MeasuredDesign> {
    const kept = this.#measure(design, "keep");
    if (!alsoFlattened) return kept;
    const [own, flattened] = await Promise.all([kept, this.#measure(design, "flatten")]);
    return { ...own, flattenedAreaUm2: flattened.areaUm2 };
  }

  async #measure(design: Design, hierarchy: MeasureTask["hierarchy"]): Promise<Measurement> {
    const { technology, libertyFile, yosys, onDone } = this.#bench;
    const key = contentKey(this.#commonKey, hierarchy, JSON.stringify(printVerilog(elaborate(design))));
    let measured = this.#cache.get(key);
    if (measured === undefined) {
      const sta = libertyFile === undefined ? {} : { libertyFile };
      measured = await this.#pool.run({ design, technology, yosys, hierarchy, ...sta });
      this.#cache.add(key, measured);
      this.#anew++;
    }
    this.#done++;
    onDone?.({ done: this.#done, anew: this.#anew });
    return measured;
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
