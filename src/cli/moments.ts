import { fixed, percent, significant } from "../core/number-text.js";
import type { CommandModule } from "yargs";
import {
  deltaMagnitudeBits,
  ofDelta,
  ofX,
  resetRegisters,
  xMagnitudeBits,
} from "../../generators/update-unit/index.ts";
import type { UnitShape } from "../../generators/contract/index.ts";
import {
  periodWarning,
  pulseScale,
  updateErrors,
  updateMoments,
  wordCorrelation,
  wordPeriod,
  type WordCorrelation,
} from "../../models/training/index.ts";
import { CheckError, InputError } from "../core/errors.ts";
import { USUAL_TRAINING } from "../core/training.ts";
import { measureMoments } from "../verify/update-unit/measured-moments.ts";
import { numberIn, readDesign, requireUpdateUnit, withDesign, withJson, type JsonOption } from "./options.ts";
import { print, table } from "./output.ts";
import { working } from "./working.ts";

interface Options extends JsonOption {
  readonly design: string;
  readonly wanted: number | undefined;
  readonly operations: number;
}

/** Rows and columns of the netlist that is simulated, at most: as many codes are looked at. */
const MOST_LINES = 8;
/** Standard errors that a mean of the simulation may be away from the closed form: of 64 means, one in a million. */
const TOLERANCE = 6;

const command: CommandModule<object, Options> = {
  command: "moments <design>",
  describe: "bias and variance of the pulses that an update unit gives, in closed form and by its netlist",
  builder: (yargs) =>
    withJson(withDesign(yargs))
      .option("wanted", {
        coerce: numberIn("wanted", { minimum: 1e-6, maximum: 1e6, isWhole: false }),
        describe: "pulses wanted at full scale of x and delta (default: half of maxPulses)",
      })
      .option("operations", {
        coerce: numberIn("operations", { minimum: 1, maximum: 1_000_000, isWhole: true }),
        default: 2000,
        describe: "updates to simulate",
      }),
  handler: async ({ design: file, wanted: stated, operations, json }) => {
    const { design, generator } = readDesign(file);
    const unit = requireUpdateUnit(generator, file, "it is pulses that are counted");
    const { shape: whole } = unit.unit(design.parameters);
    if (whole.writeVerify === "on")
      throw InputError.at(file, "got writeVerify on: its pulses depend on what the device answers; expected off");
    const wanted = stated ?? whole.maxPulses / 2;
    const values = smaller(design.parameters, whole);
    const { shape } = unit.unit(values);
    const codes = spreadCodes(shape);
    const [rows, correlation] = await working(
      `simulating ${operations} updates`,
      () =>
        [
          compare(shape, unit.elaborate(values), { wanted, operations, codes }),
          correlationOf(shape, wanted, codes),
        ] as const,
    );
    const period = wordPeriod(whole);
    const errors = updateErrors(whole, wanted);
    const worst = Math.max(...rows.map(({ deviations }) => deviations));
    const instance = { rows: shape.rows, columns: shape.columns, lanes: shape.lanes };
    print(
      json,
      {
        ...design,
        wanted,
        operations,
        instance,
        ...errors,
        worst,
        ...(period === undefined ? {} : { wordPeriod: period }),
        ...(correlation === undefined ? {} : { wordCorrelation: correlation }),
        codes: rows,
      },
      () =>
        [
          `${wanted} pulses wanted at full scale; ${operations} updates of the netlist of ${shape.rows} x ${shape.columns} synapses`,
          "",
          table(
            ["x", "delta", "wanted", "mean", "simulated", "variance", "simulated ", "standard errors"],
            rows.map((row) => [
              row.x,
              row.delta,
              row.wanted,
              row.mean,
              row.simulatedMean,
              row.variance,
              row.simulatedVariance,
              row.deviations,
            ]),
          ),
          "",
          "over usual values (x uniform, |delta| exponential), as parts of the RMS of what is wanted:",
          `bias ${percent(errors.updateBias)}, deviation ${percent(errors.updateDeviation)}, of it random ${percent(errors.updateNoise)}`,
          ...wordLines(whole, correlation),
        ].join("\n"),
    );
    if (!(worst <= TOLERANCE))
      throw new CheckError(`a simulated mean is ${significant(worst)} standard errors from the closed form`);
  },
};
export default command;

/** The same unit for few rows and columns. */
function smaller<T extends Readonly<Record<string, number | string>>>(values: T, { rows, columns, lanes }: UnitShape) {
  const fewer = Math.min(columns, MOST_LINES);
  return {
    ...values,
    rows: Math.min(rows, MOST_LINES),
    columns: fewer,
    lanes: Math.min(lanes, fewer),
    refresh: "none",
    adcBits: 6,
    // Pulses of one cycle are counted; how long they last is no matter here.
    prescale: 1,
  };
}

interface CodeRow {
  readonly x: number;
  readonly delta: number;
  readonly wanted: number;
  readonly mean: number;
  readonly simulatedMean: number;
  readonly variance: number;
  readonly simulatedVariance: number;
  /** Between the means, in standard errors of the simulated one. */
  readonly deviations: number;
}

interface SpreadCodes {
  readonly x: readonly number[];
  readonly delta: readonly number[];
}

/** Codes spread over their range, delta of both signs. */
function spreadCodes(shape: UnitShape): SpreadCodes {
  const x = spread(shape.rows, 2 ** (shape.xBits - (shape.xSign === "signed" && shape.xBits > 1 ? 1 : 0)) - 1);
  const largest = 2 ** Math.max(0, shape.deltaBits - 1) - 1;
  return { x, delta: spread(shape.columns, largest).map((code, i) => (i % 2 === 1 ? -code : code)) };
}

/** Updates over which the correlation between synapses is measured: chance alone gives some 0.02. */
const CORRELATED_UPDATES = 40_000;

function correlationOf(shape: UnitShape, wanted: number, { x, delta }: SpreadCodes): WordCorrelation | undefined {
  const { registers } = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: wanted });
  const codes = { x: Int16Array.from(x), delta: Int16Array.from(delta), registers, updates: CORRELATED_UPDATES };
  return wordCorrelation(shape, codes);
}

/** How long the random words last, and how much synapses depend on each other by them. */
function wordLines(shape: UnitShape, correlation: WordCorrelation | undefined): readonly string[] {
  const period = wordPeriod(shape);
  if (period === undefined) return [];
  const warning = periodWarning(shape, USUAL_TRAINING.wordPeriod);
  return [
    `random words: ${period.wordsPerUpdate} an update, ${period.words} until they repeat: ${period.updates} updates`,
    ...(correlation === undefined ? [] : [correlationLine(correlation)]),
    ...(warning === undefined ? [] : [`warning: ${warning}`]),
  ];
}

function correlationLine({ largest, pair, updates }: WordCorrelation): string {
  const [first, second] = pair.map(([row, column]) => `row ${row}, column ${column}`);
  return `correlation between synapses beyond that of independent lines: at most ${fixed(largest, { factor: 1, decimals: 2 })} (${first} and ${second}; ${updates} updates)`;
}

/** Closed form and netlist for these codes. */
function compare(
  shape: UnitShape,
  netlist: Parameters<typeof measureMoments>[0],
  { wanted, operations, codes: { x, delta } }: { wanted: number; operations: number; codes: SpreadCodes },
): readonly CodeRow[] {
  const scale = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: wanted });
  const moments = updateMoments(shape, scale.registers);
  const registers = { ...resetRegisters(shape), ...scale.registers, ltpWidth: 1, ltdWidth: 1, gap: 0 };
  const patterns = delta.map((code) => (code < 0 ? 2 ** shape.deltaBits + code : code));
  const measured = measureMoments(netlist, shape, { registers, x, delta: patterns, operations });
  return x.flatMap((xCode, row) =>
    delta.map((deltaCode, column): CodeRow => {
      const [mx, md] = [ofX(shape, xCode), ofDelta(shape, deltaCode)];
      const sign = mx.sign * md.sign;
      const { mean, variance } = moments(mx.magnitude, md.magnitude);
      const place = row * shape.columns + column;
      const simulatedMean = sign * (measured.mean[place] ?? Number.NaN);
      // A mean over whole pulses is no finer than one pulse in all of them.
      const standardError = Math.sqrt((variance + 1 / operations) / operations);
      return {
        x: xCode,
        delta: deltaCode,
        wanted:
          wanted *
          valueOf(mx.magnitude, xMagnitudeBits(shape), scale.xFullScale) *
          valueOf(md.magnitude, deltaMagnitudeBits(shape), scale.deltaFullScale),
        mean,
        simulatedMean,
        variance,
        simulatedVariance: measured.variance[place] ?? Number.NaN,
        deviations: Math.abs(simulatedMean - mean) / standardError,
      };
    }),
  );
}

/** What a magnitude stands for: the largest is full scale. */
function valueOf(magnitude: number, bits: number, fullScale: number): number {
  return (magnitude / (2 ** bits - 1)) * fullScale;
}

/** `count` codes from small to `largest`, each at least 1. */
function spread(count: number, largest: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => Math.max(1, Math.round(((i + 1) / count) * largest)));
}
