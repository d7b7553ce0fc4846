/** What may be said of a published design: each field once, with its unit and what is sensible for it. */

/** A number of a design, or several: each of them is offered, or both ends of a range. */
export interface NumberField {
  readonly kind: "number";
  /** For people. */
  readonly label: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
}

/** A text, or one of a few words. */
export interface TextField {
  readonly kind: "text";
  readonly label: string;
  readonly words?: readonly string[];
}

/** What kind of engine it is: the first three are generators of ours. */
export const ARCHITECTURES = [
  "ternary-tables",
  "sign-flip",
  "multiplier",
  "bit-plane-tables",
  "vector-quantised",
  "processor",
  "weights-in-rom",
  "in-memory",
] as const;

/** The fields in the order in which they are shown. */
export const FIELDS = {
  year: whole("year", "", 1990, 2100),
  venue: text("venue"),
  architecture: text("architecture", ARCHITECTURES),
  process: text("process"),
  nodeNm: real("node", "nm", 1, 500),
  clockMhz: real("clock", "MHz", 1, 10_000),
  supplyV: real("supply", "V", 0.2, 5),
  areaMm2: real("area", "mm²", 1e-4, 1000),
  powerMw: real("power", "mW", 1e-3, 1e6),
  throughputGops: real("throughput", "GOPS", 1e-3, 1e6),
  topsPerMm2: real("throughput density", "TOPS/mm²", 1e-4, 1e4),
  topsPerWatt: real("energy efficiency", "TOPS/W", 1e-4, 1e5),
  tokensPerSecond: real("tokens per second", "token/s", 1e-2, 1e6),
  groupSize: whole("µ, activations of a table", "activation", 1, 16),
  entries: whole("entries of a table", "entry", 1, 65_536),
  symmetry: text("symmetry"),
  tables: whole("L, tables", "table", 1, 65_536),
  fetchers: whole("K, fetchers of a table", "output", 1, 65_536),
  tileInputs: whole("inputs of a tile", "input", 1, 65_536),
  tileOutputs: whole("outputs of a tile", "output", 1, 65_536),
  activations: text("activations"),
  weights: text("weights"),
  weightBits: real("bits of a stored weight", "bit", 0.1, 64),
  memory: text("memory"),
  memoryKb: real("memory on chip", "KB", 0.1, 1e7),
  cells: text("cells of an FPGA"),
  tableStorage: text("storage of tables", ["register", "combinational"]),
  loopOrder: text("loop order", ["table-stationary", "output-stationary"]),
  reduction: text("reduction", ["compressor", "adder-tree"]),
  accumulator: text("accumulator"),
  organisation: text("organisation"),
  idea: text("idea"),
  result: text("result"),
} as const satisfies Readonly<Record<string, NumberField | TextField>>;

/** The name of a field. */
export type FieldName = keyof typeof FIELDS;

/** All names of fields. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

function real(label: string, unit: string, minimum: number, maximum: number): NumberField {
  return { kind: "number", label, unit, minimum, maximum, isWhole: false };
}

function whole(label: string, unit: string, minimum: number, maximum: number): NumberField {
  return { kind: "number", label, unit, minimum, maximum, isWhole: true };
}

function text(label: string, words?: readonly string[]): TextField {
  return { kind: "text", label, ...(words === undefined ? {} : { words }) };
}
