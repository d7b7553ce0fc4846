import { InputError, type Fault } from "../../src/core/errors.ts";
import type { Fidelity } from "../../src/core/result.ts";

/** Version of the accuracy file format; raised when a field changes its meaning. */
export const ACCURACY_SCHEMA_VERSION = 1;

/** Metrics that are held against synthesis; all others follow from them, or are exact. */
export const MEASURED_METRICS = ["areaUm2", "criticalPathPs", "energyPerStepPj"] as const;
export type MeasuredMetric = (typeof MEASURED_METRICS)[number];

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

/**
 * Makes loose JSON an `Accuracy`; fields that are not known are left out.
 * @param file shown in front of the JSON path of each fault
 * @throws InputError with one fault per wrong field
 */
export function validateAccuracy(json: unknown, file: string): Accuracy {
  const reader = new Reader(file);
  const root = reader.object(json, "");
  const version = root["schemaVersion"];
  if (version !== ACCURACY_SCHEMA_VERSION) reader.fault("/schemaVersion", version, `${ACCURACY_SCHEMA_VERSION}`);
  const text = (name: string): string => reader.text(root[name], `/${name}`);
  const count = (name: string): number => reader.error(root[name], `/${name}`, "a number from 0 on");
  const fidelities: Partial<Record<Fidelity, FidelityAccuracy>> = {};
  for (const [name, value] of Object.entries(reader.object(root["fidelities"], "/fidelities"))) {
    if (name === "counts" || name === "characterised")
      fidelities[name] = readFidelity(reader, value, `/fidelities/${name}`);
    else reader.fault("/fidelities", name, "one of counts, characterised");
  }
  const accuracy: Accuracy = {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    technology: text("technology"),
    librarySha256: text("librarySha256"),
    command: text("command"),
    seed: count("seed"),
    designs: count("designs"),
    fidelities,
  };
  reader.finish();
  return accuracy;
}

function readFidelity(reader: Reader, value: unknown, path: string): FidelityAccuracy {
  const { metrics, roles } = reader.object(value, path);
  const stated = reader.object(metrics, `${path}/metrics`);
  const read: Partial<Record<MeasuredMetric, MetricAccuracy>> = {};
  for (const metric of MEASURED_METRICS) {
    if (stated[metric] !== undefined) read[metric] = readMetric(reader, stated[metric], `${path}/metrics/${metric}`);
  }
  const byRole = Object.entries(reader.object(roles, `${path}/roles`)).map(
    ([role, error]) => [role, readRole(reader, error, `${path}/roles/${role}`)] as const,
  );
  return { metrics: read, roles: Object.fromEntries(byRole) };
}

function readMetric(reader: Reader, value: unknown, path: string): MetricAccuracy {
  const { mean, worst } = reader.object(value, path);
  return { mean: reader.error(mean, `${path}/mean`), worst: reader.error(worst, `${path}/worst`) };
}

function readRole(reader: Reader, value: unknown, path: string): RoleAccuracy {
  const { area, energy } = reader.object(value, path);
  return {
    area: reader.error(area, `${path}/area`),
    ...(energy === undefined ? {} : { energy: reader.error(energy, `${path}/energy`) }),
  };
}

/** Reads fields of loose JSON and notes what is wrong with them; `finish` throws it all at once. */
class Reader {
  readonly #file: string;
  readonly #faults: Fault[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  fault(path: string, got: unknown, expected: string): void {
    const shown = got === undefined ? "nothing" : JSON.stringify(got).slice(0, 40);
    this.#faults.push({ path: `${this.#file}: ${path}`, message: `got ${shown}, expected ${expected}` });
  }

  object(value: unknown, path: string): Record<string, unknown> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
    this.fault(path, value, "an object");
    return {};
  }

  text(value: unknown, path: string): string {
    if (typeof value === "string") return value;
    this.fault(path, value, "a text");
    return "";
  }

  /** A finite number, not negative. */
  error(value: unknown, path: string, expected = "an error from 0 on, e.g. 0.03"): number {
    if (typeof value === "number" && value >= 0 && value < Infinity) return value;
    this.fault(path, value, expected);
    return 0;
  }

  finish(): void {
    if (this.#faults.length > 0) throw new InputError(this.#faults);
  }
}
