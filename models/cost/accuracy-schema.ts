import type { MeasuredMetric } from "../../src/core/metric.ts";
import { metricsOf } from "../../src/core/metrics.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { libraryNameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { objectOf, whole, within } from "../technology/schema-parts.ts";

/** Version of the accuracy file format; raised when a field changes its meaning. */
export const ACCURACY_SCHEMA_VERSION = 2;

/** Metrics of cores that are held against synthesis. */
const MEASURED = metricsOf("core").flatMap(({ name, restsOn }) => (restsOn === name ? [name] : []));

/** Errors over designs that no price was fitted on, e.g. 0.03. */
export interface MetricAccuracy {
  /** Mean |estimate / measured − 1|. */
  readonly mean: number;
  /** What 95 % of further designs keep: |measured / estimate − 1| (error-bound.ts). */
  readonly bound: number;
}

/** Designs of one kind. */
export interface GroupAccuracy {
  readonly designs: number;
  readonly metrics: Partial<Readonly<Record<MeasuredMetric, MetricAccuracy>>>;
}

/** What 95 % of further designs keep of what one kind of module takes in them: |measured / estimate − 1|. */
export interface RoleAccuracy {
  readonly designs: number;
  readonly area: number;
  readonly energy?: number;
}

export interface FidelityAccuracy {
  /** Group (design-groups.ts) → its errors; a group of too few designs for a bound is absent. */
  readonly groups: Readonly<Record<string, GroupAccuracy>>;
  /** Role, as in `BreakdownRow.role` → error; a role in too few designs is absent. */
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
  /** Of the prices and engines (test/validation/fingerprint.ts); absent without a hold-out. */
  readonly fingerprint?: string;
  /** Hold-out designs. */
  readonly designs: number;
  /** A fidelity that was not measured is absent. */
  readonly fidelities: Partial<Readonly<Record<Fidelity, FidelityAccuracy>>>;
}

const ERROR: JsonSchema = within("an error, e.g. 0.03", 0, 1e6);
const DESIGNS = whole("a count of designs");
/** Schema of `MetricAccuracy`. */
export const METRIC_SCHEMA = objectOf("an error, with mean and bound", { mean: ERROR, bound: ERROR }, [
  "mean",
  "bound",
]);
const ROLE = objectOf("an error of area, and of energy", { designs: DESIGNS, area: ERROR, energy: ERROR }, [
  "designs",
  "area",
]);

const GROUP = objectOf(
  "errors of designs of one kind",
  {
    designs: DESIGNS,
    metrics: objectOf("errors by metric", Object.fromEntries(MEASURED.map((name) => [name, METRIC_SCHEMA])), []),
  },
  ["designs", "metrics"],
);

const FIDELITY = objectOf(
  "errors of groups of designs and of roles",
  {
    groups: { type: "object", additionalProperties: GROUP, expected: "errors by group of designs" },
    roles: { type: "object", additionalProperties: ROLE, expected: "errors by role" },
  },
  ["groups", "roles"],
);

const ACCURACY_SCHEMA: JsonSchema = objectOf(
  "the accuracy of a technology",
  {
    schemaVersion: { const: ACCURACY_SCHEMA_VERSION, expected: `${ACCURACY_SCHEMA_VERSION}` },
    technology: libraryNameSchema("a technology's name"),
    librarySha256: printableTextSchema("a SHA-256"),
    command: printableTextSchema("a command"),
    fingerprint: printableTextSchema("a fingerprint"),
    designs: DESIGNS,
    fidelities: objectOf("errors by fidelity", { counts: FIDELITY, characterised: FIDELITY }, []),
  },
  ["schemaVersion", "technology", "librarySha256", "command", "designs", "fidelities"],
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
