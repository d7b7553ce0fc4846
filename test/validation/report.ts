import { FIDELITIES, REGRET_GATE } from "./checks.ts";
import type { CheckSummary, TechnologyValidation } from "./compare.ts";
import type { Accuracy } from "../../models/cost/accuracy-schema.ts";
import { accuracyOf } from "./accuracy-record.ts";
import { designTable, furthestOff } from "./design-table.ts";
import { markdownTable, percent } from "./markdown.ts";
import { seedsInWords } from "./seeds.ts";
import { isGated } from "./objectives.ts";

/** Every check of every technology: the table that docs/validation.md opens with. */
export function summaryTable(results: readonly TechnologyValidation[]): string {
  return markdownTable(
    [
      "technology",
      "quantity",
      "from",
      "against",
      "designs",
      "mean",
      "median",
      "95 %",
      "worst",
      "Kendall τ",
      "promised",
    ],
    results.flatMap((result) =>
      result.checks.map((check) => [
        result.technology,
        check.quantity,
        check.source,
        referenceName(check, result),
        `${check.designs}`,
        ...errorCells(check),
        promiseOf(check),
      ]),
    ),
  );
}

function referenceName({ reference, source }: CheckSummary, { hasOpenSta }: TechnologyValidation): string {
  return reference === "OpenSTA" && !hasOpenSta && source !== "netlist" ? "our engine (no OpenSTA)" : reference;
}

function errorCells({ errors }: CheckSummary): string[] {
  const numbers = [errors?.mean, errors?.median, errors?.percentile95, errors?.worst].map((error) => percent(error));
  return [...numbers, errors === undefined ? "–" : errors.kendallTau.toFixed(3)];
}

function promiseOf({ gate }: CheckSummary): string {
  if (gate === undefined) return "";
  const worst = gate.worst === undefined ? "" : `, worst ≤ ${percent(gate.worst, 0)}`;
  return `mean ≤ ${percent(gate.mean, 0)}${worst}${gate.kendallTau === undefined ? "" : `, τ ≥ ${gate.kendallTau}`}`;
}

/** Pareto regret of every technology and fidelity. */
export function regretTable(results: readonly TechnologyValidation[]): string {
  return markdownTable(
    ["technology", "from", "objectives", "Pareto regret", "on log axes", "promised"],
    results.flatMap(({ technology, regrets }) =>
      regrets.map((regret) => [
        technology,
        regret.fidelity,
        regret.objectives.join(", "),
        percent(regret.linear, 2),
        percent(regret.logarithmic, 2),
        isGated(regret) ? `≤ ${percent(REGRET_GATE, 0)}` : "",
      ]),
    ),
  );
}

/** What the columns of `groupTable` are. */
const GROUP_NOTE = [
  "What 95 % of further designs of a kind keep, |measured / estimate − 1| (models/cost/error-bound.ts); of fewer than 19 designs",
  "no such bound can be read off, and those of the wider group are taken. These are the ± of the product.",
].join("\n");

/** Expected errors by group of designs. */
export function groupTable(accuracies: readonly Accuracy[]): string {
  const metrics = ["areaUm2", "criticalPathPs", "energyPerStepPj"] as const;
  return markdownTable(
    ["technology", "from", "designs of", "designs", "area", "delay", "energy"],
    accuracies.flatMap(({ technology, fidelities }) =>
      Object.entries(fidelities).flatMap(([fidelity, { groups }]) =>
        Object.entries(groups).map(([group, { designs, metrics: of }]) => [
          technology,
          fidelity,
          group,
          `${designs}`,
          ...metrics.map((metric) => percent(of[metric]?.bound)),
        ]),
      ),
    ),
  );
}

/** Expected error by module kind, one row per role. */
export function roleTable({ technology, roles }: TechnologyValidation): string {
  const names = [...new Set(FIDELITIES.flatMap((fidelity) => roles[fidelity] ?? []).map(({ role }) => role))];
  const columns = FIDELITIES.filter((fidelity) => roles[fidelity] !== undefined);
  return markdownTable(
    [`${technology}: module kind`, ...columns.flatMap((fidelity) => [`area (${fidelity})`, `energy (${fidelity})`])],
    names.map((name) => [
      name,
      ...columns.flatMap((fidelity) => {
        const found = roles[fidelity]?.find(({ role }) => role === name);
        return [percent(found?.area), percent(found?.energy)];
      }),
    ]),
  );
}

/** What the words of the tables mean; energies need most of it. */
const NOTES = [
  "- Designs: all parameters of all generators at random, sizes evenly spread on a log scale (test/validation/hold-out.ts).",
  "- `counts`: the prices of the technology. `characterised`: every module synthesised by itself. `netlist`: our engines on",
  "  the mapped netlist of the whole design, against OpenSTA on the same netlist.",
  "- Flattened: synthesised as one module, designs of the first seed only; nothing is promised of it.",
  "- Delay and energy are those of the hierarchical netlist, before placement: pin capacitances, no wires, no glitches.",
  "- Energy is per step, at 1 GHz, back to back, with 42 % zero weights and Gaussian activations. OpenSTA gives slews, loads",
  "  and the energy of each transition; they are added up as its later versions do (test/validation/opensta/power.ts says why).",
  "  What it leaves out by definition, charging the nets that input ports drive, is added from our engine.",
].join("\n");

/** Everything that validation prints, as docs/validation.md holds it. */
export function documentOf(run: {
  readonly results: readonly TechnologyValidation[];
  readonly broken: readonly string[];
  readonly command: string;
  readonly seeds: readonly number[];
  readonly tool: string;
  /** What the run took, in words. */
  readonly cost: string;
}): string {
  const { results, broken, command, seeds, tool, cost } = run;
  const designs = results[0]?.designs.length ?? 0;
  const verdict =
    broken.length === 0 ? "All promises hold." : `Broken promises:\n\n${broken.map((line) => `- ${line}`).join("\n")}`;
  const parts = [
    "# Estimates against synthesis",
    `    ${command}`,
    `${designs} random designs (${seedsInWords(seeds)}) that no price was fitted on; ${tool}; ${cost}.`,
    verdict,
    "## How it is measured",
    NOTES,
    "## Errors",
    summaryTable(results),
    "## Expected errors",
    GROUP_NOTE,
    groupTable(results.map((result) => accuracyOf(result, run))),
    "## Picking a front by estimates",
    regretTable(results),
    "## Error by module kind",
    ...results.map(roleTable),
    "## Designs furthest off",
    ...results.map((result) => designTable({ ...result, designs: furthestOff(result.designs) })),
  ];
  return `${parts.join("\n\n")}\n`;
}
