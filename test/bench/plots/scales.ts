import { linearTicks, type AxisScale } from "../../../reports/draw/axis.ts";

/** Air at either end of a log axis. */
const AIR = 1.4;

/**
 * A log axis around some values, with a tick at each power of ten.
 * @param unit of the axis, in that of the values
 * @param style ticks as numbers, `0.01`, or as powers, `10⁻²`
 */
export function decadeScale(
  values: readonly number[],
  unit: number,
  style: "numbers" | "powers" = "numbers",
): AxisScale {
  const domain = [Math.min(...values) / AIR, Math.max(...values) * AIR] as const;
  const [first, last] = [Math.ceil(Math.log10(domain[0] / unit)), Math.floor(Math.log10(domain[1] / unit))];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const power = first + i;
    const label = style === "powers" ? `10${superscript(power)}` : plain(power);
    return { value: 10 ** power * unit, label };
  });
  return { kind: "log", domain, ticks };
}

/** A linear axis from 0, with a little air above the largest value. */
export function fromZeroScale(values: readonly number[]): AxisScale {
  const domain = [0, Math.max(...values) * 1.06] as const;
  return { kind: "linear", domain, ticks: linearTicks(domain, 6) };
}

/** `-2` → `0.01`, `4` → `10 000`. */
function plain(power: number): string {
  if (power < 0) return (10 ** power).toFixed(-power);
  return String(10 ** power).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

function superscript(power: number): string {
  return String(power).replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? "")));
}
