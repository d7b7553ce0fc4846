import Type from "typebox";
import { COMBINATIONS } from "./combine.ts";
import {
  amount,
  count,
  countFromOne,
  either,
  identifier,
  list,
  name,
  oneOf,
  part,
  positive,
  real,
  record,
  table,
  text,
  type Described,
} from "./record-schema.ts";
import { missSchema } from "./miss.ts";
import { formulasSchema, metricName } from "./formula-metric.ts";
import {
  breakdownRowSchema,
  builtInMetric,
  designRecordSchema,
  designSchema,
  expectedErrorsSchema,
  fidelitySchema,
  metricsSchema,
  objectiveSchema,
  RESULT_SCHEMA_VERSION,
  settingLabelsSchema,
} from "./result.ts";
import { trainingSummarySchema } from "./training-summary.ts";

/**
 * The files of one sweep, as JSON Schemas and as the types that follow from them. They hold no wall-clock time and no
 * worker count, so that the same space and seed give the same bytes everywhere.
 */

const schemaVersion = Type.Literal(RESULT_SCHEMA_VERSION, {
  expected: `${RESULT_SCHEMA_VERSION}, the format of this version of tritforge`,
});

const memorySummarySchema = record({
  /** Name of the DRAM, e.g. `LPDDR5-6400, 64 bit`. */
  dram: text,
  /** [GB/s], 1 GB = 10⁹ byte */
  bandwidthGBps: positive,
  /** Energy to read one bit, interface included [pJ/bit]. */
  dramEnergyPjPerBit: amount,
  /** Paper and table that both DRAM figures come from. */
  dramSource: text,
  /** Name of the model or table of the on-chip buffers. */
  sram: text,
  sramSource: text,
  /** What the figures include and leave out, one sentence each. */
  notes: list(text),
});

/** The memory around the core: what bandwidth and energy per token rest on. */
export type MemorySummary = Described<typeof memorySummarySchema>;

const activitySummarySchema = record({
  /** Part of the weights that are zero, 0 … 1; absent where workloads differ in it. */
  zeroWeights: Type.Optional(part),
  /** Of each workload, in order, where they differ in it. */
  ofWorkloads: Type.Optional(list(record({ workload: text, zeroWeights: part, source: text }))),
  /** Standard deviation of the activations [LSB]. */
  activationDeviation: amount,
  /** Paper or measurement that these come from. */
  source: text,
});

/** The data that energy is stated for. */
export type ActivitySummary = Described<typeof activitySummarySchema>;

/** How near one metric of the model comes to synthesis, on designs that it was not fitted on. */
const accuracyRowSchema = record({
  metric: builtInMetric,
  fidelity: fidelitySchema,
  technology: text,
  /** The designs that were measured: all cores, or those of one arithmetic, or of one generator and arithmetic. */
  group: text,
  /** Mean relative error, e.g. 0.03, and what 95 % of further designs keep. */
  mean: amount,
  bound: amount,
  /** Number of designs measured. */
  designs: count,
});

const technologySummarySchema = record({
  name,
  process: text,
  corner: text,
  voltageV: positive,
  temperatureC: real,
  provenance: text,
  licence: text,
  nand2AreaUm2: positive,
});

const workloadSummarySchema = record({
  name,
  title: text,
  source: text,
  layers: countFromOne,
  /** Of several workloads, the sum over them. */
  macsPerToken: positive,
  /** Of several workloads that one design serves: their names, their parts of the tokens, and how their metrics become one. */
  combination: Type.Optional(
    record({ of: list(name, 2), weights: list(positive, 2), combine: oneOf(...COMBINATIONS) }),
  ),
});

/** All technologies, workloads and memories of a sweep with several settings, and the settings by their positions there. */
const settingsSchema = record({
  technologies: list(technologySummarySchema, 1),
  workloads: list(workloadSummarySchema),
  memories: list(memorySummarySchema),
  list: list(
    record({
      /** As `DesignRecord.setting`. */
      label: settingLabelsSchema,
      clockMhz: positive,
      technology: count,
      workload: Type.Optional(count),
      memory: Type.Optional(count),
      /** The memory as a space file states it; absent if it states none. */
      statedMemory: Type.Optional(Type.Unknown()),
      cores: Type.Optional(countFromOne),
    }),
    2,
  ),
});

/** The settings of a sweep that has several. */
export type SettingsSummary = Described<typeof settingsSchema>;

/** See `SweepManifest`. Technology, workload, memory and clock are absent where they are not the same in all settings. */
export const manifestSchema = record({
  schemaVersion,
  tool: record({ name: oneOf("tritforge"), version: name }),
  /** Name of the space (its `name` field). */
  name,
  /** The space file as read, defaults filled in; `src/config` describes it. */
  space: Type.Unknown(),
  seed: count,
  technology: Type.Optional(technologySummarySchema),
  /** Of cores. */
  workload: Type.Optional(workloadSummarySchema),
  /** Of update units. */
  training: Type.Optional(trainingSummarySchema),
  clockMhz: Type.Optional(positive),
  /** Equal cores that share each token, if stated and the same in all settings. */
  cores: Type.Optional(countFromOne),
  /** Absent if there is but one. */
  settings: Type.Optional(settingsSchema),
  objectives: list(objectiveSchema, 1),
  constraints: list(record({ metric: metricName, minimum: Type.Optional(real), maximum: Type.Optional(real) })),
  counts: record({
    total: count,
    feasible: count,
    pareto: count,
    /** Of a bounded search: points that were not judged, as none of them is feasible and on the front. */
    skipped: Type.Optional(count),
    /** reason → points */
    infeasible: table(text, count),
    /** reason → points */
    failed: table(text, count),
  }),
  /** Files that the space names, kept beside the page: technologies and workloads by name, SRAM and devices as stated → file. */
  inputs: Type.Optional(
    record({
      technology: table(text, name),
      workload: table(text, name),
      sram: table(text, name),
      device: table(text, name),
    }),
  ),
  /** Where no design is feasible: the bounds in the way. */
  misses: Type.Optional(list(missSchema)),
  /** What the model's numbers rest on, e.g. `gate counts × asap7 primitives (tech import, Yosys 0.55)`. */
  model: text,
  /** Absent if memory is not modelled. */
  memory: Type.Optional(memorySummarySchema),
  /** Absent if energy is not modelled. */
  activity: Type.Optional(activitySummarySchema),
  /** What was asked (or is preferred), and the designs of the front by what they were priced with. */
  fidelity: Type.Optional(record({ asked: fidelitySchema, counts: record({ counts: count, characterised: count }) })),
  /** The hold-out errors of the model, with the command that measured them. */
  accuracy: Type.Optional(record({ command: text, rows: list(accuracyRowSchema) })),
});

/** `manifest.json`: what was asked, with what, and how many points came to what. */
export type SweepManifest = Described<typeof manifestSchema>;

const VERIFICATION = { simulator: text, passed: Type.Boolean({ expected: "true or false" }) };

const verificationSchema = either(
  "products",
  record({ ...VERIFICATION, products: count, beats: count }),
  record({ ...VERIFICATION, operations: count, slots: count }),
);

/** How a picked design was verified: a core by products and their output beats, an update unit by operations and slots. */
export type PickVerification = Described<typeof verificationSchema>;

const pickSchema = record({
  /** Why it was picked: `knee`, `smallest areaUm2`, … */
  label: name,
  record: designRecordSchema,
  /** The model's area by module; the rows sum to `record.metrics.areaUm2`. */
  breakdown: list(breakdownRowSchema),
  rtl: Type.Optional(record({ directory: name, top: identifier, files: list(name) })),
  verification: Type.Optional(verificationSchema),
  synthesis: Type.Optional(
    record({
      areaUm2: amount,
      hierarchy: oneOf("keep", "flatten"),
      /** module name → area of one instance, without children [µm²] */
      modules: table(name, amount),
      tool: text,
      library: text,
      /** Longest path of the mapped netlist [ps]. */
      criticalPathPs: Type.Optional(amount),
      /** Energy of one step of the mapped netlist at the activity of the manifest [pJ]. */
      energyPerStepPj: Type.Optional(amount),
      /** Of an update unit: energy of a cycle in which it works, or waits for a pulse to end [fJ]. */
      workEnergyFj: Type.Optional(amount),
      waitEnergyFj: Type.Optional(amount),
      /** What measured delay and energy, e.g. `static timing analysis of the mapped netlist`. */
      reference: Type.Optional(text),
    }),
  ),
});

/** A design chosen from the front, with all that is known about it. */
export type PickedDesign = Described<typeof pickSchema>;

const equalThroughputSchema = record({
  macsPerCycle: positive,
  /** As `DesignRecord.setting`. */
  setting: Type.Optional(settingLabelsSchema),
  /** generator → its feasible design of smallest area with exactly this many MACs per cycle */
  best: table(
    identifier,
    record({
      index: count,
      design: designSchema,
      metrics: metricsSchema,
      errors: Type.Optional(expectedErrorsSchema),
    }),
  ),
});

/** The smallest design of each generator at one throughput. */
export type EqualThroughputRow = Described<typeof equalThroughputSchema>;

const ownBestsSchema = record({
  metric: metricName,
  /** The design of the front that is best in it for all workloads together. */
  index: count,
  rows: list(
    record({
      workload: text,
      /** The metric of this workload on that design. */
      shared: real,
      /** On the design that is best for it alone; this and what follows are absent where none is feasible for it alone. */
      own: Type.Optional(real),
      /** How much worse than its own best it is, 0.1 for 10 %. */
      loss: Type.Optional(real),
      /** The design that is best for it alone. */
      design: Type.Optional(designSchema),
      /** As `DesignRecord.setting`. */
      setting: Type.Optional(settingLabelsSchema),
    }),
  ),
});

/** What each of several workloads loses by sharing one design. */
export type OwnBests = Described<typeof ownBestsSchema>;

/** See `ParetoFile`. */
export const paretoSchema = record({
  schemaVersion,
  objectives: list(objectiveSchema, 1),
  /** Metrics that the space states as formulas; absent if it states none. */
  metrics: Type.Optional(formulasSchema),
  /** All non-dominated feasible designs, in order of `index`; of those equal in all metrics one, which counts its twins. */
  front: list(designRecordSchema),
  picks: list(pickSchema),
  equalThroughput: list(equalThroughputSchema),
  /** If the space asks for it: what workloads lose by sharing a design. */
  ownBests: Type.Optional(ownBestsSchema),
  /** Dominated feasible designs, down-sampled by a fixed rule. */
  cloud: record({ total: count, shown: count, records: list(designRecordSchema) }),
});

/** `pareto.json`: the exact front, the picks, the baselines, and a sample of the rest for drawing. */
export type ParetoFile = Described<typeof paretoSchema>;
