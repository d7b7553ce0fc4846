import { trustOfShapes, type Model } from "../../models/workload/model/model.ts";
import { unknownModels } from "../../models/workload/unknown-models.ts";
import { headShare, ternaryWeights } from "../../models/workload/weights.ts";
import {
  builtInWorkloads,
  loadWorkload,
  macsPerToken,
  productsPerToken,
  type Workload,
} from "../../models/workload/workload.ts";
import { percent } from "../core/number-text.js";
import { table } from "./output.ts";

/** What `tritforge list` and `tritforge workload` print of models. */

const HEADS = [
  "  model",
  "blocks",
  "hidden",
  "ternary weights [M]",
  "head share",
  "scales",
  "activations",
  "dimensions",
];

/** Where no source tells. */
const UNKNOWN = "unknown";

interface Row {
  readonly family: string;
  readonly name: string;
  readonly cells: readonly (string | number)[];
  /** By which those of a family are in order. */
  readonly size: number;
}

/** All models as a table, by family and size; those whose dimensions are unknown, too. */
export function workloadsText(): string {
  const rows = [...builtInWorkloads().map((name) => rowOf(loadWorkload(name))), ...unknownModels().map(unknownRow)];
  const families = [...new Set(rows.map(({ family }) => family))].toSorted((a, b) => a.localeCompare(b));
  const lines = families.flatMap((family) => [
    [family],
    ...rows
      .filter((row) => row.family === family)
      .toSorted((a, b) => a.size - b.size || a.name.localeCompare(b.name))
      .map(({ name, cells }) => [`  ${name}`, ...cells]),
  ]);
  const about = "head share: of the weight bytes that a token reads, with five ternary weights a byte";
  return `${table(HEADS, lines)}\n\n${about}`;
}

function rowOf(workload: Workload): Row {
  const { name, model } = workload;
  const weights = ternaryWeights(workload);
  const cells = [
    model === undefined ? "" : blocksOf(model),
    model?.hidden ?? "",
    Math.round(weights / 1e6),
    shareInWords(workload),
    model === undefined ? "" : scalesInWords(model),
    activationsInWords(model),
    (model === undefined ? undefined : trustOfShapes(model)) ?? UNKNOWN,
  ];
  return { family: model?.family ?? "", name, cells, size: weights };
}

function unknownRow({ name, family }: { readonly name: string; readonly family: string }): Row {
  return { family, name, cells: ["", "", "", "", "", "", "unknown dimensions"], size: Number.POSITIVE_INFINITY };
}

function blocksOf({ blocks }: Model): number {
  return blocks.reduce((sum, { count }) => sum + count, 0);
}

function shareInWords(workload: Workload): string {
  const format = workload.model?.head.format;
  if (format === "none") return "no head";
  const share = headShare(workload);
  return share === undefined ? UNKNOWN : `${percent(share)}${format === "ternary" ? " (ternary)" : ""}`;
}

function scalesInWords({ scales: { per, inputs } }: Model): string {
  if (per !== "group") return per;
  return inputs === undefined ? "group of unknown size" : `group of ${inputs}`;
}

function activationsInWords(model: Model | undefined): string {
  return model?.activations?.join(", ") ?? UNKNOWN;
}

/** All models as data; of those whose dimensions are unknown, what is unknown. */
export function workloadSummaries() {
  return [...builtInWorkloads().map((name) => summaryOf(loadWorkload(name))), ...unknownModels()];
}

function summaryOf(workload: Workload) {
  const { name, title, source, model } = workload;
  const ofModel =
    model === undefined
      ? {}
      : {
          family: model.family,
          blocks: blocksOf(model),
          hidden: model.hidden,
          head: model.head,
          scales: model.scales,
          activations: model.activations,
          trust: trustOfShapes(model),
        };
  return { name, title, source, ...ofModel, ...totalsOf(workload) };
}

function totalsOf(workload: Workload) {
  return {
    ternaryWeights: ternaryWeights(workload),
    macsPerToken: macsPerToken(workload),
    productsPerToken: productsPerToken(workload),
    headShare: headShare(workload),
  };
}

/** A workload as data: layers, what else a token reads, dimensions with their marks, and sums. */
export function workloadDocument(workload: Workload) {
  return { ...workload, ...totalsOf(workload) };
}

/** A workload for people. */
export function workloadText(workload: Workload): string {
  const { name, title, source, notes, layers, otherWeights = [], model } = workload;
  const facts: readonly (readonly [string, string])[] = [
    ["source", source],
    ...(notes === undefined ? [] : [["notes", notes] as const]),
    ...(model === undefined ? [] : factsOf(model)),
  ];
  const isPartly = layers.some(({ stored }) => stored !== undefined);
  const rows = layers.map(({ name: layer, inputs, outputs, count, stored = count }) => [
    `  ${layer}`,
    inputs,
    outputs,
    count,
    ...(isPartly ? [stored] : []),
  ]);
  return [
    `${name}: ${title}`,
    ...facts.map(([head, text]) => `  ${head.padEnd(12)} ${text}`),
    "",
    table(["  layer", "inputs", "outputs", "of a token", ...(isPartly ? ["stored"] : [])], rows),
    ...(otherWeights.length === 0 ? [] : ["", otherText(workload)]),
    ...(model?.marks === undefined ? [] : ["", marksText(model)]),
  ].join("\n");
}

function factsOf(model: Model): readonly (readonly [string, string])[] {
  const tied = model.head.tied === undefined ? "" : model.head.tied ? ", tied to the embedding" : ", not tied";
  return [
    ["hidden", `${model.hidden}, ${blocksOf(model)} blocks, vocabulary ${model.vocabulary}`],
    ["head", model.head.format === "none" ? "none" : `${model.head.format}${tied}`],
    ["scales", model.scales.per === UNKNOWN ? UNKNOWN : `one a ${scalesInWords(model)}`],
    ["activations", activationsInWords(model)],
  ];
}

function otherText({ otherWeights = [] }: Workload): string {
  const rows = otherWeights.map(({ name, weights, format, bytesPerToken }) => [
    `  ${name}`,
    weights,
    format,
    bytesPerToken ?? UNKNOWN,
  ]);
  return table(["  not ternary", "weights of a token", "format", "bytes of a token"], rows);
}

function marksText({ marks = [] }: Model): string {
  const rows = marks.map(({ of, trust, source }) => [`  ${trust}`, of.join(" "), source]);
  return table(["  trust", "of", "source"], rows);
}
