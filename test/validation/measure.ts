import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { collectModules } from "../../models/cost/characterise.ts";
import type { Technology } from "../../models/technology/index.ts";
import type { SynthesisResult } from "../../src/core/synthesis.ts";
import { RECIPE_VERSION, yosysVersion, type YosysEngine } from "../../src/eda/yosys/index.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import { printModule, printVerilog } from "../../src/hdl/verilog.ts";
import { AreaCache, contentKey } from "./area-cache.ts";
import type { SynthesisTask } from "./synthesis-task.ts";

export type SynthesisPool = Piscina<SynthesisTask, SynthesisResult>;

/** Two threads, each with a Yosys of its own. */
export function startSynthesisPool(): SynthesisPool {
  return new Piscina({
    filename: fileURLToPath(new URL("./synthesis-worker.mjs", import.meta.url)),
    execArgv: [],
    minThreads: 1,
    maxThreads: 2,
    concurrentTasksPerWorker: 1,
  });
}

/** Ledger entries that one run of Yosys gets: some ten seconds of work. */
const CHUNK_WEIGHT = 5_000;

/**
 * Area of each module's own logic [µm²], as a synthesis that keeps the hierarchy finds it. Modules measured before are
 * looked up; the others are synthesised side by side, their children empty shells.
 */
export async function measureModules(
  modules: readonly Module[],
  technology: Technology,
  options: { readonly yosys: YosysEngine; readonly pool: SynthesisPool; readonly cacheFolder: string },
): Promise<ReadonlyMap<string, number>> {
  const { yosys, pool, cacheFolder } = options;
  const cache = new AreaCache(cacheFolder, `areas-${technology.name}-${yosys}`);
  const common = commonKey(technology, yosys);
  const keys = new Map(modules.map((module) => [module, contentKey(common, ...moduleTexts(module))]));
  const missing = modules.filter((module) => cache.get(keys.get(module) as string) === undefined);
  await Promise.all(
    chunks(missing).map(async (chunk) => {
      const { top, verilog } = sideBySide(chunk);
      const result = await pool.run({ verilog, top, technology: technology.name, hierarchy: "keep", yosys });
      const areas = new Map(result.modules.map(({ name, areaUm2Each }) => [name, areaUm2Each]));
      cache.add(new Map(chunk.map((module) => [keys.get(module) as string, required(areas, module.name)])));
    }),
  );
  return new Map(modules.map((module) => [module.name, cache.get(keys.get(module) as string) as number]));
}

function required(areas: ReadonlyMap<string, number>, module: string): number {
  const area = areas.get(module);
  if (area === undefined) throw new Error(`synthesis lost module ${module}`);
  return area;
}

/** All that the own area of a module depends on: its text and the ports of its children. */
function moduleTexts(module: Module): string[] {
  return [printModule(module), ...new Set(module.instances.map((instance) => shell(printModule(instance.module))))];
}

/** A module with its ports and nothing inside but constants: Yosys would take an empty one for a cell of the library. */
function shell(text: string): string {
  const ports = text.slice(0, text.indexOf(");") + 2);
  const outputs = [...ports.matchAll(/^\s*output\s+(?:\[.*?\]\s*)?(\w+)/gm)].map(([, name]) => `  assign ${name} = 0;`);
  return `${ports}\n${outputs.join("\n")}\nendmodule\n`;
}

/** Heaviest modules first, so that the last run to start is a short one. */
function chunks(modules: readonly Module[]): Module[][] {
  const weighed = modules
    .map((module) => ({ module, weight: weightOf(module) }))
    .toSorted((a, b) => b.weight - a.weight);
  const result: Module[][] = [];
  let rest = 0;
  for (const { module, weight } of weighed) {
    if (rest < weight || result.length === 0) {
      result.push([]);
      rest = CHUNK_WEIGHT;
    }
    result.at(-1)?.push(module);
    rest -= weight;
  }
  return result;
}

function weightOf(module: Module): number {
  return Object.values(countModule(module)).reduce((sum: number, count: number) => sum + count, 0);
}

function sideBySide(modules: readonly Module[]): { readonly top: string; readonly verilog: Record<string, string> } {
  const top = collectModules(modules);
  const real = new Set([top, ...modules].map((module) => `${module.name}.v`));
  const verilog = printVerilog(top);
  for (const [file, text] of Object.entries(verilog)) {
    if (!real.has(file) && file !== "full_adder.v" && file !== "half_adder.v") verilog[file] = shell(text);
  }
  return { top: top.name, verilog };
}

/** Area of a whole design [µm²], synthesised with the hierarchy kept, as `tritforge synth` does. */
export async function measureDesign(
  top: Module,
  technology: Technology,
  {
    yosys,
    pool,
    cacheFolder,
  }: { readonly yosys: YosysEngine; readonly pool: SynthesisPool; readonly cacheFolder: string },
): Promise<number> {
  const cache = new AreaCache(cacheFolder, `designs-${technology.name}-${yosys}`);
  const verilog = printVerilog(top);
  const key = contentKey(commonKey(technology, yosys), JSON.stringify(verilog));
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { areaUm2 } = await pool.run({ verilog, top: top.name, technology: technology.name, hierarchy: "keep", yosys });
  cache.add(new Map([[key, areaUm2]]));
  return areaUm2;
}

function commonKey(technology: Technology, yosys: YosysEngine): string {
  return contentKey(
    technology.sourceSha256,
    JSON.stringify(technology.cells),
    `${RECIPE_VERSION}`,
    yosysVersion(yosys),
  );
}
