import { memoryParts, MEMORY_IN_WORDS } from "../../models/memory/memory-system.ts";
import { COMBINATIONS } from "../core/combine.ts";
import type { IntegerParameter } from "../core/parameters.ts";
import type { JsonSchema } from "../json/json-schema.ts";
import { printableTextSchema } from "../json/text-schema.ts";
import { valueSchema } from "./parameter-schema.ts";
import { choose, list, numberAxisSchema, object, severalSchema } from "./axis-schema.ts";

/** What ranges of clocks are made of; single clocks and lists may also be parts of a MHz. */
const CLOCK: IntegerParameter = {
  kind: "integer",
  name: "clockMhz",
  description: "clock",
  unit: "MHz",
  minimum: 1,
  maximum: 100_000,
  default: 500,
};

const CORES: IntegerParameter = {
  kind: "integer",
  name: "cores",
  description: "equal cores that share each token",
  unit: "core",
  minimum: 1,
  maximum: 1024,
  default: 1,
};

/** The JSON Schemas of `SettingAxes`, by key. */
export function settingSchemas(): JsonSchema {
  const clock = { type: "number", minimum: 0.001, maximum: 100_000, expected: "a clock in MHz from 0.001 to 100000" };
  const workloadName = printableTextSchema("the name of a built-in workload or the path of a workload JSON");
  return {
    technology: severalSchema(
      printableTextSchema("the name of a built-in technology or the path of a technology JSON"),
    ),
    workload: severalSchema(choose("object", servedSchema(), workloadName)),
    clockMhz: numberAxisSchema(CLOCK, clock),
    memory: severalSchema(memoryAxisSchema()),
    cores: numberAxisSchema(CORES, valueSchema(CORES)),
    zeros: {
      type: ["string", "number"],
      expected: '"model", "standard", a part from 0 to 1, or the file of a checkpoint',
    },
  };
}

function servedSchema(): JsonSchema {
  const name = printableTextSchema("the name of a built-in workload or the path of a workload JSON");
  const weight = { type: "number", exclusiveMinimum: 0, maximum: 1e9, expected: "a number above 0" };
  return object('several workloads {"of", "combine", "weights"}', ["of"], {
    of: { ...list("a list of two or more workloads, each once", 2, name), distinct: true },
    combine: { enum: COMBINATIONS, expected: `one of ${COMBINATIONS.join(", ")}` },
    weights: list("a list of weights, one for each workload", 2, weight),
  });
}

function memoryAxisSchema(): JsonSchema {
  const parts = Object.entries(memoryParts()).map(([part, schema]) => [part, severalSchema(schema)] as const);
  return object(MEMORY_IN_WORDS, [], Object.fromEntries(parts));
}
