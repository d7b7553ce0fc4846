import type { Architecture, NumberKind, Reproduction } from "../../../src/core/reproduction.ts";
import { percent, significant, times } from "../../../src/core/number-text.js";
import { ROLE_COLOURS, roleClass } from "../../page/palette.ts";
import { CHART_WIDTH, drawSvg, line, rectangle, text, textWidth, type Drawing } from "../../draw/svg.ts";
import { html, type Markup } from "../../page/html.ts";
import type { KeyEntry } from "../../page/report-page.ts";
import type { ReproductionChart } from "./chart.ts";
import { ARCHITECTURE_LABELS, isKind, kindLabel, modelProvenance, smallest, squareTiles, trioOf } from "./labels.ts";

interface Bar {
  readonly source: "model" | "synthesis";
  readonly label: string;
  /** [µm²] per weight, all roles. */
  readonly areaUm2: number;
  /** Position in `roles` → [µm²] per weight. */
  readonly parts: readonly number[];
  /** Times the area of the table core of the same source. */
  readonly ratio: number;
  /** The paper's ratio. */
  readonly published?: number;
}

export interface TrioValues {
  readonly technology: string;
  readonly tile: number;
  readonly roles: readonly string[];
  readonly groups: readonly { readonly title: string; readonly bars: readonly Bar[] }[];
  readonly provenance: string;
}

const TILE = 32;
const KINDS: readonly NumberKind[] = [
  { activation: "fp16", arithmetic: "native" },
  { activation: "int8", arithmetic: "integer" },
  { activation: "fp16", arithmetic: "aligned" },
];

/** Ratios of the paper's Table IV, FP16 at 32×32 (0.120, 0.197 and 0.268 mm², as a reader of v1 cites them). */
const PUBLISHED: Readonly<Partial<Record<Architecture, number>>> = { "sign-flip": 1.64, multiplier: 2.23 };

/** Along the data path. */
const ROLE_ORDER =
  "table build activations align fetch multiply reduce accumulate normalise mask control fan-out".split(" ");

/** A core with its area split by role, whoever says so. */
interface Split {
  readonly source: Bar["source"];
  readonly architecture: Architecture;
  readonly groupSize: number;
  readonly areaPerWeightUm2: number;
  readonly areaUm2: number;
  readonly roles: Readonly<Record<string, number>>;
  readonly clock: "met" | "missed";
}

function data(reproduction: Reproduction, technology: string): TrioValues | undefined {
  const points = squareTiles(reproduction, technology);
  const groups = KINDS.map((kind) => ({ kind, splits: splitsOf(reproduction, technology, kind) })).filter(
    ({ splits }) => splits.length > 0,
  );
  if (groups.length === 0) return undefined;
  const roles = rolesOf(groups.flatMap(({ splits }) => splits));
  return {
    technology,
    tile: TILE,
    roles,
    groups: groups.map(({ kind, splits }) => ({
      title: kindLabel(kind),
      bars: splits.map((split) => barOf(split, splits, roles, kind)),
    })),
    provenance: modelProvenance(points),
  };
}

function splitsOf(reproduction: Reproduction, technology: string, kind: NumberKind): Split[] {
  const { lut, signFlip, multiplier } = trioOf(squareTiles(reproduction, technology), kind, TILE);
  const cores = (reproduction.synthesis?.cores ?? []).filter(
    (core) => core.technology === technology && core.tile === TILE && isKind(core, kind),
  );
  return [lut, signFlip, multiplier].flatMap((point) => {
    if (point === undefined) return [];
    const core = smallest(cores.filter(({ architecture }) => architecture === point.architecture));
    const model: Split = { source: "model", ...point };
    return core === undefined ? [model] : [model, { source: "synthesis", ...core, clock: point.clock }];
  });
}

function rolesOf(splits: readonly Split[]): readonly string[] {
  const area = new Map<string, number>();
  for (const { roles, areaUm2 } of splits)
    for (const [role, part] of Object.entries(roles)) area.set(role, Math.max(area.get(role) ?? 0, part / areaUm2));
  const largest = [...area].toSorted(([, a], [, b]) => b - a).map(([role]) => role);
  const kept = largest.length <= ROLE_COLOURS ? largest : largest.slice(0, ROLE_COLOURS - 1);
  const rank = (role: string): number => (ROLE_ORDER.includes(role) ? ROLE_ORDER.indexOf(role) : ROLE_ORDER.length);
  const ordered = kept.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return kept.length === largest.length ? ordered : [...ordered, "other"];
}

function barOf(split: Split, splits: readonly Split[], roles: readonly string[], kind: NumberKind): Bar {
  const weights = split.areaUm2 / split.areaPerWeightUm2;
  const parts = roles.map(() => 0);
  for (const [role, area] of Object.entries(split.roles)) {
    const at = roles.includes(role) ? roles.indexOf(role) : roles.length - 1;
    parts[at] = (parts[at] ?? 0) + area / weights;
  }
  const lut = splits.find(({ architecture, source }) => architecture === "lut" && source === split.source);
  const published = kind.arithmetic === "native" ? PUBLISHED[split.architecture] : undefined;
  const name = ARCHITECTURE_LABELS[split.architecture];
  return {
    source: split.source,
    label: `${name}${split.architecture === "lut" ? `, µ = ${split.groupSize}` : ""}${split.clock === "missed" ? "*" : ""}`,
    areaUm2: split.areaPerWeightUm2,
    parts,
    ratio: split.areaPerWeightUm2 / (lut?.areaPerWeightUm2 ?? split.areaPerWeightUm2),
    ...(published === undefined ? {} : { published }),
  };
}

const LEFT = 190;
const RIGHT = 190;
const BAR = 22;
const STEP = BAR + 4;

function draw(values: TrioValues, id: string): Markup {
  const heights = values.groups.map(({ bars }) => 34 + bars.length * STEP + 20);
  const height = heights.reduce((a, b) => a + b, 0);
  const title = `Area of the compared ${values.tile}×${values.tile} cores by role in ${values.technology}`;
  return drawSvg({ id, height, title }, (root) => {
    let top = 0;
    for (const [i, { title: name, bars }] of values.groups.entries()) {
      if (i > 0) line(root, "rule", 0, top - 4, CHART_WIDTH, top - 4);
      text(root, "group-title", 0, top + 20, name);
      text(root, "group-note end", CHART_WIDTH, top + 20, "µm² per weight, times the tables");
      const longest = Math.max(...bars.map(({ areaUm2 }) => areaUm2));
      for (const [j, bar] of bars.entries()) drawBar(root, values.roles, bar, longest, top + 34 + j * STEP);
      top += heights[i] ?? 0;
    }
  });
}

function drawBar(root: Drawing, roles: readonly string[], bar: Bar, longest: number, y: number): void {
  const width = (area: number): number => (area / longest) * (CHART_WIDTH - LEFT - RIGHT);
  text(root, "row-label end", LEFT - 78, y + BAR / 2, bar.label).attr("dy", "0.35em");
  text(root, `group-note end`, LEFT - 10, y + BAR / 2, bar.source).attr("dy", "0.35em");
  let x = LEFT;
  for (const [i, area] of bar.parts.entries()) {
    if (area <= 0) continue;
    const share = percent(area / bar.areaUm2, 2);
    const segment = rectangle(root, `segment ${roleClass(i)} ${bar.source}`, x, y, width(area), BAR);
    segment.append("title").text(`${roles[i] ?? ""}: ${significant(area, 3)} µm² per weight, ${share}`);
    const label = [`${roles[i] ?? ""} ${share}`, share].find((each) => textWidth(each) + 8 < width(area));
    if (label !== undefined) text(root, "segment-label", x + 6, y + BAR / 2, label).attr("dy", "0.35em");
    x += width(area);
  }
  const published = bar.published === undefined ? "" : ` (paper ${times(bar.published)})`;
  const total = text(root, "bar-total", x + 8, y + BAR / 2, "").attr("dy", "0.35em");
  total.append("tspan").attr("class", "strong").text(significant(bar.areaUm2));
  total.append("tspan").text(`  ${times(bar.ratio)}${published}`);
}

function key({ roles }: TrioValues): KeyEntry[] {
  return roles.map((label, i) => ({ mark: "box", colour: roleClass(i), label }));
}

function caption({ technology, tile, groups, provenance }: TrioValues): Markup {
  const hasSynthesis = groups.some(({ bars }) => bars.some(({ source }) => source === "synthesis"));
  const isLate = groups.some(({ bars }) => bars.some(({ label }) => label.endsWith("*")));
  return html`Standard-cell area by what a module is for, ${tile}×${tile} cores in ${technology}; each type has a scale
  of its own.
  ${provenance}.${hasSynthesis ? " Synthesis: every distinct module mapped by Yosys and counted as often as it stands; only the fan-out buffers between modules are the model’s." : " Nothing was synthesised in this technology."}${isLate ? " * Misses the clock; the fastest variant." : ""}`;
}

/** Tables, sign-flip and multipliers at one tile, stacked by role. */
export const trio: ReproductionChart<TrioValues> = { id: "trio", data, draw, key, caption };
