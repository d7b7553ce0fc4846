import type { DesignRecord } from "../core/result.ts";
import { settingOf } from "../config/points.ts";
import type { ExploreContext } from "./context.ts";

/** What became of each point of a chunk, in columns: cheap to send between threads. */
export interface PointLog {
  readonly start: number;
  /** Per point: 0 feasible, else 1 + place in `outcomes`. */
  readonly outcome: Uint32Array;
  /** As in a PointTable. */
  readonly rows: Float64Array;
  readonly width: number;
  /** The different outcomes of points that are not feasible. */
  readonly outcomes: readonly Outcome[];
}

/** The status of a point, with the reason if it is not feasible. */
export interface Outcome {
  readonly status: DesignRecord["status"];
  readonly reason?: string;
}

/** Writes a PointLog, point by point in order. */
export class PointLogWriter {
  readonly #start: number;
  readonly #outcome: Uint32Array;
  readonly #rows: Float64Array;
  readonly #width: number;
  readonly #codes = new Map<string, number>();
  readonly #outcomes: Outcome[] = [];

  /** @param width numbers of a row */
  constructor(start: number, end: number, width: number) {
    this.#start = start;
    this.#width = width;
    this.#outcome = new Uint32Array(end - start);
    this.#rows = new Float64Array((end - start) * width);
  }

  add(index: number, outcome: Outcome, row: Float64Array): void {
    const place = index - this.#start;
    this.#outcome[place] = outcome.status === "feasible" ? 0 : this.#codeOf(outcome);
    this.#rows.set(row, place * this.#width);
  }

  log(): PointLog {
    return {
      start: this.#start,
      outcome: this.#outcome,
      rows: this.#rows,
      width: this.#width,
      outcomes: this.#outcomes,
    };
  }

  #codeOf(outcome: Outcome): number {
    const key = `${outcome.status} ${outcome.reason}`;
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.#outcomes.push(outcome);
      this.#codes.set(key, code);
    }
    return code;
  }
}

/** The points of a log as records, in order. */
export function recordsOfLog(
  log: PointLog,
  { points, evaluators, metrics }: Pick<ExploreContext, "points" | "evaluators" | "metrics">,
): readonly DesignRecord[] {
  const records: DesignRecord[] = [];
  points.visit(log.start, log.start + log.outcome.length, (index, generator, parameters, _illegal, part) => {
    const place = index - log.start;
    const outcome: Outcome = log.outcomes[(log.outcome[place] ?? 0) - 1] ?? { status: "feasible" };
    records.push({
      index,
      generator: generator.name,
      parameters,
      ...settingOf(part),
      ...outcome,
      metrics: metrics.metricsOf(log.rows, place * log.width),
      ...(outcome.status === "feasible" ? evaluators[part.setting]?.provenance(generator, parameters) : undefined),
    });
  });
  return records;
}
