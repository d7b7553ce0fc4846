import type { Fault } from "../../src/core/errors.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { onceByNumber } from "../../src/core/once.ts";
import type { CoreGenerator } from "../contract/index.ts";
import { coreGenerator } from "../streaming-core/generator.ts";
import { formatBits } from "../numeric/float-format.ts";
import { formatNamed, TABLE_FORMAT_PARAMETER, type FloatParameters } from "../streaming-core/float/parameters.ts";
import {
  ACTIVATION_PARAMETER,
  CORE_PARAMETERS,
  coreParameters,
  floatStyle,
  integerBits,
  type CoreParameters,
} from "../streaming-core/shape.ts";
import type { TileFamily } from "../streaming-core/tile-family.ts";
import { entriesBits, build, buildName, table, tableName, type TableShape, type TableStorage } from "./table.ts";
import { tableEntries } from "./entries.ts";
import { fetch, fetchName, keyBits, wordBits } from "./fetch.ts";
import { floatFetch, floatFetchName } from "./float-fetch.ts";
import {
  floatEntriesBits,
  floatTable,
  floatTableChildren,
  floatTableName,
  floatTablePorts,
  floatTableStages,
  putFloatEntries,
  type FloatTableShape,
} from "./float-table.ts";

/** The ternary LUT core: L tables of all sums of µ activations, K read ports each, deferred negation, one adder per lane. */
export const ternaryLut: CoreGenerator = coreGenerator({
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
  reads: {
    groups: "tables",
    lanes: "fetchers",
    words: ["groupSize"],
    group: ["tableStorage", "pipelineTable"],
  },
  conflicts: { reads: ["tableStorage", "pipelineTable", "pipelineFloat"], of: combinationalFaults },
});

/** Combinational tables have no registers for a pipeline. */
function combinationalFaults(values: ParameterValues): readonly Fault[] {
  if (values["tableStorage"] !== "combinational") return [];
  const { pipelineTable, pipelineFloat } = values;
  if (pipelineTable !== 0) {
    const message = `got ${pipelineTable}, expected 0 with combinational tables: they store no entries`;
    return [{ path: "pipelineTable", message }];
  }
  if (pipelineFloat === 0) return [];
  const message = `got ${pipelineFloat}, expected 0 with combinational tables: their entries would be late`;
  return [{ path: "pipelineFloat", message }];
}

/** By table: what of a family does not depend on how many tables and lanes there are. */
const families = onceByNumber<OfTable>();
const floatFamilies = new Map<string, TileFamily>();

function family(values: ParameterValues): TileFamily {
  const core = coreParameters(values);
  if (core.float?.arithmetic === "native") return nativeFamily(core, core.float, values);
  const { adder } = core;
  const activationBits = integerBits(core);
  const groupSize = values["groupSize"] as number;
  const groups = values["tables"] as number;
  const lanes = values["fetchers"] as number;
  const storage = values["tableStorage"] as TableStorage;
  const stages = values["pipelineTable"] as number;
  const flags = (storage === "register" ? 1 : 0) + (adder === "prefix" ? 2 : 0) + 4 * stages;
  const key = (groupSize * 32 + activationBits) * 8 + flags;
  const ofTable = families(key, () => makeFamily({ groupSize, activationBits, storage, adder, stages }));
  return { ...ofTable, groups, lanes, detail: detailOf(groupSize, storage, stages, groups, lanes) };
}

type OfTable = Omit<TileFamily, "groups" | "lanes" | "detail">;

function makeFamily(tableShape: TableShape): OfTable {
  const { groupSize, activationBits } = tableShape;
  const putEntries: TileFamily["putEntries"] = (group, put) => {
    for (const { digits, offset, bits } of tableEntries(groupSize, activationBits)) {
      let sum = 0;
      for (let i = 0; i < groupSize; i++) sum += digits[i]! * group[i]!;
      put(offset, bits, sum);
    }
  };
  return {
    ...sharedParts(groupSize),
    entriesBits: entriesBits(groupSize, activationBits),
    putEntries,
    groupPorts: [{ port: "build.entries", width: entriesBits(groupSize, activationBits), put: putEntries }],
    wordBits: wordBits(groupSize, activationBits),
    wordMagnitude: groupSize * 2 ** (activationBits - 1),
    hasNegate: true,
    words: undefined,
    groupKey: tableName(tableShape),
    group: () => table(tableShape),
    groupStages: tableShape.stages,
    groupChildren: [{ key: buildName(tableShape), role: "build", build: () => build(tableShape) }],
    fetchKey: (gating) =>
      fetchNames(groupSize * 64 + activationBits * 2 + (gating === "gated" ? 1 : 0), () =>
        fetchName({ groupSize, activationBits, gating }),
      ),
    fetch: (gating) => fetch({ groupSize, activationBits, gating }),
  };
}

const fetchNames = onceByNumber<string>();

/** What tables of integers and of floating-point numbers have in common. */
function sharedParts(groupSize: number) {
  return {
    name: "ternary_lut",
    groupSize,
    parameterNames: { groups: "tables", lanes: "fetchers" },
    keyBits: keyBits(groupSize),
    restlessKeyBits: [keyBits(groupSize) - 1],
    multiplies: false,
    fetchStages: 0,
    groupRole: "table",
    fetchChildren: [],
  } satisfies Partial<TileFamily>;
}

function detailOf(groupSize: number, storage: TableStorage, stages: number, groups: number, lanes: number): string {
  return `u${groupSize}_l${groups}_k${lanes}_${storage}${stages > 0 ? "_staged" : ""}`;
}

/** Native floating point: entries and words in the table's format. */
function nativeFamily(core: CoreParameters, float: FloatParameters, values: ParameterValues): TileFamily {
  const groups = values["tables"] as number;
  const lanes = values["fetchers"] as number;
  const shape: FloatTableShape = {
    groupSize: values["groupSize"] as number,
    format: float.format,
    table: formatNamed(values["tableFormat"], float.format),
    storage: values["tableStorage"] as TableStorage,
    style: floatStyle(core, float),
    stages: values["pipelineTable"] as number,
  };
  const key = `${floatTableName(shape)} ${groups} ${lanes}`;
  const known = floatFamilies.get(key) ?? makeNativeFamily(shape, groups, lanes);
  floatFamilies.set(key, known);
  return known;
}

function makeNativeFamily(shape: FloatTableShape, groups: number, lanes: number): TileFamily {
  const { groupSize, table, format, storage, stages } = shape;
  const wide = formatBits(table);
  const narrow = table === format ? "" : `_${table.name}`;
  return {
    ...sharedParts(groupSize),
    groups,
    lanes,
    detail: `${detailOf(groupSize, storage, stages, groups, lanes)}${narrow}`,
    entriesBits: floatEntriesBits(shape),
    putEntries: (group, put) => putFloatEntries(shape, group, put),
    groupPorts: floatTablePorts(shape),
    wordBits: wide,
    wordMagnitude: 0,
    hasNegate: false,
    words: table,
    groupKey: floatTableName(shape),
    group: () => floatTable(shape),
    groupStages: shape.storage === "register" ? floatTableStages(shape) : 0,
    groupChildren: floatTableChildren(shape),
    fetchKey: (gating) => floatFetchName({ groupSize, table, gating }),
    fetch: (gating) => floatFetch({ groupSize, table, gating }),
  };
}
