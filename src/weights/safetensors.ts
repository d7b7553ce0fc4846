import { InputError } from "../core/errors.ts";
import { compileSchema, type JsonSchema } from "../json/json-schema.ts";
import { parseJson } from "../json/json-file.ts";
import { absmeanLayer } from "./absmean.ts";
import type { TensorPlace } from "./block-rows.ts";
import type { ByteFile } from "./byte-file.ts";
import type { Checkpoint, Layer, OtherTensor } from "./checkpoint.ts";
import { FLOAT_BYTES, type FloatTensor } from "./floats.ts";
import { layerTypeOf } from "./layer-type.ts";
import { requireModelShapes } from "./model-shapes.ts";
import { packedLayer, type ScaleTensor } from "./packed-uint8.ts";

/**
 * safetensors (huggingface/safetensors, README "Format"): 8 bytes, the length N of the header, lowest byte first; N bytes of JSON,
 * name → {dtype, shape, data_offsets}, offsets from the end of the header; the tensors, without a gap or an overlap.
 */

/** Longest header [bytes]: the library's own limit. */
const MOST_HEADER = 100_000_000;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

type Header = Readonly<Record<string, Entry>>;

const SIZE: JsonSchema = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER, expected: "a whole number" };

const HEADER_SCHEMA: JsonSchema = {
  type: "object",
  properties: { __metadata__: { type: "object", expected: "texts by name" } },
  additionalProperties: {
    type: "object",
    properties: {
      dtype: { type: "string", expected: "a type, e.g. BF16" },
      shape: { type: "array", items: SIZE, maxItems: 8, expected: "at most 8 sizes" },
      data_offsets: { type: "array", items: SIZE, minItems: 2, maxItems: 2, expected: "two offsets" },
    },
    required: ["dtype", "shape", "data_offsets"],
    expected: 'a tensor {"dtype", "shape", "data_offsets"}',
  },
  expected: "tensors by name",
};

const asHeader = compileSchema<Header>(HEADER_SCHEMA);

/** A tensor of the file, with its place in it. */
interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte in the file, and the one behind the last. */
  readonly start: number;
  readonly end: number;
}

/** Whether a file begins as safetensors do: with a length that it can hold, then `{`. */
export function isSafetensors(file: ByteFile): boolean {
  if (file.size < 10) return false;
  const head = file.read(0, 9, "the header");
  return head[8] === 0x7b && head.readBigUInt64LE(0) >= 2n;
}

/** @throws {InputError} in one line for each fault of the header */
export function openSafetensors(file: ByteFile): Omit<Checkpoint, "close"> {
  const tensors = readTensors(file);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const scaleOf = (tensor: Tensor): ScaleTensor | undefined => scaleBeside(tensor, byName.get(`${tensor.name}_scale`));
  const packed = tensors.filter((tensor) => scaleOf(tensor) !== undefined);
  const scaleNames = new Set(packed.map(({ name }) => `${name}_scale`));
  const layers: Layer[] = [];
  const others: OtherTensor[] = [];
  for (const tensor of tensors.filter(({ name }) => !scaleNames.has(name))) {
    const scale = scaleOf(tensor);
    const reason = scale === undefined ? whyNoLayer(tensor, packed.length > 0) : undefined;
    if (scale !== undefined) layers.push(packedLayer(file, placeOf(tensor, 4), scale));
    else if (reason === undefined) layers.push(absmeanLayer(file, placeOf(tensor, 1), tensor.dtype as FloatTensor));
    else others.push({ name: tensor.name, format: tensor.dtype, shape: tensor.shape, reason });
  }
  requireModelShapes(file, layers);
  return { container: "safetensors", bytes: file.size, layers, others };
}

function placeOf({ name, shape: [rows = 0, inputs = 0], start }: Tensor, outputsPerRow: number): TensorPlace {
  return { name, type: layerTypeOf(name), outputs: rows * outputsPerRow, inputs, offset: start };
}

/** The scales of a packed tensor; undefined if it is none. */
function scaleBeside({ dtype, shape }: Tensor, scale: Tensor | undefined): ScaleTensor | undefined {
  if (dtype !== "U8" || shape.length !== 2 || scale === undefined || !isFloat(scale.dtype)) return undefined;
  const count = scale.shape.reduce((product, size) => product * size, 1);
  const outputs = 4 * (shape[0] as number);
  return count === 1 || count === outputs ? { format: scale.dtype, offset: scale.start, count } : undefined;
}

/** Why a tensor without a scale is not read as latent weights; undefined if it is. */
function whyNoLayer({ name, dtype, shape }: Tensor, isPacked: boolean): string | undefined {
  if (dtype === "U8") return `no scale beside it (${name}_scale, one or one an output)`;
  if (!isFloat(dtype)) return "a type that holds no ternary weights we know";
  if (shape.length !== 2) return "no matrix";
  if (["other", "embedding", "head"].includes(layerTypeOf(name))) return "no projection";
  return isPacked ? "stands beside packed layers, so it is no latent weight" : undefined;
}

function isFloat(dtype: string): dtype is FloatTensor {
  return Object.hasOwn(FLOAT_BYTES, dtype);
}

/** All tensors by their place. @throws {InputError} if the header is broken, or the tensors do not fill the file exactly */
function readTensors(file: ByteFile): readonly Tensor[] {
  const length = Number(file.read(0, 8, "the length of the header").readBigUInt64LE(0));
  if (length > MOST_HEADER)
    throw InputError.at(file.path, `got a header of ${length} bytes, expected at most ${MOST_HEADER}`);
  const header = headerOf(file, file.read(8, length, "the header"));
  const tensors = Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [start, end],
        },
      ]) => ({
        name,
        dtype,
        shape,
        start: 8 + length + start,
        end: 8 + length + end,
      }),
    )
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let expected = 8 + length;
  for (const tensor of tensors) {
    requirePlace(file, tensor, expected);
    expected = tensor.end;
  }
  if (expected !== file.size)
    throw InputError.at(file.path, `got ${file.size} bytes, expected ${expected}, as the header states`);
  return tensors;
}

function headerOf(file: ByteFile, bytes: Buffer): Header {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return asHeader(parseJson(text, `${file.path}: header`), `${file.path}: header`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.at(file.path, "got a header that is no UTF-8, expected JSON");
  }
}

function requirePlace(file: ByteFile, { name, dtype, shape, start, end }: Tensor, expected: number): void {
  const where = file.at(name);
  if (start !== expected || end < start)
    throw InputError.at(
      where,
      `got bytes ${start} to ${end}, expected them to begin at ${expected}, behind the tensor before`,
    );
  if (end > file.size)
    throw InputError.at(where, `got ${file.size} bytes of file, expected ${end}: the file is cut off`);
  const each = isFloat(dtype) ? FLOAT_BYTES[dtype] : dtype === "U8" ? 1 : undefined;
  const bytes = shape.reduce((product, size) => product * size, each ?? 0);
  if (each !== undefined && bytes !== end - start)
    throw InputError.at(where, `got ${end - start} bytes, expected ${bytes} (${dtype}, ${shape.join(" x ")})`);
}
