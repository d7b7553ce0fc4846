import { RECIPE_VERSION, yosysVersion } from "../eda/yosys/index.ts";
import { printVerilog } from "../hdl/verilog.ts";
import { componentOf, type ComponentTask } from "./components.ts";
import { ContentCache, contentKey } from "../run/content-cache.ts";
import { WorkerPool } from "../run/worker-pool.ts";
import { verilogAlone } from "./map-alone.ts";
import type { MeasuredComponent } from "./measure.ts";
import { readMeasuredComponent } from "./measured-schema.ts";
import type { WorkerJob } from "./worker.ts";

export interface MeasureOptions extends WorkerJob {
  readonly workers: number;
  /** Folder of what was measured before. */
  readonly cache: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly cached: number }) => void;
}

/**
 * Synthesises and measures components side by side. What was measured before, by content (Verilog of the module and what
 * is below it, activity, library, tool, recipe), is taken from the cache; what is measured is added to it at once.
 * @throws the first error of a worker, after the others have ended
 */
export async function measureComponents(
  tasks: readonly ComponentTask[],
  options: MeasureOptions,
): Promise<ReadonlyMap<string, MeasuredComponent>> {
  const { technology, yosys, statistics, workers, cache: folder, onProgress } = options;
  const cache = new ContentCache(folder, `modules-${technology.name}-${yosys}`, readMeasuredComponent);
  const common = commonKey(options);
  const texts = new Map(tasks.map((task) => [task.key, textsOf(task)]));
  const keys = new Map([...texts].map(([key, own]) => [key, contentKey(common, ...own)]));
  const keyOf = (task: ComponentTask): string => keys.get(task.key) as string;
  const sizeOf = ({ key }: ComponentTask): number => texts.get(key)?.[0]?.length ?? 0;
  // The longest texts first, so that no thread is left alone with a large module at the end.
  const missing = tasks
    .filter((task) => cache.get(keyOf(task)) === undefined)
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const cached = tasks.length - missing.length;
  let done = cached;
  onProgress?.({ done, total: tasks.length, cached });
  if (missing.length > 0) {
    const pool = new WorkerPool<WorkerJob, ComponentTask, MeasuredComponent>({
      module: new URL("./worker.ts", import.meta.url),
      job: { technology, yosys, statistics },
      threads: Math.min(workers, missing.length),
    });
    try {
      await Promise.all(
        missing.map(async (task) => {
          cache.add(keyOf(task), await pool.run(task));
          onProgress?.({ done: ++done, total: tasks.length, cached });
        }),
      );
    } finally {
      await pool.close();
    }
  }
  return new Map(tasks.map((task) => [task.key, cache.get(keyOf(task)) as MeasuredComponent]));
}

/** Raised when what is measured of a mapped module changes, or what modules see at work. */
export const MEASUREMENT_VERSION = 5;

function commonKey({ technology, yosys, statistics }: MeasureOptions): string {
  const { sourceSha256, cells, tables, fanOutBuffer } = technology;
  const library = JSON.stringify([sourceSha256, cells, tables, fanOutBuffer]);
  const tool = `${yosysVersion(yosys)} recipe ${RECIPE_VERSION} measurement ${MEASUREMENT_VERSION}`;
  return contentKey(library, tool, JSON.stringify(statistics));
}

/** The text of the module, of what is below it, and its activities. */
function textsOf(task: ComponentTask): string[] {
  const { key, activities } = task;
  const module = componentOf(task, key).build();
  const own = JSON.stringify(verilogAlone(module));
  // The pins behind its children's inputs decide where the module needs buffers.
  const below = module.instances.length === 0 ? [] : [JSON.stringify(printVerilog(module))];
  return [own, ...below, ...activities.map((activity) => activity.key)];
}
