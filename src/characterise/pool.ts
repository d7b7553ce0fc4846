import { RECIPE_VERSION, yosysVersion } from "../eda/yosys/index.ts";
import { printVerilog } from "../hdl/verilog.ts";
import { componentOf, type ComponentTask } from "./components.ts";
import { ContentCache, contentKey } from "../run/content-cache.ts";
import { WorkerPool } from "../run/worker-pool.ts";
import { verilogAlone } from "./map-alone.ts";
import type { MeasuredComponent, MeasureTask } from "./measure.ts";
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
 * is below it, activity, library, tool, recipe), is taken from the cache; what is measured is added to it at once. Children
 * come before their parents, which need to know what stands behind their inputs.
 * @throws the first error of a worker, after the others have ended
 */
export async function measureComponents(
  tasks: readonly ComponentTask[],
  options: MeasureOptions,
): Promise<ReadonlyMap<string, MeasuredComponent>> {
  const { technology, yosys, statistics, workers, cache: folder, onProgress } = options;
  const cache = new ContentCache(folder, `modules-${technology.name}-${yosys}`, readMeasuredComponent);
  const common = commonKey(options);
  const contents = new Map(tasks.map((task) => [task.key, contentOf(task, common)]));
  const contentIn = ({ key }: ComponentTask): Content => contents.get(key) as Content;
  // The longest texts first, so that no thread is left alone with a large module at the end.
  const missing = tasks
    .filter((task) => cache.get(contentIn(task).key) === undefined)
    .toSorted((a, b) => contentIn(b).length - contentIn(a).length);
  const cached = tasks.length - missing.length;
  let done = cached;
  onProgress?.({ done, total: tasks.length, cached });
  if (missing.length > 0) {
    const pool = new WorkerPool<WorkerJob, MeasureTask, MeasuredComponent>({
      module: new URL("./worker.ts", import.meta.url),
      job: { technology, yosys, statistics },
      threads: Math.min(workers, missing.length),
    });
    const ordered = new ChildrenFirst(tasks, contentIn, async (task, children) => {
      const { key } = contentIn(task);
      const known = cache.get(key);
      if (known !== undefined) return known;
      const found = await pool.run({ ...task, children });
      cache.add(key, found);
      onProgress?.({ done: ++done, total: tasks.length, cached });
      return found;
    });
    try {
      await Promise.all(missing.map((task) => ordered.measured(task)));
    } finally {
      await pool.close();
    }
  }
  return new Map(tasks.map((task) => [task.key, cache.get(contentIn(task).key) as MeasuredComponent]));
}

type Children = Exclude<MeasureTask["children"], undefined>;

/** Measures each component once, and its children before it, as far as they are components of the same run. */
class ChildrenFirst {
  readonly #byModule: ReadonlyMap<string, ComponentTask>;
  readonly #contentIn: (task: ComponentTask) => Content;
  readonly #measure: (task: ComponentTask, children: Children) => Promise<MeasuredComponent>;
  readonly #started = new Map<string, Promise<MeasuredComponent>>();

  constructor(
    tasks: readonly ComponentTask[],
    contentIn: (task: ComponentTask) => Content,
    measure: (task: ComponentTask, children: Children) => Promise<MeasuredComponent>,
  ) {
    this.#byModule = new Map(tasks.map((task) => [contentIn(task).module, task]));
    this.#contentIn = contentIn;
    this.#measure = measure;
  }

  measured(task: ComponentTask): Promise<MeasuredComponent> {
    const started = this.#started.get(task.key) ?? this.#begin(task);
    this.#started.set(task.key, started);
    return started;
  }

  async #begin(task: ComponentTask): Promise<MeasuredComponent> {
    const children = this.#contentIn(task).children.flatMap((name) => {
      const child = this.#byModule.get(name);
      return child === undefined ? [] : [this.measured(child).then(({ pins }) => [name, pins] as const)];
    });
    return this.#measure(task, Object.fromEntries(await Promise.all(children)));
  }
}

/** Raised when what is measured of a mapped module changes, or what modules see at work. */
export const MEASUREMENT_VERSION = 5;

function commonKey({ technology, yosys, statistics }: MeasureOptions): string {
  const { sourceSha256, cells, tables, fanOutBuffer } = technology;
  const library = JSON.stringify([sourceSha256, cells, tables, fanOutBuffer]);
  const tool = `${yosysVersion(yosys)} recipe ${RECIPE_VERSION} measurement ${MEASUREMENT_VERSION}`;
  return contentKey(library, tool, JSON.stringify(statistics));
}

/** What is looked up of a component before it is measured. */
interface Content {
  /** Of all that decides what is measured. */
  readonly key: string;
  /** Of the module's text. */
  readonly length: number;
  /** Names of the module and its children. */
  readonly module: string;
  readonly children: readonly string[];
}

/** By the text of the module, of what is below it, and its activities. */
function contentOf(task: ComponentTask, common: string): Content {
  const { key, activities } = task;
  const module = componentOf(task, key).build();
  const own = JSON.stringify(verilogAlone(module));
  // The pins behind its children's inputs decide where the module needs buffers.
  const below = module.instances.length === 0 ? [] : [JSON.stringify(printVerilog(module))];
  return {
    key: contentKey(common, own, ...below, ...activities.map((activity) => activity.key)),
    length: own.length,
    module: module.name,
    children: [...new Set(module.instances.map((instance) => instance.module.name))],
  };
}
