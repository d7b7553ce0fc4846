import type { DesignComparison, TechnologyComparison } from "./compare.ts";

/** What the model promises, for each technology. */
export const GATES = { mean: 0.08, worst: 0.2, kendallTau: 0.95 } as const;

/** How near the sum over modules should be to a synthesis of the whole design; beyond it, the report says so. */
const WHOLE_DESIGN_LIMIT = 0.005;

/** One line per broken promise; empty if all is well. */
export function brokenGates({ technology, summary }: TechnologyComparison): string[] {
  const { mean, worst, kendallTau } = summary;
  const broken: string[] = [];
  if (!(mean <= GATES.mean)) broken.push(`mean |error| ${percent(mean)}, expected at most ${percent(GATES.mean)}`);
  if (!(worst <= GATES.worst)) broken.push(`worst |error| ${percent(worst)}, expected at most ${percent(GATES.worst)}`);
  if (!(kendallTau >= GATES.kendallTau))
    broken.push(`Kendall τ ${kendallTau.toFixed(3)}, expected at least ${GATES.kendallTau}`);
  return broken.map((line) => `${technology}: ${line}`);
}

/**
 * One line per technology whose modules, measured side by side, do not add up to whole designs. This is no error of the
 * model: ABC's result for one and the same module varies by up to some 2 % with what else is in the netlist.
 */
export function wholeDesignNotes(results: readonly TechnologyComparison[]): string[] {
  return results
    .filter(({ wholeDesignDifference }) => wholeDesignDifference > WHOLE_DESIGN_LIMIT)
    .map(
      ({ technology, wholeDesignDifference }) =>
        `Note: in ${technology} the sum over modules is up to ${percent(wholeDesignDifference, 2)} from a synthesis of the ` +
        `whole design, expected at most ${percent(WHOLE_DESIGN_LIMIT, 2)}; ABC maps a module differently beside others.`,
    );
}

/** The table that the README quotes. */
export function summaryTable(results: readonly TechnologyComparison[]): string {
  const header = ["technology", "designs", "mean", "median", "95 %", "worst", "Kendall τ", "modules vs whole"];
  return markdownTable(
    header,
    results.map(({ technology, summary, designs, wholeDesignDifference, wholeDesigns }) => [
      technology,
      `${designs.length}`,
      percent(summary.mean),
      percent(summary.median),
      percent(summary.percentile95),
      percent(summary.worst),
      summary.kendallTau.toFixed(3),
      `${percent(wholeDesignDifference, 2)} (${wholeDesigns} designs)`,
    ]),
  );
}

/** Every design of one technology, in the order of the list. */
export function designTable({ technology, designs }: TechnologyComparison): string {
  return markdownTable(
    [`${technology}: design`, "synthesis [µm²]", "estimate [µm²]", "error", "most of the error in"],
    designs.map((design) => [
      design.top,
      significant(design.synthesisedUm2),
      significant(design.estimatedUm2),
      signed(design.error),
      dominantOf(design),
    ]),
  );
}

function dominantOf({ dominant: { module, role, share } }: DesignComparison): string {
  return `${role} ${module} (${signed(share)})`;
}

function percent(value: number, digits = 1): string {
  return `${(100 * value).toFixed(digits)} %`;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
}

function significant(value: number): string {
  return value >= 1000 ? value.toFixed(0) : value.toPrecision(4);
}

/** Padded, so that it reads in a terminal too; all columns but the first and last to the right. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => (row[column] ?? "").length)));
  const isRight = header.map((_, column) => column > 0 && (rows[0]?.[column] ?? "").match(/^[−+\d]/) !== null);
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (isRight[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, i) => (isRight[i] === true ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}
