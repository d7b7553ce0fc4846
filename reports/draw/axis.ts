import { scaleLinear } from "d3";
import type { Direction } from "../../src/core/metric.ts";
import { fixed } from "../../src/core/number-text.js";
import { columnScale, quantity } from "../../src/core/quantity-text.js";

/** One way of laying a metric along an axis; positions follow from `domain` by `axisPosition`. */
export interface AxisScale {
  readonly kind: "linear" | "log";
  /** Values at the start and the end of the axis [the metric's base unit]. */
  readonly domain: readonly [number, number];
  /** Position in the base unit, and the label in the axis' own unit. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** A metric as an axis: front and cloud together, or the front alone;, linear or (if all values are positive) log. */
export interface MetricAxis {
  readonly metric: string;
  readonly label: string;
  /** Unit of the tick labels, e.g. `mm²`; empty if none. */
  readonly unit: string;
  readonly better: Direction;
  readonly all: { readonly linear: AxisScale; readonly log?: AxisScale };
  readonly front: { readonly linear: AxisScale; readonly log?: AxisScale };
  /** Log if the values span more than a factor of eight. */
  readonly preferred: "linear" | "log";
}

/** A label with its unit, if it has one: `area [mm²]`. */
export function withUnit(label: string, unit: string): string {
  return unit === "" ? label : `${label} [${unit}]`;
}

/** The unit to write beside a label: none if the label says it already, as in `MACs per cycle [MAC/cycle]`. */
export function nameUnit(label: string, unit: string): string {
  return unit.includes("/") && label.includes(" per ") && !label.includes("/") ? "" : unit;
}

/** The axes of one metric over its values in the front and in the cloud. There must be at least one finite value. */
export function metricAxis(
  metric: { readonly name: string; readonly label: string; readonly unit: string; readonly better: Direction },
  frontValues: readonly number[],
  cloudValues: readonly number[],
): MetricAxis {
  const everything = [...frontValues, ...cloudValues];
  const ticks = tickUnit(metric.unit, everything);
  const [low, high] = extent(everything);
  return {
    metric: metric.name,
    label: metric.label,
    unit: nameUnit(metric.label, ticks.unit),
    better: metric.better,
    all: scales(everything, ticks),
    front: scales(frontValues.length === 0 ? everything : frontValues, ticks),
    preferred: low > 0 && high / low > 8 ? "log" : "linear",
  };
}

function extent(values: readonly number[]): [number, number] {
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

/** How the ticks of an axis are written. */
export interface TickUnit {
  /** For the name of the axis; empty if each tick has its own. */
  readonly unit: string;
  /** From the metric's unit to that of the ticks. */
  readonly factor: number;
  /** Writes the value of a tick, in the metric's unit, where each has a unit of its own. */
  readonly write?: (value: number) => string;
}

/** The unit of ticks among these values: one for all, or one each where they lie many decades apart. */
export function tickUnit(unit: string, values: readonly number[]): TickUnit {
  const scale = columnScale(unit, values);
  return scale.factor === undefined
    ? { unit: "", factor: 1, write: (value) => quantity(value, unit).replace(/\.0+(?=\u00a0)/, "") }
    : { unit: scale.unit, factor: scale.factor };
}

function scales(values: readonly number[], ticks: TickUnit): MetricAxis["all"] {
  const range = extent(values);
  return range[0] > 0
    ? { linear: linearScale(range, ticks), log: logScale(range, ticks) }
    : { linear: linearScale(range, ticks) };
}

type Ticks = Pick<TickUnit, "factor" | "write">;

/** A linear axis with some 4 % of air; if all values are equal, half as much again on either side. */
export function linearScale([low, high]: readonly [number, number], { factor, write }: Ticks): AxisScale {
  const air = low === high ? Math.abs(low) / 2 || 1 : (high - low) * 0.04;
  const start = low >= 0 ? Math.max(0, low - air) : low - air;
  const ticks = linearTicks([start * factor, (high + air) * factor], 6);
  return {
    kind: "linear",
    domain: [start, high + air],
    ticks: ticks.map(({ value, label }) => ({ value: value / factor, label: write?.(value) ?? label })),
  };
}

/** About `number` round values between two ends, each with as many decimals as the step needs. */
export function linearTicks(ends: readonly [number, number], number: number): AxisScale["ticks"] {
  const values = scaleLinear().domain(ends).ticks(number);
  const labels = { factor: 1, decimals: decimalsOf(values) };
  return values.map((value) => ({ value, label: fixed(value, labels) }));
}

function decimalsOf(values: readonly number[]): number {
  const step = Math.abs((values[1] ?? 1) - (values[0] ?? 0)) || 1;
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}

/** A log axis with some 4 % of air and labels at 1, 2, 5 (or 1, or 1 … 9) times powers of ten, whichever gives about six. */
export function logScale([low, high]: readonly [number, number], { factor, write = shortest }: Ticks): AxisScale {
  const air = low === high ? 1.5 : (high / low) ** 0.04;
  const domain: [number, number] = [low / air, high * air];
  const [start, end] = [domain[0] * factor, domain[1] * factor];
  const decades = Math.log10(end / start);
  const leading = decades > 3.4 ? [1] : decades > 1.3 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 8];
  const values = powers(start, end).flatMap((power) => leading.map((digit) => digit * power));
  const inside = values.filter((value) => value >= start * 0.999 && value <= end * 1.001);
  const chosen = inside.length >= 3 ? inside : scaleLinear().domain([start, end]).ticks(5);
  const ticks = chosen.map((value) => ({ value: value / factor, label: write(value) }));
  return { kind: "log", domain, ticks };
}

/** Two significant digits, whole parts in full, no trailing zeros. */
function shortest(value: number): string {
  const [, fraction = ""] = String(Number(value.toPrecision(2))).split(".");
  return fixed(value, { factor: 1, decimals: fraction.length });
}

function powers(start: number, end: number): number[] {
  const first = Math.floor(Math.log10(start));
  const last = Math.ceil(Math.log10(end));
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
}
