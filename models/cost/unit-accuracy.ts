import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { objectOf, whole } from "../technology/schema-parts.ts";
import { METRIC_SCHEMA, type MetricAccuracy } from "./accuracy-schema.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { printableTextSchema } from "../../src/json/text-schema.ts";

/** What `npm run validate:units` compares. */
export const UNIT_QUANTITIES = ["areaUm2", "criticalPathPs", "workFj", "waitFj"] as const;
export type UnitQuantity = (typeof UNIT_QUANTITIES)[number];

/** Errors of each quantity over random units. */
export interface UnitErrors {
  /** Of the library that was synthesised with. */
  readonly librarySha256: string;
  /** Of prices and circuits (test/validation/fingerprint.ts). */
  readonly fingerprint: string;
  readonly units: number;
  readonly metrics: Readonly<Record<UnitQuantity, MetricAccuracy>>;
}

/** `unit-accuracy.json`: the command that measured it, and its errors by technology. */
export interface UnitAccuracy {
  readonly command: string;
  readonly technologies: Readonly<Record<string, UnitErrors>>;
}

const QUANTITIES = Object.fromEntries(UNIT_QUANTITIES.map((name) => [name, METRIC_SCHEMA]));

const UNIT_ACCURACY_SCHEMA: JsonSchema = objectOf(
  "errors of units by technology",
  {
    command: printableTextSchema("a command"),
    technologies: {
      type: "object",
      additionalProperties: objectOf(
        "errors of units",
        {
          librarySha256: printableTextSchema("a SHA-256"),
          fingerprint: printableTextSchema("a fingerprint"),
          units: whole("a count of units"),
          metrics: objectOf("errors by quantity", QUANTITIES, UNIT_QUANTITIES),
        },
        ["librarySha256", "fingerprint", "units", "metrics"],
      ),
      expected: "errors by technology",
    },
  },
  ["command", "technologies"],
);

const FILE = fileURLToPath(new URL("./unit-accuracy.json", import.meta.url));

let loaded: UnitAccuracy | undefined;

/** The errors that come with tritforge; empty if there are none. */
export function unitAccuracy(): UnitAccuracy {
  loaded ??= existsSync(FILE)
    ? compileSchema<UnitAccuracy>(UNIT_ACCURACY_SCHEMA)(readJson(FILE), "unit-accuracy.json")
    : { command: "", technologies: {} };
  return loaded;
}
