/**
 * The report of a sweep: numbers in, HTML and CSV out. Everything shown comes from `manifest.json` and `pareto.json`;
 * nothing is evaluated here.
 *
 * To add a chart: one file in `charts/` with a `Chart` (its `data` and its `draw`), one line in `page.ts`, and two tests
 * in `test/reports/charts/`: its values on a few designs, its stored SVG.
 */
export { renderReport } from "./page.ts";
export { paretoCsv, pointsCsvHeader, pointsCsvRow } from "./csv.ts";
export { renderReproduction } from "./reproduction/cores/page.ts";
export { reproductionCsv } from "./reproduction/cores/csv.ts";
export { learningCsv } from "./reproduction/learning/csv.ts";
export { renderLearningReproduction } from "./reproduction/learning/page.ts";
