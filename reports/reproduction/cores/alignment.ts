import { scaleLinear } from "d3";
import type { NumberKind, Reproduction } from "../../../src/core/reproduction.ts";
import { linearTicks } from "../../draw/axis.ts";
import { signedPercent, significant, times } from "../../../src/core/number-text.js";
import { CHART_WIDTH, drawSvg, group, line, text, type Drawing } from "../../draw/svg.ts";
import { html, type HtmlValue, type Markup } from "../../page/html.ts";
import type { KeyEntry } from "../../page/report-page.ts";
import type { ReproductionChart } from "./chart.ts";
import { modelProvenance, squareTiles, trioOf } from "./labels.ts";

/** What tables gain with one way of adding. */
export interface TableGain {
  readonly groupSize: number;
  /** Best table core [µm² per weight]. */
  readonly areaUm2: number;
  /** Sign-flip by tables: above 1, tables pay. */
  readonly gain: number;
  /** Of the table core. */
  readonly clockMhz: number;
  readonly clock: "met" | "missed";
}

export interface AlignmentValues {
  readonly technology: string;
  readonly tile: number;
  /** Integers have `plain` only, floating-point types both others, as far as they were estimated. */
  readonly rows: readonly {
    readonly activation: string;
    readonly plain?: TableGain;
    readonly native?: TableGain;
    readonly aligned?: TableGain;
  }[];
  readonly provenance: string;
}

const TILE = 32;
/** Sign-flip by tables in the paper, FP16 at 32×32. */
const PUBLISHED = 1.64;

function data(reproduction: Reproduction, technology: string): AlignmentValues | undefined {
  const points = squareTiles(reproduction, technology);
  const gainOf = (kind: NumberKind): TableGain | undefined => {
    const { lut, signFlip } = trioOf(points, kind, TILE);
    if (lut === undefined || signFlip === undefined) return undefined;
    const { groupSize, areaPerWeightUm2: areaUm2, clockMhz, clock } = lut;
    return { groupSize, areaUm2, gain: signFlip.areaPerWeightUm2 / areaUm2, clockMhz, clock };
  };
  const rows = reproduction.activations
    .filter((activation) => points.some((point) => point.activation === activation))
    .map((activation) => {
      const [plain, native, aligned] = (["integer", "native", "aligned"] as const).map((arithmetic) =>
        gainOf({ activation, arithmetic }),
      );
      return {
        activation,
        ...(plain === undefined ? {} : { plain }),
        ...(native === undefined ? {} : { native }),
        ...(aligned === undefined ? {} : { aligned }),
      };
    });
  return rows.length === 0 ? undefined : { technology, tile: TILE, rows, provenance: modelProvenance(points) };
}

const LEFT = 84;
const RIGHT = 290;
const TOP = 40;
const ROW = 30;

function draw(values: AlignmentValues, id: string): Markup {
  const height = TOP + values.rows.length * ROW + 42;
  const gains = values.rows.flatMap(({ plain, native, aligned }) => [plain, native, aligned]).flatMap((each) => each?.gain ?? []); // prettier-ignore
  const x = scaleLinear()
    .domain([Math.min(0.9, ...gains), Math.max(PUBLISHED, ...gains) * 1.04])
    .range([LEFT, CHART_WIDTH - RIGHT]);
  const bottom = TOP + values.rows.length * ROW;
  const title = `What tables gain against sign-flip in ${values.technology}, added natively and aligned`;
  return drawSvg({ id, height, title }, (root) => {
    const axis = group(root, "axis axis-x");
    for (const { value, label } of linearTicks([x.domain()[0] ?? 0, x.domain()[1] ?? 2], 7)) {
      line(axis, "", x(value), TOP - 8, x(value), bottom);
      text(axis, "", x(value), bottom + 17, `${label}×`);
    }
    line(root, "zero", x(1), TOP - 14, x(1), bottom);
    text(root, "group-note middle", x(1), TOP - 20, "tables pay from here →");
    line(root, "published", x(PUBLISHED), TOP - 14, x(PUBLISHED), bottom);
    text(root, "group-note middle", x(PUBLISHED), TOP - 20, `paper, fp16: ${times(PUBLISHED)}`);
    text(
      root,
      "axis-title middle",
      (LEFT + CHART_WIDTH - RIGHT) / 2,
      bottom + 33,
      "area of sign-flip ÷ area of tables",
    );
    text(root, "group-note", CHART_WIDTH - RIGHT + 24, TOP - 20, "best µ, µm² per weight");
    for (const [i, row] of values.rows.entries()) drawRow(root, row, x, TOP + i * ROW + ROW / 2);
  });
}

function drawRow(root: Drawing, row: AlignmentValues["rows"][number], x: (gain: number) => number, y: number): void {
  const { plain, native, aligned } = row;
  text(root, "row-label end", LEFT - 16, y, row.activation).attr("dy", "0.35em");
  if (native !== undefined && aligned !== undefined) line(root, "move", x(native.gain), y, x(aligned.gain), y);
  const spots = [
    { name: "integer", gain: plain },
    { name: "native", gain: native },
    { name: "aligned", gain: aligned },
  ];
  for (const { name, gain } of spots) {
    if (gain === undefined) continue;
    const mark = root
      .append("circle")
      .attr("class", `gain ${name}`)
      .attr("cx", x(gain.gain))
      .attr("cy", y)
      .attr("r", 6);
    mark.append("title").text(`${row.activation} ${name}: ${times(gain.gain)}, µ = ${gain.groupSize}`);
  }
  text(root, "gain-note", CHART_WIDTH - RIGHT + 24, y, noteOf(row)).attr("dy", "0.35em");
}

function noteOf({ plain, native, aligned }: AlignmentValues["rows"][number]): string {
  const one = ({ groupSize, areaUm2, clock }: TableGain): string =>
    `µ ${groupSize}: ${significant(areaUm2)}${clock === "missed" ? "*" : ""}`;
  if (native !== undefined && aligned !== undefined)
    return `${one(native)} → ${one(aligned)} (${signedPercent(aligned.areaUm2 / native.areaUm2 - 1)})`;
  return [plain, native, aligned].flatMap((each) => (each === undefined ? [] : one(each))).join(" → ");
}

function key({ rows }: AlignmentValues): KeyEntry[] {
  const entries: KeyEntry[] = [
    { mark: "box", colour: "gain-integer", label: "integers" },
    { mark: "box", colour: "gain-native", label: "floating-point adders (native)" },
    { mark: "box", colour: "gain-aligned", label: "shared exponent, integer adders (aligned)" },
  ];
  return rows.some(({ native }) => native !== undefined) ? entries : entries.slice(0, 1);
}

/** How fast the cores are that miss the clock, in words. */
function lateness({ rows }: AlignmentValues): string {
  const late = rows.flatMap(({ plain, native, aligned }) => [plain, native, aligned]).flatMap((each) => (each?.clock === "missed" ? each.clockMhz : [])); // prettier-ignore
  if (late.length === 0) return "";
  const [low, high] = [Math.min(...late), Math.max(...late)].map((each) => significant(each));
  return ` * These miss the clock and reach ${low === high ? low : `${low} to ${high}`} MHz.`;
}

function caption(values: AlignmentValues): Markup {
  const { technology, tile, provenance } = values;
  return html`How many times smaller the best table core is than sign-flip at ${tile}×${tile} in ${technology}. Aligned:
  the mantissas of a step are shifted to a common exponent and added as integers, as many bits as the format’s own
  precision and a sign; smaller activations of a step lose their last bits, while native sums round at each addition. No
  published ternary table design that we know aligns. ${provenance}.${lateness(values)}`;
}

/** What alignment does to the gain of tables. */
export const alignment: ReproductionChart<AlignmentValues> = { id: "alignment", data, draw, key, caption };

/** What the rows say of the paper's conclusion, in sentences; empty without types that were added both ways. */
export function alignmentNote({ rows }: AlignmentValues): HtmlValue {
  const both = rows.flatMap(({ native, aligned }) => (native && aligned ? [{ native, aligned }] : []));
  if (both.length === 0) return undefined;
  const native = both.map((row) => row.native.gain);
  const aligned = both.map((row) => row.aligned.gain);
  const shrinks = both.map((row) => row.native.areaUm2 / row.aligned.areaUm2);
  const range = (values: readonly number[]): string => `${times(Math.min(...values))} to ${times(Math.max(...values))}`;
  const isMoot = Math.max(...aligned) < 1.2 && Math.max(...aligned) < Math.min(...native);
  return html`<p>
    Added natively, tables are ${range(native)} smaller than sign-flip; aligned, ${range(aligned)}, in cores that are
    ${range(shrinks)} smaller
    (model).${
      isMoot
        ? " What makes tables pay is the floating-point adder, not the floating-point activation: with a shared exponent FP16 behaves as an integer does."
        : ""
    }
  </p>`;
}
