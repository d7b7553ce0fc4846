import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import { createUpdateTerms, type KnownPulses } from "../../../models/update/update-terms.ts";
import { isPossible } from "../../../src/core/metric.ts";
import { METRIC_COUNT, metricColumn } from "../../../src/core/metric-row.ts";
import { metricsOf } from "../../../src/core/metrics.ts";
import { circuitKey } from "../../../models/evaluate/evaluate-unit.ts";
import { unitOf } from "../../support/random-unit.ts";
import { conditions, COST, RECORD } from "./one-example.ts";

/** Names of metrics of update units whose value is missing or impossible. */
function wrong(known: KnownPulses, refresh: "none" | "open-loop"): readonly string[] {
  const scheme = refresh === "none" ? "single" : "pair-unidirectional";
  const values = unitOf({ rows: 2, columns: 1, lanes: 1, rounding: "truncate", device: "d", scheme, refresh });
  const evaluator = createEvaluator({
    generators: [synapseUpdate],
    nand2AreaUm2: 1,
    models: [],
    accuracy: { schemaVersion: 2, technology: "", librarySha256: "", command: "", designs: 0, fidelities: {} },
    clockMhz: 100,
    updates: createUpdateTerms(conditions(), () => known),
    unitCosts: [[circuitKey(synapseUpdate, values), COST]],
  });
  const row = new Float64Array(METRIC_COUNT);
  expect(evaluator.evaluateMetrics(synapseUpdate, values, row)).toBeUndefined();
  return metricsOf("update-unit").flatMap(({ name, range }) =>
    isPossible(range, row[metricColumn(name)] ?? Number.NaN) ? [] : [name],
  );
}

describe("evaluator.evaluateMetrics(generator, values, row) of an update unit", () => {
  it.each(["none", "open-loop"] as const)("fills in every metric once it has learned, refresh %s", (refresh) => {
    expect(wrong(RECORD, refresh)).toEqual([]);
  });

  // A metric that is said to be known, and is not, drops every point before it is trained.
  it("lacks before training exactly the metrics whose record says so", () => {
    const learned = metricsOf("update-unit").filter(({ known }) => known === "after training");
    expect(wrong({ kind: "untrained", sample: RECORD.sample }, "open-loop")).toEqual(learned.map(({ name }) => name));
  });
});
