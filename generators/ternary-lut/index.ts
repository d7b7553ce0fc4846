import type { ParameterValues } from "../../src/core/parameters.ts";
import { onceByNumber } from "../../src/core/once.ts";
import type { Generator } from "../generator.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import { TABLE_FORMAT_PARAMETER } from "../streaming-core/float-parameters.ts";
import {
  ACTIVATION_BITS,
  ACTIVATION_PARAMETER,
  CORE_PARAMETERS,
  coreParameters,
  type TileFamily,
} from "../streaming-core/shape.ts";
import { entriesBits, build, buildName, table, tableName, type TableShape, type TableStorage } from "./table.ts";
import { tableEntries } from "./entries.ts";
import { fetch, fetchName, keyBits, wordBits } from "./fetch.ts";

/** The ternary LUT core: L tables of all sums of µ activations, K read ports each, deferred negation, one adder per lane. */
export const ternaryLut: Generator = coreGenerator({
  name: "ternary-lut",
  summary: "lookup tables of activation sums, read by ternary weight keys",
  schema: [
    ACTIVATION_PARAMETER,
    {
      kind: "integer",
      name: "groupSize",
      description: "µ, activations per lookup table; a table has (3^µ-1)/2 entries",
      unit: "activation",
      minimum: 1,
      maximum: 6,
      default: 3,
    },
    {
      kind: "integer",
      name: "tables",
      description: "L, lookup tables working in parallel",
      unit: "table",
      minimum: 1,
      maximum: 1024,
      default: 8,
    },
    {
      kind: "integer",
      name: "fetchers",
      description: "K, read ports per table, i.e. outputs computed in parallel",
      unit: "output",
      minimum: 1,
      maximum: 1024,
      default: 16,
    },
    {
      kind: "choice",
      name: "tableStorage",
      description: "register: entries are stored; combinational: activations are stored and entries follow from them",
      choices: ["register", "combinational"],
      default: "register",
    },
    {
      kind: "integer",
      name: "pipelineTable",
      description: "pipeline registers between the activations and the adders that build the stored entries",
      unit: "stage",
      minimum: 0,
      maximum: 1,
      default: 0,
    },
    TABLE_FORMAT_PARAMETER,
    ...CORE_PARAMETERS,
  ],
  family,
  conflicts: (values) =>
    values["tableStorage"] === "combinational" && values["pipelineTable"] !== 0
      ? [
          {
            path: "pipelineTable",
            message: `got ${values["pipelineTable"]}, expected 0 with combinational tables: they store no entries`,
          },
        ]
      : [],
});

const families = onceByNumber<TileFamily>();

function family(values: ParameterValues): TileFamily {
  const { activation, adder } = coreParameters(values);
  const activationBits = ACTIVATION_BITS[activation];
  const groupSize = values["groupSize"] as number;
  const groups = values["tables"] as number;
  const lanes = values["fetchers"] as number;
  const storage = values["tableStorage"] as TableStorage;
  const stages = values["pipelineTable"] as number;
  const flags = (storage === "register" ? 1 : 0) + (adder === "prefix" ? 2 : 0) + 4 * stages;
  const key = (((groups * 2048 + lanes) * 8 + groupSize) * 32 + activationBits) * 8 + flags;
  return families(key, () => makeFamily({ groupSize, activationBits, storage, adder, stages }, groups, lanes));
}

function makeFamily(tableShape: TableShape, groups: number, lanes: number): TileFamily {
  const { groupSize, activationBits } = tableShape;
  return {
    name: "ternary_lut",
    detail: `u${groupSize}_l${groups}_k${lanes}_${tableShape.storage}${tableShape.stages > 0 ? "_staged" : ""}`,
    groupSize,
    groups,
    lanes,
    parameterNames: { groups: "tables", lanes: "fetchers" },
    keyBits: keyBits(groupSize),
    entriesBits: entriesBits(groupSize, activationBits),
    putEntries: (group, put) => {
      for (const { digits, offset, bits } of tableEntries(groupSize, activationBits)) {
        put(
          offset,
          bits,
          digits.reduce((sum, digit, i) => sum + digit * (group[i] ?? 0), 0),
        );
      }
    },
    wordBits: wordBits(groupSize, activationBits),
    wordMagnitude: groupSize * 2 ** (activationBits - 1),
    hasNegate: true,
    groupRole: "table",
    groupKey: tableName(tableShape),
    group: () => table(tableShape),
    groupStages: tableShape.stages,
    groupChildren: [{ key: buildName(tableShape), role: "build", build: () => build(tableShape) }],
    fetchKey: (gating) =>
      fetchNames(groupSize * 64 + activationBits * 2 + (gating === "gated" ? 1 : 0), () =>
        fetchName({ groupSize, activationBits, gating }),
      ),
    fetch: (gating) => fetch({ groupSize, activationBits, gating }),
    fetchChildren: [],
  };
}

const fetchNames = onceByNumber<string>();
