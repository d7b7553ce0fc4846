import type { MeasuredMetric } from "../../src/core/metric.ts";
import { metricsOf } from "../../src/core/metrics.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { libraryNameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { objectOf, whole, within } from "../technology/schema-parts.ts";

/** Version of the accuracy file format; raised when a field changes its meaning. */
export const ACCURACY_SCHEMA_VERSION = 1;

/** Metrics of cores that are held against synthesis. */
const MEASURED = metricsOf("core").flatMap(({ name, restsOn }) => (restsOn === name ? [name] : []));

/** |estimate / measured − 1| over designs that no price was fitted on, e.g. 0.03. */
export interface MetricAccuracy {
  readonly mean: number;
  readonly worst: number;
}

/** Mean |estimate / measured − 1| of what one kind of module takes in a design. */
export interface RoleAccuracy {
  readonly area: number;
  readonly energy?: number;
}

export interface FidelityAccuracy {
  readonly metrics: Partial<Readonly<Record<MeasuredMetric, MetricAccuracy>>>;
  /** Role, as in `BreakdownRow.role` → error. */
  readonly roles: Readonly<Record<string, RoleAccuracy>>;
}

/** How far estimates in one technology are from synthesis: what `npm run validate -- --write-accuracy` writes. */
export interface Accuracy {
  readonly schemaVersion: typeof ACCURACY_SCHEMA_VERSION;
  readonly technology: string;
  /** SHA-256 of the Liberty file that was measured with. */
  readonly librarySha256: string;
  /** What measured it, to be repeated. */
  readonly command: string;
  readonly seed: number;
  /** Hold-out designs. */
  readonly designs: number;
  /** A fidelity that was not measured is absent. */
  readonly fidelities: Partial<Readonly<Record<Fidelity, FidelityAccuracy>>>;
}

const ERROR: JsonSchema = within("an error, e.g. 0.03", 0, 1e6);
const METRIC = objectOf("an error, with mean and worst", { mean: ERROR, worst: ERROR }, ["mean", "worst"]);
const ROLE = objectOf("an error of area, and of energy", { area: ERROR, energy: ERROR }, ["area"]);

const FIDELITY = objectOf(
  "errors of metrics and of roles",
  {
    metrics: objectOf("errors by metric", Object.fromEntries(MEASURED.map((name) => [name, METRIC])), []),
    roles: { type: "object", additionalProperties: ROLE, expected: "errors by role" },
  },
  ["metrics", "roles"],
);

const ACCURACY_SCHEMA: JsonSchema = objectOf(
  "the accuracy of a technology",
  {
    schemaVersion: { const: ACCURACY_SCHEMA_VERSION, expected: `${ACCURACY_SCHEMA_VERSION}` },
    technology: libraryNameSchema("a technology's name"),
    librarySha256: printableTextSchema("a SHA-256"),
    command: printableTextSchema("a command"),
    seed: whole("a seed"),
    designs: whole("a count of designs"),
    fidelities: objectOf("errors by fidelity", { counts: FIDELITY, characterised: FIDELITY }, []),
  },
  ["schemaVersion", "technology", "librarySha256", "command", "seed", "designs", "fidelities"],
);

let checked: ((json: unknown, where: string) => Accuracy) | undefined;

/**
 * Makes loose JSON an `Accuracy`.
 * @param file shown in front of the JSON path of each fault
 * @throws InputError with one fault per wrong field
 */
export function validateAccuracy(json: unknown, file: string): Accuracy {
  checked ??= compileSchema<Accuracy>(ACCURACY_SCHEMA);
  return checked(json, file);
}
