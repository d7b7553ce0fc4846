import type { FormulaMetrics } from "../../src/core/formula-metric.ts";

/** Formulas as a space has them, by name, with nothing but their text. */
export function formulasOf(texts: Readonly<Record<string, string>>): FormulaMetrics {
  const described = Object.entries(texts).map(
    ([name, formula]) => [name, { formula, unit: "", label: name, direction: "minimize" }] as const,
  );
  return Object.fromEntries(described);
}
