import type { Fault } from "../../../src/core/errors.ts";
import type { Condition, Parameter, ParameterValues } from "../../../src/core/parameters.ts";
import {
  contains,
  FLOAT_FORMATS,
  FLOAT_NAMES,
  type FloatFormat,
  type FloatName,
  type Subnormals,
} from "../../numeric/float-format.ts";

/** Adder structures: one path for all sums, or two that share the work by the distance of the exponents. */
export type FloatPath = "single" | "dual";

/** What a core with floating-point activations does with them. */
export interface FloatParameters {
  /** `native`: floating-point adders. `aligned`: an integer core on mantissas with a common exponent. */
  readonly arithmetic: "native" | "aligned";
  /** Of the activations. */
  readonly format: FloatFormat;
  /** Of running sums (native) and of results. */
  readonly accumulator: FloatFormat;
  readonly subnormals: Subnormals;
  readonly path: FloatPath;
  /** Registers in each floating-point adder, 0 … 4. */
  readonly stages: number;
  /** What shares one exponent. */
  readonly span: "tile" | "vector";
  /** Bits of an aligned mantissa, its sign included. */
  readonly keptBits: number;
  /** Registers behind the aligned activations, and behind the results: 0 or 1 of each. */
  readonly alignStages: number;
}

const FLOATS: Condition = { values: { activation: FLOAT_NAMES }, words: "floating-point activations" };
const NATIVE: Condition = {
  values: { activation: FLOAT_NAMES, arithmetic: ["native"] },
  words: "native floating-point arithmetic",
};
const ALIGNED: Condition = {
  values: { activation: FLOAT_NAMES, arithmetic: ["aligned"] },
  words: "aligned floating-point arithmetic",
};

/** Parameters of integer datapaths: native floating point has no use for them. */
export const NOT_NATIVE_FLOAT = NATIVE;

/** `activation`: the activations' own format. */
const FORMAT_CHOICES = ["activation", ...FLOAT_NAMES];

/** Description of the format of table entries. */
export const TABLE_FORMAT_PARAMETER: Parameter = {
  kind: "choice",
  name: "tableFormat",
  description: "format of the table entries, which are sums of activations",
  choices: FORMAT_CHOICES,
  default: "activation",
  onlyWith: NATIVE,
};

/** Description of the parameters that only floating-point activations need. */
export const FLOAT_PARAMETERS: readonly Parameter[] = [
  {
    kind: "choice",
    name: "arithmetic",
    description: "native: floating-point adders; aligned: integer core on mantissas with a common exponent",
    choices: ["native", "aligned"],
    default: "native",
    onlyWith: FLOATS,
  },
  {
    kind: "choice",
    name: "accumulator",
    description: "format of running sums and results (aligned: of results)",
    choices: FORMAT_CHOICES,
    default: "activation",
    onlyWith: FLOATS,
  },
  {
    kind: "choice",
    name: "subnormals",
    description: "numbers below the smallest normal one are kept, or flushed to zero wherever they are read or made",
    choices: ["kept", "flushed"],
    default: "kept",
    onlyWith: FLOATS,
  },
  {
    kind: "choice",
    name: "floatPath",
    description: "floating-point adders with one path, or with a far and a near path side by side (larger, faster)",
    choices: ["single", "dual"],
    default: "single",
    onlyWith: NATIVE,
  },
  {
    kind: "integer",
    name: "pipelineFloat",
    description: "pipeline registers of each floating-point adder, the last one behind its result",
    unit: "stage",
    minimum: 0,
    maximum: 4,
    default: 0,
    onlyWith: NATIVE,
  },
  {
    kind: "choice",
    name: "alignSpan",
    description: "what shares an exponent: the activations of a step, or all of a product (the stream then states it)",
    choices: ["tile", "vector"],
    default: "tile",
    onlyWith: ALIGNED,
  },
  {
    kind: "integer",
    name: "keptBits",
    description: "bits of an aligned mantissa, its sign included",
    unit: "bit",
    minimum: 1,
    maximum: 28,
    default: 12,
    onlyWith: ALIGNED,
  },
  {
    kind: "integer",
    name: "pipelineAlign",
    description: "pipeline registers behind the alignment of the activations, and as many behind the results",
    unit: "stage",
    minimum: 0,
    maximum: 1,
    default: 0,
    onlyWith: ALIGNED,
  },
];

/** The format that a parameter such as `accumulator` names. */
export function formatNamed(name: unknown, activation: FloatFormat): FloatFormat {
  return name === "activation" ? activation : FLOAT_FORMATS[name as FloatName];
}

/** The floating-point part of validated values; undefined for integer activations. */
export function floatParameters(values: ParameterValues): FloatParameters | undefined {
  const format = FLOAT_FORMATS[values["activation"] as FloatName] as FloatFormat | undefined;
  if (format === undefined) return undefined;
  return {
    arithmetic: values["arithmetic"] as "native" | "aligned",
    format,
    accumulator: formatNamed(values["accumulator"], format),
    subnormals: values["subnormals"] as Subnormals,
    path: values["floatPath"] as FloatPath,
    stages: values["pipelineFloat"] as number,
    span: values["alignSpan"] as "tile" | "vector",
    keptBits: values["keptBits"] as number,
    alignStages: values["pipelineAlign"] as number,
  };
}

/** Formats that would lose what they are given. `table`: format of the words that are accumulated. */
export function floatFaults(float: FloatParameters, table: FloatFormat): Fault[] {
  const faults: Fault[] = [];
  const { arithmetic, format, accumulator, keptBits } = float;
  if (arithmetic === "aligned") {
    if (keptBits < 2) {
      const message = `got ${keptBits}, expected at least 2: beside the sign, alignment would lose every bit`;
      faults.push({ path: "keptBits", message });
    }
    return faults;
  }
  if (!contains(table, format)) faults.push(narrower("tableFormat", table, format, "the activations"));
  if (!contains(accumulator, table)) faults.push(narrower("accumulator", accumulator, table, "the words it adds"));
  return faults;
}

function narrower(path: string, got: FloatFormat, than: FloatFormat, what: string): Fault {
  const legal = FLOAT_NAMES.filter((name) => contains(FLOAT_FORMATS[name], than));
  const message = `got ${got.name}, expected a format that holds every ${than.name} of ${what}: ${legal.join(", ")}`;
  return { path, message };
}
