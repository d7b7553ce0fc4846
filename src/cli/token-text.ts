import { count, percent, plusMinus } from "../core/number-text.js";
import { quantity } from "../core/quantity-text.js";
import type { ExpectedErrors } from "../core/result.ts";
import { totalOf, type DramBytes, type TokenPoint } from "../../models/token/index.ts";
import { table } from "./output.ts";

/** What `tritforge token` prints for people. */
export interface TokenDocument {
  readonly workload: string;
  readonly technology: string;
  readonly clockMhz: number;
  readonly cores: number;
  readonly coreAreaUm2: number;
  readonly phase: string;
  readonly batch: number;
  readonly speculative: number;
  readonly kv: string;
  readonly weights: string;
  readonly fidelity: string;
  readonly errors: ExpectedErrors;
  readonly points: readonly TokenPoint[];
  readonly notes: readonly string[];
  readonly unfit: string | undefined;
  readonly model: string;
}

const NAMES: Readonly<Record<keyof DramBytes, string>> = {
  ternaryWeights: "ternary weights",
  head: "head",
  embedding: "embedding",
  otherWeights: "norms and other weights",
  keysValuesRead: "keys and values read",
  keysValuesWritten: "keys and values written",
  stateRead: "state read",
  stateWritten: "state written",
};

/** The table by context, the last line of it part by part, and what the numbers rest on. */
export function tokenText(document: TokenDocument): string {
  const { points, notes, unfit, fidelity, model } = document;
  const last = points.at(-1);
  return [
    headline(document),
    "",
    pointsTable(points),
    ...(last === undefined
      ? []
      : ["", `a token at context ${last.context}`, "", partsTable(last), "", sums(document, last)]),
    ...(unfit === undefined ? [] : [`\ncannot be used as asked: ${unfit}`]),
    "",
    ...notes,
    `fidelity: ${fidelity}`,
    `model: ${model}`,
  ].join("\n");
}

function headline(document: TokenDocument): string {
  const { workload, phase, batch, speculative, kv, weights, cores, clockMhz, technology } = document;
  return [
    `${workload}: ${phase}`,
    counted(batch, "sequence"),
    ...(speculative > 1 ? [`${counted(speculative, "token")} verified a pass`] : []),
    `keys and values ${kv}`,
    `ternary weights in ${weights.toUpperCase()}`,
    `${counted(cores, "core")} at ${clockMhz} MHz in ${technology}`,
  ].join(", ");
}

function counted(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? "" : "s"}`;
}

function pointsTable(points: readonly TokenPoint[]): string {
  const hasDrafts = points.some(({ oneAccepted }) => oneAccepted !== undefined);
  const heads = [
    "context",
    "token/s",
    { label: "energy of a token", unit: "J" },
    ...(hasDrafts ? ["token/s, one accepted"] : []),
    { label: "first token", unit: "s" },
    "bound by",
    "DRAM bytes of a token",
    "MACs not ternary",
  ];
  const rows = points.map((point) => [
    point.context,
    point.tokensPerSecond,
    point.energyPerTokenJ,
    ...(hasDrafts ? [point.oneAccepted?.tokensPerSecond ?? ""] : []),
    point.timeToFirstTokenS,
    point.bound.by === "cores" ? "cores" : `DRAM: ${NAMES[point.bound.mostBytes]}`,
    Math.round(totalOf(point.perToken.bytes)),
    Math.round(totalOf(point.perToken.macs) - point.perToken.macs.ternary),
  ]);
  return table(heads, rows);
}

function partsTable({ perToken: { bytes, macs, energyUj, activationBytes, resultBytes } }: TokenPoint): string {
  const share = (part: number, whole: number): string => (whole === 0 ? "" : percent(part / whole));
  const rowsOf = (kind: Kind, parts: readonly (readonly [name: string, value: number])[]) => {
    const whole = parts.reduce((sum, [, value]) => sum + value, 0);
    return parts
      .filter(([, value]) => value > 0)
      .map(([name, value]) => [kind, name, amountOf(kind, value), share(value, whole)]);
  };
  return table(
    ["what", "part", "amount", "share"],
    [
      ...rowsOf("DRAM traffic", [
        [NAMES.ternaryWeights, bytes.ternaryWeights],
        [NAMES.head, bytes.head],
        [NAMES.embedding, bytes.embedding],
        [NAMES.otherWeights, bytes.otherWeights],
        [NAMES.keysValuesRead, bytes.keysValuesRead],
        [NAMES.keysValuesWritten, bytes.keysValuesWritten],
        [NAMES.stateRead, bytes.stateRead],
        [NAMES.stateWritten, bytes.stateWritten],
      ]),
      ...rowsOf("buffer traffic", [
        ["activations", activationBytes],
        ["results", resultBytes],
      ]),
      ...rowsOf("MACs", [
        ["ternary", macs.ternary],
        ["not ternary: head", macs.head],
        ["not ternary: attention", macs.attention],
        ["not ternary: state", macs.state],
        ["not ternary: norms and others", macs.otherWeights],
      ]),
      ...rowsOf("energy", [
        ["cores", energyUj.cores],
        ["cores, waiting for DRAM", energyUj.waiting],
        ["SRAM", energyUj.sram],
        ["DRAM", energyUj.dram],
      ]),
    ],
  );
}

function amountOf(kind: Kind, value: number): string {
  switch (kind) {
    case "energy":
      return quantity(value, "µJ");
    case "MACs":
      return quantity(value, "MAC");
    case "DRAM traffic":
    case "buffer traffic":
      return bytesText(value);
  }
}

type Kind = "DRAM traffic" | "buffer traffic" | "MACs" | "energy";

function bytesText(bytes: number): string {
  return `${count(Math.round(bytes))} B`;
}

function sums({ coreAreaUm2, errors }: TokenDocument, point: TokenPoint): string {
  const energyError = errors["energyPerStepPj"];
  return [
    `time in the cores ${quantity(point.coreTimePerTokenS, "s")}, in DRAM ${quantity(point.dramTimePerTokenS, "s")}`,
    `area of the cores ${quantity(coreAreaUm2, "µm²")}, of SRAM ${quantity(point.sramAreaUm2, "µm²")}`,
    `kept of all sequences: ${bytesText(point.keptBytes)}`,
    ...(energyError === undefined ? [] : [`expected error of the cores' energy: ${plusMinus(energyError)}`]),
  ].join("\n");
}
