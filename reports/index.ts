/**
 * Pages: numbers in, HTML and CSV out. Everything shown comes from result files; nothing is evaluated here. `page/` is how
 * pages are written, `draw/` what charts draw with, `results/` readings of records that several charts and sections share,
 * `client/` the page's own script and style; `sweep/` puts the report of a sweep together from `charts/` and `sections/`,
 * `reproduction/{cores,learning}` those of published experiments; `device/` draws devices.
 *
 * To add a chart: one file in `charts/` with a `Chart` (its `data` and its `draw`), one line in `sweep/page.ts`, and two
 * tests in `test/reports/charts/`: its values on a few designs, its stored SVG.
 */
export { renderReport } from "./sweep/page.ts";
export { paretoCsv, pointsCsvHeader, pointsCsvRow } from "./sweep/csv.ts";
export { missInWords } from "./results/misses.ts";
export { renderReproduction } from "./reproduction/cores/page.ts";
export { reproductionCsv } from "./reproduction/cores/csv.ts";
export { learningCsv } from "./reproduction/learning/csv.ts";
export { renderLearningReproduction } from "./reproduction/learning/page.ts";
