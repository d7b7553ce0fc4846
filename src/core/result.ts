import Type from "typebox";
import { metricName } from "./formula-metric.ts";
import { DIRECTIONS } from "./metric.ts";
import { METRICS, findMetric } from "./metrics.ts";
import {
  amount,
  count,
  countFromOne,
  identifier,
  list,
  name,
  oneOf,
  real,
  record,
  scalar,
  table,
  tableOf,
  text,
} from "./record-schema.ts";
import type { Described } from "./record-schema.ts";

/** Version of the record formats below; raised when a field changes its meaning. */
export const RESULT_SCHEMA_VERSION = 1;

const METRIC_NAMES = METRICS.map((metric) => metric.name);

/** The name of a built-in metric. */
export const builtInMetric = Type.Unsafe<string>({ type: "string", enum: METRIC_NAMES, expected: "a metric" });

const DESIGN = { generator: identifier, parameters: table(identifier, scalar) };

/** See `Design`. */
export const designSchema = record(DESIGN);

/** What a DESIGN.json states, defaults filled in. */
export type Design = Described<typeof designSchema>;

/** See `SettingLabels`. */
export const settingLabelsSchema = table(identifier, scalar);

/** Of a space with several technologies, clocks and so on: those of a design, by name, without what is the same for all. */
export type SettingLabels = Described<typeof settingLabelsSchema>;

/** See `Metrics`. */
export const metricsSchema = tableOf(METRIC_NAMES, (metric) => (findMetric(metric)?.range === "any" ? real : amount), {
  keys: metricName,
  value: real,
});

/** Metric name (with its unit as suffix, e.g. `areaUm2`), also of a formula → value. A metric that is not modelled is absent, never 0. */
export type Metrics = Described<typeof metricsSchema>;

/** See `Fidelity`. */
export const FIDELITIES = ["counts", "characterised"] as const;
export const fidelitySchema = oneOf(...FIDELITIES);

/** Where the numbers of modules come from: priced counts of the netlist, or synthesis of each module. */
export type Fidelity = Described<typeof fidelitySchema>;

const energyByKindSchema = record({
  /** Charging the capacitance of nets. */
  switching: amount,
  /** Inside cells when their pins toggle. */
  internal: amount,
  /** Clock pins of flip-flops, every cycle. */
  clock: amount,
  leakage: amount,
});

/** Energy of one step by its cause [pJ]. */
export type EnergyByKind = Described<typeof energyByKindSchema>;

/** See `ExpectedErrors`. */
export const expectedErrorsSchema = tableOf(METRIC_NAMES, () => amount, { keys: metricName, value: amount });

/** Metric name → expected relative error, e.g. 0.03: mean over designs that the model was not fitted on. */
export type ExpectedErrors = Described<typeof expectedErrorsSchema>;

/** See `BreakdownRow`. */
export const breakdownRowSchema = record({
  /** Verilog name of the module. */
  module: identifier,
  /** What the module is for, one of a few words used in charts: `table`, `fetch`, `reduce`, `accumulate`, `control`, … */
  role: name,
  instances: count,
  /** Area of one instance, without its children [µm²]. */
  areaUm2Each: amount,
  /** instances × areaUm2Each [µm²]. */
  areaUm2: amount,
  /** Expected relative error of the area of this kind of module. */
  areaError: amount,
  /** Energy of all instances in one step [pJ]; the rows of a design sum to `metrics.energyPerStepPj`. */
  energyPj: energyByKindSchema,
  /** Expected relative error of the energy of this kind of module. */
  energyError: amount,
});

/** Area of all instances of one module, its children not counted; the rows of a design sum to `metrics.areaUm2`. */
export type BreakdownRow = Described<typeof breakdownRowSchema>;

/** See `DesignRecord`. */
export const designRecordSchema = record({
  ...DESIGN,
  /** Position in the space, counted from 0; the same for any number of workers. */
  index: count,
  /** Absent where the space has one setting. */
  setting: Type.Optional(settingLabelsSchema),
  status: oneOf("feasible", "infeasible", "failed"),
  /** Why the point is infeasible or failed. */
  reason: Type.Optional(text),
  metrics: metricsSchema,
  /** Of a front design that serves several workloads: workload → its metrics per token; `metrics` has what they come to together. */
  perWorkload: Type.Optional(table(name, metricsSchema)),
  /**
   * Of a front design: how many others are equal to it in all metrics, and the values that they and it have where they differ. They
   * stand nowhere else; it has the lowest index of them.
   */
  twins: Type.Optional(record({ count: countFromOne, in: table(identifier, list(scalar)) })),
  /** Absent unless feasible. */
  fidelity: Type.Optional(fidelitySchema),
  /** Absent unless feasible. */
  errors: Type.Optional(expectedErrorsSchema),
});

/** One point of a sweep. A point that cannot be built or breaks a constraint is a row with its reason, never a gap. */
export type DesignRecord = Described<typeof designRecordSchema>;

/** See `Objective`. */
export const objectiveSchema = record({ metric: metricName, direction: oneOf(...DIRECTIONS) });

/** A metric and the direction in which it is better. */
export type Objective = Described<typeof objectiveSchema>;
