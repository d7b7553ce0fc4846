import { count, counted, percent, significant } from "../core/number-text.js";
import { printable } from "../core/printable.ts";
import { LAYER_TYPES, type Checkpoint } from "../weights/index.ts";
import type { Layer, ScaleGrain } from "../weights/checkpoint.ts";
import {
  BLOCK_LENGTHS,
  combined,
  rowQuantile,
  weightsOf,
  zeroBlockPart,
  type LayerStatistics,
  type Statistics,
} from "../weights/statistics.ts";
import { table } from "./output.ts";

/** What `tritforge weights inspect` says, as JSON and as tables. */

/** Quantiles of the rows that are told. */
const QUANTILES = { minimum: 0, p01: 0.01, p50: 0.5, p99: 0.99, maximum: 1 } as const;

/** Layers of one type together, in the order of types; then all. */
export function byType(
  layers: readonly LayerStatistics[],
): readonly { readonly type: string; readonly layers: number; readonly statistics: Statistics }[] {
  const groups = LAYER_TYPES.map((type) => ({ type, of: layers.filter(({ layer }) => layer.type === type) }));
  const all = { type: "all", of: layers };
  return [...groups, ...(layers.length > 0 ? [all] : [])]
    .filter(({ of }) => of.length > 0)
    .map(({ type, of }) => ({ type, layers: of.length, statistics: combined(of) }));
}

/** The answer of `--json`. */
export function inspectDocument(file: string, checkpoint: Checkpoint, layers: readonly LayerStatistics[]): object {
  const { container, bytes, others } = checkpoint;
  return {
    file,
    container,
    bytes,
    layers: layers.map(({ layer, sha256, ...statistics }) => ({
      ...layerFacts(layer),
      sha256,
      ...numbers(statistics),
    })),
    types: byType(layers).map(({ type, layers: many, statistics }) => ({ type, layers: many, ...numbers(statistics) })),
    others,
  };
}

/** What a file says of a layer. */
export function layerFacts({ name, type, format, outputs, inputs, bytes, grain }: Layer) {
  return { name, type, format, outputs, inputs, bytes, scalePer: grain.per === "group" ? grain.inputs : grain.per };
}

function numbers(statistics: Statistics): object {
  const { zeros, plus, minus, blocks, scales } = statistics;
  const rows = Object.entries(QUANTILES).map(([name, part]) => [name, rowQuantile(statistics, part)]);
  return {
    weights: weightsOf(statistics),
    zeros,
    plus,
    minus,
    scales,
    blocks,
    zeroPartOfRows: Object.fromEntries(rows),
  };
}

/** The answer for people. */
export function inspectText(checkpoint: Checkpoint, layers: readonly LayerStatistics[]): string {
  const { container, bytes, others } = checkpoint;
  const parts = [
    `${container}, ${count(bytes)} bytes: ${counted(layers.length, "ternary layer")}, ${counted(others.length, "other tensor")}`,
  ];
  if (layers.length > 0) parts.push("", layerTable(layers), "", typeTable(layers));
  if (others.length > 0) parts.push("", otherTable(checkpoint));
  return parts.join("\n");
}

function layerTable(layers: readonly LayerStatistics[]): string {
  return table(
    ["layer", "type", "format", "outputs", "inputs", "zeros", "+1", "-1", "scale per", "scales"],
    layers.map(({ layer, ...statistics }) => [
      printable(layer.name),
      layer.type,
      layer.format,
      layer.outputs,
      layer.inputs,
      ...tritParts(statistics),
      grainText(layer.grain),
      scaleText(statistics),
    ]),
  );
}

function typeTable(layers: readonly LayerStatistics[]): string {
  const blocks = BLOCK_LENGTHS.map((length) => `all of ${length}`);
  const quantiles = Object.keys(QUANTILES).map((name) => `row ${name}`);
  return table(
    ["type", "layers", "weights", "zeros", "+1", "-1", ...blocks, ...quantiles],
    byType(layers).map(({ type, layers: many, statistics }) => [
      type,
      many,
      weightsOf(statistics),
      ...tritParts(statistics),
      ...BLOCK_LENGTHS.map((length) => partText(zeroBlockPart(statistics, length))),
      ...Object.values(QUANTILES).map((part) => partText(rowQuantile(statistics, part))),
    ]),
  );
}

function otherTable({ others }: Checkpoint): string {
  return table(
    ["not ternary", "format", "shape", "reason"],
    others.map(({ name, format, shape, reason }) => [printable(name), printable(format), shape.join(" x "), reason]),
  );
}

function tritParts(statistics: Statistics): readonly string[] {
  const { zeros, plus, minus } = statistics;
  return [zeros, plus, minus].map((each) => partText(each / weightsOf(statistics)));
}

function partText(part: number | undefined): string {
  return part === undefined ? "" : percent(part, 3);
}

function grainText(grain: ScaleGrain): string {
  return grain.per === "group" ? `${grain.inputs} inputs` : grain.per;
}

function scaleText({ scales: { minimum, maximum } }: Statistics): string {
  return minimum === maximum ? significant(minimum) : `${significant(minimum)} to ${significant(maximum)}`;
}
