import Type, { type TSchema, type TUnsafe } from "typebox";
import {
  amount,
  count,
  countFromOne,
  list,
  name,
  part,
  positive,
  record,
  text,
  type Described,
} from "./record-schema.ts";
import {
  SETTING_NAMES,
  TRAINING_SETTINGS,
  type SettingName,
  type TrainingSetting,
  type TrainingSettings,
} from "./training.ts";

const deviceSummarySchema = record({
  /** As the space names it. */
  device: name,
  title: text,
  source: text,
  /** Conductance states by LTP and by LTD. */
  states: Type.Unsafe<[number, number]>({
    type: "array",
    items: [countFromOne, countFromOne],
    minItems: 2,
    maxItems: 2,
    expected: "two whole numbers from 1",
  }),
});

/** Settings that the summary says in words of its own (data, examples, budget), or not. */
const UNSTATED = ["data", "examples", "deltaScale", "runs"] as const satisfies readonly SettingName[];
type StatedName = Exclude<SettingName, (typeof UNSTATED)[number]>;

/** Settings that the summary states as they are. */
export const STATED_SETTINGS = SETTING_NAMES.filter(
  (name): name is StatedName => !UNSTATED.some((each) => each === name),
);

/** Choices are read as any name. */
type Stated<Value> = Value extends string ? string : Value;

const statedSchemas = Object.fromEntries(STATED_SETTINGS.map((setting) => [setting, schemaOf(setting)])) as {
  readonly [Name in StatedName]: TUnsafe<Stated<TrainingSettings[Name]>>;
};

function schemaOf(setting: StatedName): TSchema {
  const described: TrainingSetting = TRAINING_SETTINGS[setting];
  switch (described.kind) {
    case "integer":
      return described.minimum === 0 ? count : countFromOne;
    case "number":
      return described.minimum === 0 ? amount : positive;
    case "choice":
      return name;
    case "neurons":
      return list(countFromOne, 2);
    case "by-layer":
      return list(positive);
  }
}

/** See `TrainingSummary`. */
export const trainingSummarySchema = record({
  /** Name of the data, e.g. `built-in digits`. */
  data: text,
  trainExamples: countFromOne,
  testExamples: countFromOne,
  ...statedSchemas,
  /** Trainings that may be run, that were run (or known from before), and different units and devices to be trained. */
  budget: count,
  runs: count,
  keys: count,
  trainedKeys: count,
  /** Runs that ended near chance or without numbers. */
  divergedRuns: count,
  /** Mean over seeds of the same network in floating point. */
  floatAccuracy: part,
  /** Devices in the order in which they appear. */
  devices: list(deviceSummarySchema),
  wireCapacitanceFfPerUm: amount,
  cellPitchUm: amount,
  /** Of units whose accuracy is a statement on their settings: which unit, and what to set. */
  warnings: list(record({ unit: text, warning: text })),
  /** Assumptions and what is left out, one sentence each. */
  notes: list(text),
});

/** What the accuracies of a sweep of update units rest on. */
export type TrainingSummary = Described<typeof trainingSummarySchema>;
