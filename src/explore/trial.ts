import type { Generator } from "../../generators/contract/index.ts";
import { settingsOf, type Setting } from "../config/settings.ts";
import type { Space } from "../config/space.ts";
import { idleParameterFaults, isLegal, type ParameterValues } from "../core/parameters.ts";
import type { Design, Metrics } from "../core/result.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";
import { contextsOf } from "./setting-options.ts";

/** Judges designs one by one in one setting of a space, at any clock, whether they lie in the space or not. */
export class Trial {
  readonly setting: Setting;
  readonly #job: SweepJob;
  readonly #contexts = new Map<number, Promise<SweepContext>>();

  /** @param place of the setting, as `settingsOf` lists them */
  constructor(job: SweepJob, place: number) {
    const setting = settingsOf(job.space)[place];
    const context = contextsOf(job.context)[place];
    if (setting === undefined || context === undefined) throw new Error(`internal: no setting ${place}`);
    this.setting = setting;
    const { memory: _, workload: __, cores: ___, ...others } = job.space;
    const space: Space = { ...others, ...setting };
    this.#job = { space, context: [context], modules: job.modules };
  }

  /** The metrics of a design; undefined if it is none. */
  async metricsOf(design: Design, clockMhz: number): Promise<Metrics | undefined> {
    const { metrics, evaluators, points } = await this.#contextAt(clockMhz);
    const generator = points.parts.find(({ generator: { name } }) => name === design.generator)?.generator;
    if (generator === undefined || !isDesign(generator, design.parameters)) return undefined;
    const row = new Float64Array(metrics.width);
    evaluators[0]?.evaluateMetrics(generator, design.parameters, row);
    metrics.fill(row);
    return metrics.metricsOf(row);
  }

  /** The generator of a design of the space. */
  async generatorOf({ generator: wanted }: Design): Promise<Generator | undefined> {
    const { points } = await this.#contextAt(this.setting.clockMhz);
    return points.parts.find(({ generator: { name } }) => name === wanted)?.generator;
  }

  #contextAt(clockMhz: number): Promise<SweepContext> {
    const known =
      this.#contexts.get(clockMhz) ?? loadContext({ ...this.#job, space: { ...this.#job.space, clockMhz } });
    this.#contexts.set(clockMhz, known);
    return known;
  }
}

/** Whether values are legal and go together. */
export function isDesign(generator: Generator, values: ParameterValues): boolean {
  return (
    generator.schema.every((parameter) => isLegal(parameter, values[parameter.name])) &&
    idleParameterFaults(generator.schema, values).length === 0 &&
    generator.conflicts(values).length === 0
  );
}
