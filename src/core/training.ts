import type { Fault } from "./errors.ts";

/**
 * The settings of a training, each described once: types, defaults, the JSON Schema of a space (`src/config`), the options
 * of `tritforge train` and their help (`src/cli`), what is checked before a run, and what manifests and reports state
 * follow. The order is that of a space in a manifest.
 */

/** What values a setting takes. */
type Rule =
  /** A whole number from 1, or from 0 if that means none. */
  | { readonly kind: "integer"; readonly maximum: number; readonly usual: number; readonly minimum?: 0 }
  /** A number above 0, or from 0 if that means none. */
  | { readonly kind: "number"; readonly maximum: number; readonly usual: number; readonly minimum?: 0 }
  | { readonly kind: "choice"; readonly choices: readonly string[]; readonly usual: string }
  /** Neurons from the inputs to the outputs: at least two whole numbers from 1. */
  | { readonly kind: "neurons"; readonly maximum: number; readonly usual: readonly number[] }
  /** Numbers above 0, one for each layer of weights; none: another setting says it for all. */
  | { readonly kind: "by-layer"; readonly maximum: number; readonly usual: readonly number[] }
  | { readonly kind: "data"; readonly usual: string };

/** One setting. `of` a task: what is learned and how; of a sweep: how much is trained. */
export type TrainingSetting = Rule & {
  readonly of: "task" | "sweep";
  /** Starts in lower case, without a full stop. */
  readonly description: string;
};

/** Setting → what is known of it. */
export const TRAINING_SETTINGS = {
  // Layers larger than an array are held in several; codes of rows and columns are kept in 16 bits.
  layers: {
    of: "task",
    kind: "neurons",
    maximum: 16_384,
    usual: [196, 32, 10],
    description: "neurons from the inputs to the outputs",
  },
  data: {
    of: "task",
    kind: "data",
    usual: "digits",
    description: "digits (built in, drawn by seed, with 1000 more for testing), or a folder of IDX files as of MNIST",
  },
  examples: integer(1_000_000, 2000, "training examples of an epoch, the first ones of the set"),
  epochs: integer(10_000, 2, "passes over the examples"),
  learningRate: number(0.2, "of one example: pulses of a batch add up"),
  layerRates: {
    of: "task",
    kind: "by-layer",
    maximum: 1e6,
    usual: [],
    description:
      "learning rates from the first layer of weights to the last (NeuroSim: 0.4,0.2); none: learningRate for all",
  },
  batch: integer(100_000, 1, "examples between changes of the weights that the network sees"),
  weightRange: number(2, "weights of all layers lie in ± this, the nominal range of the devices"),
  activation: choice(["sigmoid", "relu"], "sigmoid", "of hidden layers"),
  output: choice(
    ["softmax", "mse"],
    "softmax",
    "outputs: a softmax with cross-entropy, or sigmoids with squared errors as in NeuroSim",
  ),
  biases: choice(
    ["none", "row"],
    "none",
    "none, as in NeuroSim's perceptron, or one more row of each array that is always on, with its synapses",
  ),
  deltaScale: choice(
    ["fixed", "power-of-two"],
    "power-of-two",
    "full scale of delta: the same always, or the power of two above each vector's largest (registers follow)",
  ),
  dacBits: orNone(integer(16, 0, "bits of x in the forward pass; 0: floating point")),
  sumBits: orNone(integer(16, 0, "bits of weighted sums of both passes, as an ADC reads them; 0: floating point")),
  errorBits: orNone(integer(16, 0, "bits of delta in the backward pass; 0: floating point")),
  readNoise: orNone(number(0, "σ of a weighted sum of both passes, in weights at x = 1; 0: none")),
  wordPeriod: integer(
    1_000_000_000,
    1000,
    "updates that random words should last: a unit whose words repeat sooner is warned of",
  ),
  seeds: {
    ...integer(
      100,
      1,
      "trainings of one unit and device; metrics are their means, pulsesPerDeviceMax the most of them",
    ),
    of: "sweep",
  },
  runs: { ...integer(1_000_000, 200, "most trainings of the sweep"), of: "sweep" },
} as const satisfies Readonly<Record<string, TrainingSetting>>;

type Described = typeof TRAINING_SETTINGS;
/** One of the names. */
export type SettingName = keyof Described;
type ValueOf<Setting extends TrainingSetting> = Setting extends { readonly kind: "choice" }
  ? Setting["choices"][number]
  : Setting extends { readonly kind: "neurons" | "by-layer" }
    ? readonly number[]
    : Setting extends { readonly kind: "data" }
      ? string
      : number;

/** What a space says about training, defaults filled in. */
export type TrainingSettings = { readonly [Name in SettingName]: ValueOf<Described[Name]> };

type TaskName = { [Name in SettingName]: Described[Name] extends { readonly of: "task" } ? Name : never }[SettingName];

/** What is learned and how, as data: all but how much a sweep trains. */
export type TaskSettings = Pick<TrainingSettings, TaskName>;

const DESCRIBED = Object.keys(TRAINING_SETTINGS) as SettingName[];

/** Names in the order of results: the first ones as results have had them from the start, then as described above. */
export const SETTING_NAMES: readonly SettingName[] = [
  ...new Set<SettingName>(["layers", "data", "activation", "epochs", "examples", "batch", ...DESCRIBED]),
];

/** Names of what a task has, in that order. */
export const TASK_SETTINGS = SETTING_NAMES.filter((name): name is TaskName => TRAINING_SETTINGS[name].of === "task");

/** The settings of these names, in their order. */
export function settingsNamed<Name extends SettingName>(
  names: readonly Name[],
  settings: Pick<TrainingSettings, Name>,
): Pick<TrainingSettings, Name> {
  return Object.fromEntries(names.map((name) => [name, settings[name]])) as Pick<TrainingSettings, Name>;
}

/** What a space or a command line may leave out. */
export const USUAL_TRAINING: TrainingSettings = usualSettings();

function usualSettings(): TrainingSettings {
  const usual = Object.entries(TRAINING_SETTINGS).map(([name, setting]) => [name, setting.usual]);
  // Each default is a value of its setting, as the type of `Rule` has it.
  return Object.fromEntries(usual) as TrainingSettings;
}

/** The legal values in words: `an integer from 1 to 10000`. */
export function legalSetting(setting: TrainingSetting): string {
  switch (setting.kind) {
    case "integer":
      return `an integer from ${setting.minimum ?? 1} to ${setting.maximum}`;
    case "number":
      return setting.minimum === 0
        ? `a number from 0 to ${setting.maximum}`
        : `a number above 0, at most ${setting.maximum}`;
    case "choice":
      return `one of ${setting.choices.join(", ")}`;
    case "neurons":
      return `two or more whole numbers from 1 to ${setting.maximum}, e.g. ${setting.usual.join(",")}`;
    case "by-layer":
      return `numbers above 0, at most ${setting.maximum}, one for each layer of weights`;
    case "data":
      return "digits, or a folder of IDX files as of MNIST";
  }
}

/** Whether a value is legal. */
export function isLegalSetting(setting: TrainingSetting, value: unknown): boolean {
  switch (setting.kind) {
    case "integer":
      return isWhole(value, setting.maximum) || value === setting.minimum;
    case "number":
      return isPositive(value, setting.maximum) || value === setting.minimum;
    case "choice":
      return typeof value === "string" && setting.choices.includes(value);
    case "neurons":
      return Array.isArray(value) && value.length >= 2 && value.every((each) => isWhole(each, setting.maximum));
    case "by-layer":
      return Array.isArray(value) && value.every((each) => isPositive(each, setting.maximum));
    case "data":
      return typeof value === "string" && value !== "";
  }
}

/** A fault for each setting that is not legal; its path is the name. */
export function settingFaults(settings: Partial<TrainingSettings>): readonly Fault[] {
  return Object.entries<TrainingSetting>(TRAINING_SETTINGS).flatMap(([path, setting]) => {
    const value = settings[path as SettingName];
    if (value === undefined || isLegalSetting(setting, value)) return [];
    return [{ path, message: `got ${String(value)}, expected ${legalSetting(setting)}` }];
  });
}

/** The array of a layer of weights: a row for each input, one for a bias, and a column for each output. */
export interface ArraySize {
  readonly rows: number;
  readonly columns: number;
}

/** The arrays of a network, from the first layer of weights to the last. */
export function arraysOf({ layers, biases }: Pick<TaskSettings, "layers" | "biases">): readonly ArraySize[] {
  const bias = biases === "row" ? 1 : 0;
  return layers.slice(1).map((columns, l) => ({ rows: (layers[l] as number) + bias, columns }));
}

/** The learning rate of a layer of weights, from 0. */
export function rateOf({ learningRate, layerRates }: Pick<TaskSettings, "learningRate" | "layerRates">, layer: number) {
  return layerRates[layer] ?? learningRate;
}

function isPositive(value: unknown, maximum: number): boolean {
  return typeof value === "number" && value > 0 && value <= maximum;
}

function isWhole(value: unknown, maximum: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= maximum;
}

function integer(maximum: number, usual: number, description: string) {
  return { of: "task", kind: "integer", maximum, usual, description } as const;
}

function number(usual: number, description: string) {
  return { of: "task", kind: "number", maximum: 1e6, usual, description } as const;
}

/** 0 is legal, too. */
function orNone<const Setting extends object>(setting: Setting) {
  return { ...setting, minimum: 0 } as const;
}

function choice<const Choices extends readonly string[]>(
  choices: Choices,
  usual: NoInfer<Choices[number]>,
  description: string,
) {
  return { of: "task", kind: "choice", choices, usual, description } as const;
}
