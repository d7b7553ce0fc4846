import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import type { EnergyByKind } from "../../src/core/result.ts";
import type { Chart } from "../draw/chart.ts";
import { mergedPicks } from "../results/designs.ts";
import { count, percent, plusMinus } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { shorten } from "../page/shorten.ts";
import { html, type Markup } from "../page/html.ts";
import { energyClass } from "../page/palette.ts";
import { CHART_WIDTH, drawSvg, drawWhisker, line, rectangle, text, type Drawing } from "../draw/svg.ts";
import { errorOf } from "../results/uncertainty.ts";

/** Kinds in the order of the stack. */
const KINDS = ["switching", "internal", "clock", "leakage"] as const satisfies readonly (keyof EnergyByKind)[];

/** Modules drawn of each pick; the rest is one bar. */
const MODULES = 6;

/** One bar: a module, all its instances in one step. */
interface Row {
  readonly name: string;
  readonly role: string;
  /** In the order of `KINDS` [pJ]. */
  readonly partsPj: readonly number[];
  readonly totalPj: number;
  /** Expected relative error; 0 if none is stated. */
  readonly error: number;
}

/** What the stacked bars show. */
export interface EnergyBreakdownValues {
  readonly picks: readonly {
    readonly title: string;
    readonly design: string;
    /** The whole design. */
    readonly energyPerStepPj: number;
    readonly error: number;
    /** Largest first. */
    readonly rows: readonly Row[];
  }[];
  /** The activity that the energies hold for; empty if the manifest does not state it. */
  readonly activity: string;
}

function data(manifest: SweepManifest, pareto: ParetoFile): EnergyBreakdownValues | undefined {
  const picks = mergedPicks(pareto).flatMap(({ index, title, pick }) => {
    const energyPerStepPj = pick.record.metrics["energyPerStepPj"];
    if (energyPerStepPj === undefined || pick.breakdown.length === 0) return [];
    const error = errorOf(pick.record, "energyPerStepPj");
    return [{ title, design: `${pick.record.generator} #${index}`, energyPerStepPj, error, rows: rowsOf(pick) }];
  });
  return picks.length === 0 ? undefined : { picks, activity: activityOf(manifest) };
}

function rowsOf(pick: PickedDesign): readonly Row[] {
  const rows = pick.breakdown
    .map((row): Row => {
      const partsPj = KINDS.map((kind) => row.energyPj[kind]);
      const name = row.instances === 1 ? row.module : `${count(row.instances)} × ${row.module}`;
      return { name, role: row.role, partsPj, totalPj: sum(partsPj), error: row.energyError };
    })
    .sort((a, b) => b.totalPj - a.totalPj || (a.name < b.name ? -1 : 1));
  if (rows.length <= MODULES + 1) return rows;
  return [...rows.slice(0, MODULES), joined(rows.slice(MODULES))];
}

/** Several modules as one bar; their errors count as one and the same, so they add. */
function joined(rows: readonly Row[]): Row {
  const partsPj = KINDS.map((_, kind) => sum(rows.map((row) => row.partsPj[kind] ?? 0)));
  const totalPj = sum(partsPj);
  const error = totalPj > 0 ? sum(rows.map((row) => row.error * row.totalPj)) / totalPj : 0;
  return { name: `${rows.length} smaller modules`, role: "", partsPj, totalPj, error };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function activityOf({ activity }: SweepManifest): string {
  if (activity === undefined) return "";
  const zeros =
    activity.zeroWeights === undefined
      ? "as many weights are zero as the table of the manifest says of each workload"
      : `${percent(activity.zeroWeights)} of the weights are zero`;
  return ` Activity: ${zeros}, activations are Gaussian with a
    standard deviation of ${activity.activationDeviation} (${activity.source}).`;
}

const LEFT = 270;
const RIGHT = 130;
const HEAD = 34;
const BAR = 17;
const STEP = 23;

function draw(values: EnergyBreakdownValues): Markup {
  const heights = values.picks.map((pick) => HEAD + pick.rows.length * STEP + 18);
  return drawSvg(
    { id: "energy-breakdown", height: sum(heights), title: "Energy of one step by module and kind" },
    (root) => {
      let top = 0;
      for (const [i, pick] of values.picks.entries()) {
        text(root, "group-title", 0, top + 20, shorten(pick.title, 60));
        const total = `${quantity(pick.energyPerStepPj, "pJ")} a step${pick.error > 0 ? ` ${plusMinus(pick.error)}` : ""}`;
        text(root, "group-note end", CHART_WIDTH, top + 20, `${shorten(pick.design, 40)}: ${total}`);
        const longest = pick.rows.reduce((most, row) => Math.max(most, row.totalPj * (1 + row.error)), 0);
        for (const [j, row] of pick.rows.entries()) drawRow(root, row, longest, top + HEAD + j * STEP);
        top += heights[i] ?? 0;
        if (i < values.picks.length - 1) line(root, "rule", 0, top - 5, CHART_WIDTH, top - 5);
      }
    },
  );
}

function drawRow(root: Drawing, row: Row, longest: number, y: number): void {
  const width = (energy: number) => (longest > 0 ? (energy / longest) * (CHART_WIDTH - LEFT - RIGHT) : 0);
  const middle = y + BAR / 2;
  text(root, "row-label end", LEFT - 12, middle, shorten(row.name, 34)).attr("dy", "0.35em");
  let x = LEFT;
  for (const [kind, energy] of row.partsPj.entries()) {
    if (energy <= 0) continue;
    const segment = rectangle(root, `segment ${energyClass(kind)}`, x, y, width(energy), BAR);
    const share = percent(energy / row.totalPj, 2);
    segment.append("title").text(`${KINDS[kind] ?? ""}: ${quantity(energy, "pJ")}, ${share}`);
    x += width(energy);
  }
  const half = drawWhisker(root, x, middle, width(row.totalPj * row.error));
  text(root, "bar-total", x + half + 8, middle, quantity(row.totalPj, "pJ")).attr("dy", "0.35em");
}

function caption({ activity }: EnergyBreakdownValues): Markup {
  return html`Energy of the core in one step, all instances of a module, children not counted. Each design has a scale
  of its own. The bar across an end is the expected error of that kind of module.${activity}`;
}

/** Stacked bars of the picked designs: modules by energy, kinds as colours. */
export const energyBreakdown: Chart<EnergyBreakdownValues> = {
  id: "energy-breakdown",
  title: "Where the energy goes",
  data,
  draw,
  legend: () => KINDS.map((label, position) => ({ kind: "energy", position, label })),
  caption,
  empty: "Energy is not modelled in this sweep, or no design was picked.",
};
