import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CORES } from "../../generators/registry.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { writeKeys, type KeyFile } from "../../src/weights/key-file.ts";
import { openCheckpoint, type Layer } from "../../src/weights/index.ts";
import { fixturePath, INPUTS, LAYERS, weightsOf } from "../support/checkpoints/fixtures.ts";
import { parametersOf } from "../support/random-design.ts";

const checkpoint = openCheckpoint(fixturePath("tq1_0.gguf"));
const LAYER = checkpoint.layers[0] as Layer; // 20 outputs of 256 inputs
const WEIGHTS = weightsOf(0);
const OUTPUTS = LAYERS[0].outputs;

interface Written {
  readonly lines: readonly string[];
  readonly text: string;
  readonly file: KeyFile;
}

function keysOf(generator: string, parameters: ParameterValues): Written {
  const core = CORES.find(({ name }) => name === generator);
  if (core === undefined) throw new Error(generator);
  let text = "";
  const file = writeKeys(LAYER, core.product(parametersOf(core, parameters)), (piece) => (text += piece));
  return { text, lines: text.trimEnd().split("\n"), file };
}

/** The weight of the layer that stands in a beat, by the rules of docs/streams.md; 0 beyond it. */
function decoded(line: string, at: { readonly key: number; readonly keyBits: number; readonly place: number }): number {
  const key = (BigInt(`0x${line}`) >> BigInt(at.key * at.keyBits)) & ((1n << BigInt(at.keyBits)) - 1n);
  const sign = key >> BigInt(at.keyBits - 1);
  let value = Number(key & ((1n << BigInt(at.keyBits - 1)) - 1n)) * (sign === 1n ? -1 : 1);
  for (let place = 0; place < at.place; place++) value = (value - balanced(value)) / 3;
  return balanced(value);
}

/** The last digit of a balanced-ternary number. */
function balanced(value: number): number {
  const digit = ((value % 3) + 3) % 3;
  return digit === 2 ? -1 : digit;
}

/** All weights out of the beats of one product of M outputs (at most) by N inputs, output by output. */
function unpacked(
  lines: readonly string[],
  {
    groupSize,
    tables,
    fetchers,
    keyBits,
    order,
    inputs,
    outputs,
  }: Readonly<Record<"groupSize" | "tables" | "fetchers" | "keyBits" | "inputs" | "outputs", number>> & {
    readonly order: "table-stationary" | "output-stationary";
  },
): number[] {
  const [inputTiles, outputTiles] = [Math.ceil(inputs / (groupSize * tables)), Math.ceil(outputs / fetchers)];
  expect(lines).toHaveLength(inputTiles * outputTiles);
  return Array.from({ length: inputs * outputs }, (_, i) => {
    const [output, input] = [Math.floor(i / inputs), i % inputs];
    const [tile, outputTile] = [Math.floor(input / (groupSize * tables)), Math.floor(output / fetchers)];
    const beat = order === "table-stationary" ? tile * outputTiles + outputTile : outputTile * inputTiles + tile;
    const [table, place] = [Math.floor(input / groupSize) % tables, input % groupSize];
    return decoded(lines[beat] ?? "", { key: (output % fetchers) * tables + table, keyBits, place });
  });
}

const SIZES = { activation: "int8", inputs: INPUTS, outputs: OUTPUTS } as const;
/** ⌈log2((3^µ − 1)/2 + 1)⌉ + 1 */
const KEY_BITS = [2, 4, 5, 7, 8];

describe("writeKeys(layer, streams, write)", () => {
  it.each(
    [1, 2, 3, 4, 5].flatMap((groupSize) =>
      (["table-stationary", "output-stationary"] as const).map((order) => [groupSize, order] as const),
    ),
  )("ternary-lut, groups of %i, %s: the weights can be read out of the beats", (groupSize, loopOrder) => {
    const tile = { groupSize, tables: 3, fetchers: 7 }; // divide neither 256 nor 20
    const { lines, file } = keysOf("ternary-lut", { ...SIZES, ...tile, loopOrder, shape: "runtime" });
    const keyBits = KEY_BITS[groupSize - 1] ?? 0;
    expect(
      Int8Array.from(unpacked(lines, { ...tile, keyBits, order: loopOrder, inputs: INPUTS, outputs: OUTPUTS })),
    ).toEqual(WEIGHTS);
    expect(file).toMatchObject({ beatBits: 21 * keyBits, beats: lines.length });
    expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([Math.ceil((21 * keyBits) / 4)]));
  });

  it.each(["add-sub", "multiplier"])("%s: keys of one weight, sign above magnitude", (generator) => {
    const { lines } = keysOf(generator, { ...SIZES, tileInputs: 8, tileOutputs: 4 });
    const read = unpacked(lines, {
      groupSize: 1,
      tables: 8,
      fetchers: 4,
      keyBits: 2,
      order: "table-stationary",
      inputs: INPUTS,
      outputs: OUTPUTS,
    });
    expect(Int8Array.from(read)).toEqual(WEIGHTS);
  });

  it("a layer of more outputs than M is several products, each with its own beats", () => {
    const { lines, file } = keysOf("ternary-lut", {
      ...SIZES,
      outputs: 8,
      groupSize: 2,
      tables: 4,
      fetchers: 4,
      shape: "runtime",
    });
    expect(file.products).toEqual([
      { inputs: 256, outputs: 8, firstOutput: 0, usedOutputs: 8, beats: 64 },
      { inputs: 256, outputs: 8, firstOutput: 8, usedOutputs: 8, beats: 64 },
      { inputs: 256, outputs: 4, firstOutput: 16, usedOutputs: 4, beats: 32 },
    ]);
    const tile = {
      groupSize: 2,
      tables: 4,
      fetchers: 4,
      keyBits: 4,
      order: "table-stationary",
      inputs: INPUTS,
    } as const;
    const last = unpacked(lines.slice(128), { ...tile, outputs: 4 });
    expect(Int8Array.from(last)).toEqual(WEIGHTS.subarray(16 * INPUTS));
  });

  it("a fixed shape is filled up with zeros to N x M", () => {
    const { lines, file } = keysOf("ternary-lut", {
      ...SIZES,
      inputs: 258,
      outputs: 21,
      groupSize: 3,
      tables: 2,
      fetchers: 4,
      shape: "fixed",
    });
    expect(file.products).toEqual([{ inputs: 258, outputs: 21, firstOutput: 0, usedOutputs: 20, beats: 43 * 6 }]);
    const read = unpacked(lines, {
      groupSize: 3,
      tables: 2,
      fetchers: 4,
      keyBits: 5,
      order: "table-stationary",
      inputs: 258,
      outputs: 21,
    });
    const rows = Array.from({ length: 21 }, (_, i) => read.slice(i * 258, (i + 1) * 258));
    expect(rows).toEqual([
      ...Array.from({ length: 20 }, (_, i) => [...WEIGHTS.subarray(i * 256, (i + 1) * 256), 0, 0]),
      Array.from({ length: 258 }, () => 0),
    ]);
  });

  it("the checksum is that of the text", () => {
    const { text, file } = keysOf("ternary-lut", { ...SIZES, shape: "runtime" });
    expect(file.sha256).toBe(createHash("sha256").update(text).digest("hex"));
  });
});
