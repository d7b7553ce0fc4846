import { ENCODINGS } from "../../src/core/encodings.ts";
import { SCHEMES } from "../../src/core/schemes.ts";
import { PRODUCTS, ROUNDINGS, type UnitShape } from "../contract/index.ts";
import type { Condition, Parameter, ParameterValues } from "../../src/core/parameters.ts";

/**
 * The parameters of an update unit. `docs/synapse.md` draws the circuit and states what each of these does to the pulses;
 * where each comes from in published hardware: anchors of the issue, named there.
 */

const COMPUTED = ["multiplier", "shift-add", "min"];
const ROW_SERIAL: Condition = {
  values: { product: COMPUTED },
  words: "products that are computed (multiplier, shift-add, min)",
};
const TRAIN_WORDS = { product: ["coincidence"], encoding: ["stochastic"] };
const ROUNDING_WORDS = { product: COMPUTED, rounding: ["stochastic"] };
/** Random words are drawn. */
const WORDS: Condition = { values: TRAIN_WORDS, or: ROUNDING_WORDS, words: "encoding or rounding stochastic" };
const SHARED: Condition = {
  values: { ...TRAIN_WORDS, randomSource: ["shared"] },
  or: { ...ROUNDING_WORDS, randomSource: ["shared"] },
  words: "encoding or rounding stochastic and randomSource shared",
};
const READS: Condition = {
  values: { refresh: ["open-loop", "verified"] },
  or: { writeVerify: ["on"] },
  words: "refresh or writeVerify",
};
const UNIDIRECTIONAL: Condition = { values: { scheme: ["pair-unidirectional"] }, words: "scheme pair-unidirectional" };
const ACCUMULATOR: Condition = { values: { accumulator: ["cell"] }, words: "accumulator cell" };

/** Order of this list is the order of help, axes and reports. */
export const UNIT_PARAMETERS: readonly Parameter[] = [
  {
    kind: "name",
    of: "device",
    name: "device",
    description: "device that the unit drives: its pulses, energies and accuracy; the circuit is the same for all",
    default: "epiram",
  },
  integer("rows", 1, 1024, 16, "synapse", "rows of the array, one x each"),
  integer("columns", 1, 1024, 16, "synapse", "columns of the array, one delta each"),
  integer("lanes", 1, 1024, 8, "column", "columns that are handled and pulsed at once, at most columns"),
  integer("xBits", 1, 9, 8, "bit", "bits of x; one signed bit is a sign"),
  choice("xSign", ["signed", "unsigned"], "unsigned", "whether x may be negative"),
  integer("deltaBits", 1, 9, 8, "bit", "bits of delta, two's complement; one bit is a sign"),
  choice("scheme", SCHEMES, "single", "devices of a synapse, and which of them a pulse goes to"),
  choice("encoding", ENCODINGS, "binary-count", "how x and delta become pulses"),
  choice(
    "product",
    PRODUCTS,
    "multiplier",
    "computed row by row, or left to the array: pulses of row and column lines that coincide",
  ),
  {
    // To the nearest drops what is below half a pulse: most errors of a network that learns, and of a softmax on one side only.
    ...choice("rounding", ROUNDINGS, "stochastic", "how a computed product becomes a whole number of pulses"),
    // Sums keep what rounding leaves; at random they would pulse unasked.
    defaultWhere: { cases: { accumulator: ["cell"] }, value: "round" },
    formerDefault: "round",
    onlyWith: ROW_SERIAL,
  },
  integer("maxPulses", 1, 127, 15, "pulse", "most pulses of a synapse in one update"),
  {
    ...choice("randomSource", ["per-line", "shared"], "shared", "an LFSR for each line, or one for all with delays"),
    onlyWith: WORDS,
  },
  // 16 bits repeat within ten updates of a layer of 784 x 100; lengths with two taps (31, 28) give trains 1.3 times the
  // variance; a multiple of the delay (30) gives the words of one lane to another, a row later.
  { ...integer("lfsrBits", 8, 31, 27, "bit", "length of the LFSRs"), formerDefault: 16, onlyWith: WORDS },
  { ...integer("decorrelatingDelay", 1, 31, 5, "bit", "delay between neighbouring lines"), onlyWith: SHARED },
  integer("widthBits", 1, 24, 12, "bit", "width of the counter that times a pulse"),
  integer("prescale", 1, 65_536, 1, "cycle", "cycles of a tick, in which widths of pulses and gaps are counted"),
  {
    ...choice("phases", ["two-phase", "simultaneous"], "two-phase", "potentiation then depression, or both at once"),
    notWith: UNIDIRECTIONAL,
  },
  choice(
    "pulseLength",
    ["as-needed", "fixed"],
    "as-needed",
    "end when no column has pulses left and skip what is empty, or always take the programmed number of slots",
  ),
  {
    ...choice("accumulator", ["none", "cell"], "none", "digital sum of products for each synapse, pulsed when large"),
    onlyWith: ROW_SERIAL,
  },
  {
    ...integer("accumulatorBits", 4, 24, 16, "bit", "width of that sum, two's complement, saturating"),
    onlyWith: ACCUMULATOR,
  },
  {
    ...choice("refresh", ["none", "open-loop", "verified"], "none", "reset and rewrite pairs that are used up"),
    onlyWith: UNIDIRECTIONAL,
  },
  {
    ...choice("writeVerify", ["off", "on"], "off", "read back and correct after an update"),
    onlyWith: ROW_SERIAL,
  },
  { ...integer("adcBits", 2, 10, 6, "bit", "width of a conductance that is read back"), onlyWith: READS },
  choice("counters", ["none", "events"], "none", "counters of updates, slots, skips, reads and failures, 32 bits each"),
  choice(
    "clockGating",
    ["none", "waiting"],
    "none",
    "whether the clock of all but the pulse timer stands still while the unit waits for a pulse, a stream, a read or a start",
  ),
];

function integer(
  name: string,
  minimum: number,
  maximum: number,
  usual: number,
  unit: string,
  description: string,
): Parameter {
  return { kind: "integer", name, minimum, maximum, default: usual, unit, description };
}

function choice(name: string, choices: readonly string[], usual: string, description: string): Parameter {
  return { kind: "choice", name, choices, default: usual, description };
}

/** Legal values (by the schema) as a shape. */
export function unitShape(values: ParameterValues): UnitShape {
  const number = (name: string): number => Number(values[name]);
  const word = <T extends string>(name: string): T => String(values[name]) as T;
  return {
    rows: number("rows"),
    columns: number("columns"),
    lanes: number("lanes"),
    xBits: number("xBits"),
    xSign: word("xSign"),
    deltaBits: number("deltaBits"),
    scheme: word("scheme"),
    encoding: word("encoding"),
    product: word("product"),
    rounding: word("rounding"),
    maxPulses: number("maxPulses"),
    randomSource: word("randomSource"),
    lfsrBits: number("lfsrBits"),
    decorrelatingDelay: number("decorrelatingDelay"),
    widthBits: number("widthBits"),
    prescale: number("prescale"),
    phases: word("phases"),
    pulseLength: word("pulseLength"),
    accumulator: word("accumulator"),
    accumulatorBits: number("accumulatorBits"),
    refresh: word("refresh"),
    writeVerify: word("writeVerify"),
    adcBits: number("adcBits"),
    counters: word("counters"),
    clockGating: word("clockGating"),
  };
}
