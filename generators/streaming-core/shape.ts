import type { Fault } from "../../src/core/errors.ts";
import type { Parameter, ParameterValues } from "../../src/core/parameters.ts";
import type { Adder } from "../arithmetic/compressor.ts";
import { FLOAT_FORMATS, FLOAT_NAMES, formatBits, type FloatName } from "../numeric/float-format.ts";
import {
  FLOAT_PARAMETERS,
  floatFaults,
  floatParameters,
  NOT_NATIVE_FLOAT,
  type FloatParameters,
} from "./float/parameters.ts";
import type { FloatStyle } from "./float/tree.ts";
import type { TileFamily } from "./tile-family.ts";

/**
 * What all matrix-product cores share: streams, tiling, masks, reduction and accumulators. A family (tables, sign flip,
 * multipliers) adds only what holds a group of activations and what one weight key makes of it.
 */

/** Bits of the integer formats, two's complement; at most 16. */
const INTEGER_BITS = { int4: 4, int8: 8, int16: 16 } as const;

/** Names of the integer formats. */
export const INTEGER_NAMES: readonly string[] = Object.keys(INTEGER_BITS);

/** Type of the activations. */
export type Activation = keyof typeof INTEGER_BITS | FloatName;

/** Bits of one activation in the stream. */
export const ACTIVATION_BITS = {
  ...INTEGER_BITS,
  ...Object.fromEntries(FLOAT_NAMES.map((name) => [name, formatBits(FLOAT_FORMATS[name])])),
} as Readonly<Record<Activation, number>>;
/** Which loop is the outer one: over the inputs (tables stay), or over the outputs (sums stay). */
export type LoopOrder = "table-stationary" | "output-stationary";
/** How the words of a step are added. */
export type Reduction = "compressor" | "adder-tree";

/** The parameters that every core has. */
export interface CoreParameters {
  readonly activation: Activation;
  /** N: inputs of the product (its maximum if `shape` is runtime). */
  readonly inputs: number;
  /** M: outputs of the product (its maximum if `shape` is runtime). */
  readonly outputs: number;
  readonly shape: "fixed" | "runtime";
  readonly loopOrder: LoopOrder;
  readonly reduction: Reduction;
  /** How additions propagate their carries, everywhere in the datapath. */
  readonly adder: Adder;
  readonly pipelineFetch: number;
  readonly pipelineReduce: number;
  readonly clockGating: "none" | "registers";
  /** Undefined: activations are integers. */
  readonly float: FloatParameters | undefined;
}

/** Description of the shared parameters, for a family's schema. */
export const CORE_PARAMETERS: readonly Parameter[] = [
  ...FLOAT_PARAMETERS,
  {
    kind: "integer",
    name: "inputs",
    description: "N, inputs of the matrix product (the largest, if the shape is set at run time)",
    unit: "input",
    minimum: 1,
    maximum: 65536,
    default: 256,
  },
  {
    kind: "integer",
    name: "outputs",
    description: "M, outputs of the matrix product (the largest, if the shape is set at run time)",
    unit: "output",
    minimum: 1,
    maximum: 65536,
    default: 64,
  },
  {
    kind: "choice",
    name: "shape",
    description: "fixed: every product is N x M; runtime: a stream gives the shape of each product",
    choices: ["fixed", "runtime"],
    default: "fixed",
  },
  {
    kind: "choice",
    name: "loopOrder",
    description: "table-stationary: inputs outside, outputs inside; output-stationary: outputs outside, inputs inside",
    choices: ["table-stationary", "output-stationary"],
    default: "table-stationary",
  },
  {
    kind: "choice",
    name: "reduction",
    description:
      "how the words of one step are added: a compressor tree with the accumulator in it, or a tree of adders",
    choices: ["compressor", "adder-tree"],
    default: "compressor",
    notWith: NOT_NATIVE_FLOAT,
  },
  {
    kind: "choice",
    name: "adder",
    description: "how additions propagate their carries: from bit to bit, or through a parallel-prefix network",
    choices: ["ripple", "prefix"],
    default: "ripple",
  },
  {
    kind: "integer",
    name: "pipelineFetch",
    description: "pipeline registers after the fetch",
    unit: "stage",
    minimum: 0,
    maximum: 1,
    default: 0,
  },
  {
    kind: "integer",
    name: "pipelineReduce",
    description: "pipeline registers of the reduction: one at its end, further ones inside it",
    unit: "stage",
    minimum: 0,
    maximum: 3,
    default: 0,
    notWith: NOT_NATIVE_FLOAT,
  },
  {
    kind: "choice",
    name: "clockGating",
    description: "registers: what holds a value in some cycles gets a gated clock in place of an enable",
    choices: ["none", "registers"],
    default: "none",
  },
];

/** Description of the activation type, which stands first in every schema. */
export const ACTIVATION_PARAMETER: Parameter = {
  kind: "choice",
  name: "activation",
  description: "type of the activations: two's complement or floating point",
  choices: Object.keys(ACTIVATION_BITS),
  default: "int8",
};

/** The shared parameters out of validated values. */
export function coreParameters(values: ParameterValues): CoreParameters {
  return {
    activation: values["activation"] as Activation,
    inputs: values["inputs"] as number,
    outputs: values["outputs"] as number,
    shape: values["shape"] as "fixed" | "runtime",
    loopOrder: values["loopOrder"] as LoopOrder,
    reduction: values["reduction"] as Reduction,
    adder: values["adder"] as Adder,
    pipelineFetch: values["pipelineFetch"] as number,
    pipelineReduce: values["pipelineReduce"] as number,
    clockGating: values["clockGating"] as CoreParameters["clockGating"],
    float: floatParameters(values),
  };
}

/** Widest port of a core that simulators and synthesis are known to take. */
const MAX_PORT_BITS = 65536;

/** Faults of combinations: ports that no tool would take. */
export function coreConflicts(core: CoreParameters, family: TileFamily): Fault[] {
  const { parameterNames, groups, groupSize, lanes, keyBits, words } = family;
  const ports = [
    {
      path: parameterNames.groups,
      what: "activation bits per tile",
      bits: groups * groupSize * ACTIVATION_BITS[core.activation],
    },
    { path: parameterNames.lanes, what: "key bits per step", bits: lanes * groups * keyBits },
    {
      path: parameterNames.lanes,
      what: "output bits per beat",
      bits: lanes * resultBits(core),
    },
  ];
  const formats = core.float === undefined ? [] : floatFaults(core.float, words ?? core.float.format);
  const tooWide = ports
    .filter(({ bits }) => bits > MAX_PORT_BITS)
    .map(({ path, what, bits }) => ({ path, message: `got ${bits} ${what}, expected at most ${MAX_PORT_BITS}` }));
  return [...formats, ...tooWide];
}

/** Bits of an activation in an integer datapath: as it comes, or aligned. */
export function integerBits({ activation, float }: CoreParameters): number {
  return float?.arithmetic === "aligned" ? float.keptBits : ACTIVATION_BITS[activation];
}

/**
 * Exact width of a sum of N activations of w bits with weights −1, 0, 1: it lies in −N·2^(w−1) … N·2^(w−1), both included,
 * so it takes w + ⌊log2 N⌋ + 1 bits.
 */
export function exactSumBits(activationBits: number, inputs: number): number {
  return activationBits + countBits(inputs);
}

/** Bits of a running sum: exact for integers, those of the format in native floating point. */
export function accumulatorBits(core: CoreParameters): number {
  const { float, inputs } = core;
  return float?.arithmetic === "native" ? formatBits(float.accumulator) : exactSumBits(integerBits(core), inputs);
}

/** Bits of one result. */
export function resultBits(core: CoreParameters): number {
  return core.float === undefined ? accumulatorBits(core) : formatBits(core.float.accumulator);
}

/** How the adders of a native floating-point core are made. */
export function floatStyle({ adder }: CoreParameters, { path, subnormals, stages }: FloatParameters): FloatStyle {
  return { path, adder, subnormals, stages };
}

/** Bits that hold the values 0 … maximum. */
export function countBits(maximum: number): number {
  return 32 - Math.clz32(maximum);
}
