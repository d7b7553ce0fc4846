import type { JsonSchema } from "../../src/json/json-schema.ts";
import { identifierSchema, libraryNameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { PRIMITIVES_SCHEMA } from "./primitives.ts";
import { DEFINITIONS, TABLES_SCHEMA } from "./tables-schema.ts";
import { above, among, defined, listOf, objectOf, within } from "./schema-parts.ts";
import { CELL_KINDS, TECHNOLOGY_SCHEMA_VERSION } from "./technology.ts";

/** The JSON of a technology file: its shape, ranges and names. How its parts fit together: check-cells.ts, check-tables.ts. */

const LOGIC = defined("logic");
const CAPACITANCE = defined("capacitance");
const TEXT = defined("text");
const PIN_NAME = defined("pin");

const PIN = objectOf(
  "a pin object",
  {
    name: PIN_NAME,
    direction: among(["input", "output", "inout"]),
    capacitanceFf: CAPACITANCE,
    riseCapacitanceFf: CAPACITANCE,
    fallCapacitanceFf: CAPACITANCE,
    function: LOGIC,
  },
  ["name", "direction"],
);

const FLIP_FLOP = objectOf(
  "a flip-flop, with state, clockedOn and nextState",
  {
    state: { ...listOf("a state variable and its complement", PIN_NAME), minItems: 2, maxItems: 2 },
    clockedOn: LOGIC,
    nextState: LOGIC,
    clear: LOGIC,
    preset: LOGIC,
  },
  ["state", "clockedOn", "nextState"],
);

const FLAG = defined("flag");

const ADDER = objectOf(
  "an adder: which pin is what",
  {
    inputs: { ...listOf("two or three pins", PIN_NAME), minItems: 2, maxItems: 3 },
    sum: PIN_NAME,
    carry: PIN_NAME,
    sumInverted: FLAG,
    carryInverted: FLAG,
  },
  ["inputs", "sum", "carry", "sumInverted", "carryInverted"],
);

const CLOCK_GATE = objectOf(
  "a clock gate: which pin is what",
  { clock: PIN_NAME, enable: PIN_NAME, output: PIN_NAME, tests: listOf("a list of pins", PIN_NAME) },
  ["clock", "enable", "output", "tests"],
);

const CELL = objectOf(
  "a cell object",
  {
    name: identifierSchema("a cell"),
    kind: among(CELL_KINDS),
    areaUm2: above("an area [µm²]", 1e9),
    leakageNw: within("a leakage [nW]", 0, 1e12),
    dontUse: FLAG,
    pins: listOf("a list of pins", PIN),
    flipFlop: FLIP_FLOP,
    adder: ADDER,
    clockGate: CLOCK_GATE,
  },
  ["name", "kind", "areaUm2", "dontUse", "pins"],
);

const SKIPPED = objectOf("a cell that cannot be used, with the reason", { name: TEXT, reason: TEXT }, [
  "name",
  "reason",
]);

const LIBRARY: JsonSchema = {
  schemaVersion: { const: TECHNOLOGY_SCHEMA_VERSION, expected: `${TECHNOLOGY_SCHEMA_VERSION}` },
  name: libraryNameSchema("a technology's name"),
  process: TEXT,
  corner: TEXT,
  voltageV: above("a voltage [V]", 1000),
  temperatureC: within("a temperature [°C]", -273.15, 1000),
  library: libraryNameSchema("a Liberty library's name"),
  sourceFile: TEXT,
  sourceSha256: { type: "string", pattern: "^[0-9a-f]{64}$", expected: "a SHA-256, 64 hexadecimal digits" },
  provenance: TEXT,
  licence: TEXT,
  nand2AreaUm2: above("an area [µm²]", 1e9),
  fanOutBuffer: identifierSchema("a cell"),
  primitives: PRIMITIVES_SCHEMA,
  tables: TABLES_SCHEMA,
  cells: listOf("a list of cells", CELL),
  skipped: listOf("a list of cells that cannot be used", SKIPPED),
};

/** Schema of a technology file. */
export const TECHNOLOGY_SCHEMA: JsonSchema = {
  definitions: {
    ...DEFINITIONS,
    logic: { type: "string", minLength: 1, expected: "a Boolean function in Liberty notation" },
    capacitance: within("a capacitance [fF]", 0, 1e9),
    flag: { type: "boolean", expected: "true or false" },
    text: printableTextSchema("a text"),
  },
  ...objectOf(
    "a technology object",
    LIBRARY,
    Object.keys(LIBRARY).filter((key) => key !== "primitives"),
  ),
};
