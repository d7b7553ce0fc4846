import { printable } from "../../../src/core/printable.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { Device, DirectionName, PulseShape } from "../device.ts";
import { parseDevice } from "../read-device.ts";
import type { FittedKind } from "./candidates.ts";
import { fitDirection, type DirectionFit } from "./fit-direction.ts";
import { rootMeanSquare } from "./minimise.ts";
import type { Measurement } from "./read-measurement.ts";

/** What the readings do not say. */
export interface FitOptions {
  readonly name: string;
  /** The file, for the device's source and for messages. */
  readonly file: string;
  /** Takes this response in both directions; default: the best one of each. */
  readonly response?: FittedKind | undefined;
  /** Without it the device has no energy and no latency. */
  readonly pulses?: Readonly<Record<DirectionName, PulseShape>> | undefined;
}

/** A device with the fits it comes from. */
export interface DeviceFit {
  readonly device: Device;
  readonly ltp: DirectionFit;
  readonly ltd: DirectionFit;
  /** Ends of the range [S]: the mean of both directions' ends, at the bounds of both for soft bounds. */
  readonly minimumS: number;
  readonly maximumS: number;
  /** How far the directions' ends lie apart: LTP's end above LTD's start, and LTP's start above LTD's end, part of the range. */
  readonly gaps: { readonly top: number; readonly bottom: number };
}

/**
 * Fits a device to measured sweeps. Each direction is fitted between its own end points; the device's range reaches from the
 * mean of both low ends to the mean of both high ends, and the curves stretch to it. `gaps` says by how much.
 * @throws {InputError} if a direction's conductance goes the wrong way, or the directions have no range in common
 */
export function fitDevice(measurement: Measurement, options: FitOptions): DeviceFit {
  const ltp = fitDirection(measurement.ltp, "ltp", options.file, options.response);
  const ltd = fitDirection(measurement.ltd, "ltd", options.file, options.response);
  const isBounded = options.response === "soft-bounds";
  const minimumS = Math.max(0, isBounded ? ltd.endS : (ltp.startS + ltd.endS) / 2);
  const maximumS = isBounded ? ltp.endS : (ltp.endS + ltd.startS) / 2;
  const range = maximumS - minimumS;
  if (Math.min(ltp.endS, ltd.startS) <= Math.max(ltp.startS, ltd.endS)) {
    const found = `LTP from ${shown(ltp.startS)} to ${shown(ltp.endS)} and LTD from ${shown(ltd.startS)} to ${shown(ltd.endS)}`;
    throw InputError.at(options.file, `got ${found}, expected ranges that overlap`);
  }
  const gaps = { top: (ltp.endS - ltd.startS) / range, bottom: (ltp.startS - ltd.endS) / range };
  const device = parseDevice(deviceFile(ltp, ltd, { minimumS, maximumS }, options), options.file);
  return { device, ltp, ltd, minimumS, maximumS, gaps };
}

function deviceFile(
  ltp: DirectionFit,
  ltd: DirectionFit,
  range: { readonly minimumS: number; readonly maximumS: number },
  { name, file, pulses }: FitOptions,
) {
  const { minimumS, maximumS } = range;
  const residuals = [ltp, ltd].map((fit) => `${fit.name} ${(100 * fit.chosen.rms).toPrecision(3)} %`).join(", ");
  const reach = `Fitted range ${shown(minimumS)} … ${shown(maximumS)}.`;
  return {
    name,
    title: `Fitted to ${printable(file)}`,
    source: `tritforge device fit ${printable(file)}: ${ltp.readings.length} LTP and ${ltd.readings.length} LTD readings`,
    notes: `${reach} RMS residual, part of the range: ${residuals}.`,
    ltp: { pulses: ltp.chosen.pulses, response: ltp.chosen.response },
    ltd: { pulses: ltd.chosen.pulses, response: ltd.chosen.response },
    cycleToCycle: { of: "range", sigma: rootMeanSquare([ltp.noise.cycleToCycle, ltd.noise.cycleToCycle]) },
    ...(pulses === undefined ? {} : { electrical: { minimumS, maximumS, ...pulses } }),
  };
}

function shown(siemens: number): string {
  return `${siemens.toExponential(4)} S`;
}
