import type { CycleToCycle, Device, DirectionName, Response } from "./device.ts";

/** A response in words, with the numbers that make it: `exponential, nonlinearity 2.4`. */
export function responseInWords(response: Response): string {
  switch (response.kind) {
    case "linear":
      return "linear";
    case "exponential":
      return `exponential, nonlinearity ${short(response.nonlinearity)}`;
    case "soft-bounds":
      return `soft bounds, rate ${short(response.rate)}`;
    case "linear-step":
      return `linear step, ${short(response.first)} to ${short(response.last)}`;
    case "exponential-step":
      return `exponential step, ${short(response.step)}·(1 + ${short(response.amplitude)}·exp(−${short(response.decay)}·u))`;
    case "power-step":
      return `power step, exponent ${short(response.exponent)}`;
    case "piecewise":
      return `measured steps, ${response.steps.length} nodes`;
  }
}

/** What noise of a pulse is a part of, in words. */
export function noiseInWords({ of, floor = 0, slope = 0 }: CycleToCycle): string {
  const parts = [
    floor === 0 ? "" : ` + ${short(100 * floor)} % of the range`,
    slope === 0 ? "" : ` + ${short(100 * slope)} % of the way from weight 0`,
  ];
  switch (of) {
    case "range":
      return of;
    case "step":
      return [of, ...parts].join("");
    case "nominal-step":
      return "nominal step";
  }
}

/** Voltage and width of a pulse in words, or undefined: `3.2 V, 300 µs`. */
export function pulseInWords({ electrical }: Device, direction: DirectionName): string | undefined {
  if (electrical === undefined) return undefined;
  const { voltageV, widthNs } = electrical[direction];
  return `${short(voltageV)} V, ${durationInWords(widthNs)}`;
}

/** `300000` → `300 µs`, to some significant digits. */
export function durationInWords(nanoseconds: number, digits = 3): string {
  const units = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
    [1, "ns"],
  ] as const;
  const [factor, unit] = units.find(([least]) => nanoseconds >= least) ?? [1, "ns"];
  return `${short(nanoseconds / factor, digits)} ${unit}`;
}

function short(value: number, digits = 3): string {
  return String(Number(value.toPrecision(digits))).replaceAll("-", "−");
}
