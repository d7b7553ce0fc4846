import { noiseInWords, pulseInWords, responseInWords } from "../../models/device/describe.ts";
import type { DeviceFit } from "../../models/device/fit/fit-device.ts";
import { FIT_BOUND, type DirectionFit } from "../../models/device/fit/fit-direction.ts";
import { DIRECTIONS, meanPulseEnergyJ, onOffRatio, type Device } from "../../models/device/index.ts";
import { percent as percentOf, significant } from "../core/number-text.js";
import { quantity } from "../core/quantity-text.js";
import { table } from "./output.ts";

/** What `tritforge device` prints. */

/** Heads of the columns of `deviceRow`. */
export const LIST_HEADER = ["name", "states", "LTP", "LTD", "on/off", "energy per pulse", "title"] as const;

/** One line of `device list`; `–` where nothing is known. */
export function deviceRow(device: Device): readonly string[] {
  const { ltp, ltd } = device;
  const ratio = onOffRatio(device);
  const energies = DIRECTIONS.map((name) => meanPulseEnergyJ(device, name));
  return [
    device.name,
    ltp.pulses === ltd.pulses ? `${ltp.pulses}` : `${ltp.pulses}/${ltd.pulses}`,
    brief(device, "ltp"),
    brief(device, "ltd"),
    ratio === undefined ? "–" : significant(ratio),
    energies.every((each) => each !== undefined) ? energies.map((each) => quantity(each, "J")).join("/") : "–",
    device.title,
  ];
}

/** The same as data: absent, not 0, where nothing is known. */
export function deviceSummary(device: Device) {
  const { name, title, polarity, ltp, ltd, source } = device;
  const ltpEnergyJ = meanPulseEnergyJ(device, "ltp");
  const ltdEnergyJ = meanPulseEnergyJ(device, "ltd");
  return { name, title, polarity, ltp, ltd, onOffRatio: onOffRatio(device), ltpEnergyJ, ltdEnergyJ, source };
}

/** All of a device, for people. */
export function deviceText(device: Device): string {
  const { electrical, cycleToCycle, stuck, writeNoise, leakage } = device;
  const rows: (readonly [string, string])[] = [
    ...DIRECTIONS.flatMap((name) => directionRows(device, name)),
    ...(electrical === undefined
      ? [["conductance", "not stated: no energy, no latency"] as const]
      : [
          [
            "conductance",
            `${siemens(electrical.minimumS)} … ${siemens(electrical.maximumS)}, on/off ${ratio(device)}`,
          ] as const,
        ]),
    [
      "cycle to cycle",
      cycleToCycle.sigma === 0 ? "none" : `σ ${percent(cycleToCycle.sigma)} of the ${noiseInWords(cycleToCycle)}`,
    ],
    ...(writeNoise === undefined ? [] : [["write noise", `σ ${percent(writeNoise)} of the range`] as const]),
    ...(leakage === undefined ? [] : [["leakage", leakageInWords(leakage)] as const]),
    ["device to device", spreadInWords(device)],
    ["stuck", stuck.fraction === 0 ? "none" : `${percent(stuck.fraction)}, at ${stuck.at}`],
    ...(device.polarity === "unidirectional" ? [["polarity", "unidirectional: LTD is a reset"] as const] : []),
    ["source", device.source],
    ...(device.notes === undefined ? [] : [["notes", device.notes] as const]),
    ...Object.entries(device.marks ?? {}).map(
      ([path, mark], i) => [i === 0 ? "marks" : "", `${path}: ${mark}`] as const,
    ),
  ];
  return [`${device.name}: ${device.title}`, ...rows.map(([label, value]) => `  ${label.padEnd(17)} ${value}`)].join(
    "\n",
  );
}

/** A fit for people: what was tried, what was taken, and what does not meet. */
export function fitText(fit: DeviceFit): string {
  const { device, minimumS, maximumS, gaps } = fit;
  const rows = [fit.ltp, fit.ltd].flatMap((direction) =>
    direction.candidates.map((candidate) => [
      direction.name,
      `${candidate === direction.chosen ? "*" : " "} ${responseInWords(candidate.response)}`,
      percent(candidate.rms),
    ]),
  );
  return [
    `${device.name}: fitted range ${siemens(minimumS)} … ${siemens(maximumS)}`,
    "",
    table(["", "  response (* taken)", "RMS of the range"], rows),
    "",
    ...[fit.ltp, fit.ltd].map(endsInWords),
    ...gapsInWords(gaps),
    ...(device.electrical === undefined ? ["no energy, no latency: give --ltp-pulse and --ltd-pulse"] : []),
  ].join("\n");
}

/** A fit as data. */
export function fitSummary({ device, ltp, ltd, minimumS, maximumS, gaps }: DeviceFit) {
  const direction = ({ chosen, candidates, startS, endS, noise, readings }: DirectionFit) => ({
    readings: readings.length,
    response: chosen.response,
    pulses: chosen.pulses,
    rms: chosen.rms,
    startS,
    endS,
    noise,
    candidates: candidates.map(({ kind, rms }) => ({ kind, rms })),
  });
  return { device, minimumS, maximumS, gaps, ltp: direction(ltp), ltd: direction(ltd) };
}

function directionRows(device: Device, name: "ltp" | "ltd"): (readonly [string, string])[] {
  const { pulses, response } = device[name];
  const shape = pulseInWords(device, name);
  const energy = meanPulseEnergyJ(device, name);
  const pulse = shape === undefined || energy === undefined ? "" : `; ${shape}, ${quantity(energy, "J")}`;
  return [[name.toUpperCase(), `${pulses} states, ${responseInWords(response)}${pulse}`]];
}

function spreadInWords({ deviceToDevice }: Device): string {
  const { nonlinearity, upperBound, lowerBound, curve, step, stepDistribution, upDown } = deviceToDevice;
  const { gamma, gammaUpDown, reference } = deviceToDevice;
  const parts = [
    nonlinearity === 0 ? "" : `label σ ${nonlinearity}`,
    upperBound === 0 ? "" : `upper bound σ ${percent(upperBound)} of the range`,
    lowerBound === 0 ? "" : `lower bound σ ${percent(lowerBound)}`,
    upperBound === 0 && lowerBound === 0 ? "" : `the curve ${curve.replaceAll("-", " ")}`,
    step === 0 ? "" : `step σ ${percent(step)} (${stepDistribution})`,
    upDown === 0 ? "" : `up against down σ ${percent(upDown)}`,
    gamma === 0 ? "" : `gamma σ ${gamma}`,
    reference === undefined ? "" : `read against its symmetry point, σ ${percent(reference)} of the range off`,
    gammaUpDown === 0 ? "" : `gamma up against down σ ${percent(gammaUpDown)}`,
  ].filter((each) => each !== "");
  return parts.length === 0 ? "none" : parts.join(", ");
}

function leakageInWords({ lifetime, spread, towards }: NonNullable<Device["leakage"]>): string {
  const own = spread === 0 ? "" : `, σ ${percent(spread)} from device to device`;
  return `towards ${percent(towards)} of the range, lifetime ${significant(lifetime)} mini-batches${own}`;
}

function endsInWords({ name, chosen, startS, endS, noise }: DirectionFit): string {
  const bad = chosen.kind !== "piecewise" && chosen.rms > FIT_BOUND ? ` (residual above ${percent(FIT_BOUND)})` : "";
  return `${name}: ${siemens(startS)} to ${siemens(endS)} in ${chosen.curve.length - 1} pulses; σ of a pulse ${percent(noise.cycleToCycle)}, of a reading ${percent(noise.reading)}${bad}`;
}

/** Ends that lie less apart than this part of the range are not worth a line. */
const GAP_SHOWN = 0.01;

function gapsInWords({ top, bottom }: DeviceFit["gaps"]): readonly string[] {
  const ends = [
    ["top", "LTP ends", "LTD starts", top],
    ["bottom", "LTP starts", "LTD ends", bottom],
  ] as const;
  return ends
    .filter(([, , , gap]) => Math.abs(gap) >= GAP_SHOWN)
    .map(
      ([place, one, other, gap]) =>
        `${place}: ${one} ${percent(Math.abs(gap))} of the range ${gap > 0 ? "above" : "below"} where ${other}; the device takes the mean`,
    );
}

function brief(device: Device, name: "ltp" | "ltd"): string {
  const { response } = device[name];
  return response.kind === "exponential" ? `NL ${response.nonlinearity}` : response.kind;
}

function ratio(device: Device): string {
  const value = onOffRatio(device) ?? NaN;
  return Number.isFinite(value) ? significant(value) : "infinite";
}

function siemens(value: number): string {
  return quantity(value, "S");
}

function percent(part: number): string {
  return percentOf(part, 2);
}
