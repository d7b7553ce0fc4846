import { InputError } from "../core/errors.ts";
import { blockBytes, blockLayer, type BlockFormat, type TensorPlace } from "./block-rows.ts";
import type { ByteFile } from "./byte-file.ts";
import type { Checkpoint, Layer, OtherTensor } from "./checkpoint.ts";
import { aligned, readGgufHeader, type GgufHeader, type GgufTensor } from "./gguf-header.ts";
import { i2sLayer } from "./i2-s.ts";
import { layerTypeOf } from "./layer-type.ts";
import { requireModelShapes, type StatedWidths } from "./model-shapes.ts";
import { Q2_0 } from "./q2-0.ts";
import { TQ1_0 } from "./tq1-0.ts";
import { TQ2_0 } from "./tq2-0.ts";

/** Type numbers of ternary formats: ggml.h of llama.cpp, and of BitNet.cpp's fork for I2_S. */
const TYPE = { tq1_0: 34, tq2_0: 35, i2_s: 36, q2_0: 42 } as const;

/** Bytes of one number, of types whose tensors are held against the size of the file. */
const FLOATS: Readonly<Record<number, number>> = { 0: 4, 1: 2, 30: 2 };

/** Names of the types that stand beside ternary layers. */
const NAMES: Readonly<Record<number, string>> = { 0: "F32", 1: "F16", 8: "Q8_0", 12: "Q4_K", 14: "Q6_K", 30: "BF16" };

/** @throws {InputError} in one line: the header, a tensor cut off or over another, Q2_0 whose size of blocks cannot be told */
export function openGguf(file: ByteFile): Omit<Checkpoint, "close"> {
  const header = readGgufHeader(file);
  const roomOf = rooms(file, header);
  const ternary = header.tensors.filter(isTernary);
  const q2 = q2Format(file, ternary, (format, tensor) => hasRoomOf(format, tensor, roomOf(tensor), header.alignment));
  const layers = ternary.map((tensor) => layerOf(file, tensor, roomOf(tensor), q2));
  requireModelShapes(file, layers, statedWidths(header));
  const others = header.tensors.filter((tensor) => !isTernary(tensor));
  for (const tensor of others) requireRoom(file, tensor, roomOf(tensor));
  return { container: "GGUF", bytes: file.size, layers, others: others.map(otherOf) };
}

/** Matrices of a ternary type; experts, three sides together, are not read. */
function isTernary({ type, sides }: GgufTensor): boolean {
  return sides.length === 2 && Object.values<number>(TYPE).includes(type);
}

function otherOf({ name, type, sides }: GgufTensor): OtherTensor {
  const isType = Object.values<number>(TYPE).includes(type);
  const reason = isType ? "no matrix" : "a type that holds no ternary weights";
  return { name, format: NAMES[type] ?? `type ${type}`, shape: sides.toReversed(), reason };
}

function requireRoom(file: ByteFile, { name, type, sides }: GgufTensor, room: number): void {
  const bytes = sides.reduce((product, side) => product * side, FLOATS[type] ?? 0);
  if (bytes > room)
    throw InputError.at(file.at(name), `got ${room} bytes to the next tensor or the end, expected ${bytes}: cut off`);
}

function placeOf({ name, sides: [inputs = 0, outputs = 0], offset }: GgufTensor): TensorPlace {
  return { name, type: layerTypeOf(name), outputs, inputs, offset };
}

/** Bytes from each tensor to the next, or to the end of the file; none where two begin at one place. */
function rooms(file: ByteFile, { tensors }: GgufHeader): (tensor: GgufTensor) => number {
  const starts = tensors.map(({ offset }) => offset).toSorted((a, b) => a - b);
  const ends = new Map(starts.map((start, i) => [start, starts[i + 1] ?? file.size] as const).toReversed());
  return ({ offset }) => (ends.get(offset) ?? offset) - offset;
}

/** What the header says of the widths of the model, by its architecture. */
function statedWidths({ values }: GgufHeader): StatedWidths {
  const architecture = values.get("general.architecture");
  const hidden = values.get(`${architecture}.embedding_length`);
  const feedForward = values.get(`${architecture}.feed_forward_length`);
  return {
    ...(typeof hidden === "number" ? { hidden } : {}),
    ...(typeof feedForward === "number" ? { feedForward } : {}),
  };
}

function layerOf(file: ByteFile, tensor: GgufTensor, room: number, q2: BlockFormat | undefined): Layer {
  const place = placeOf(tensor);
  const format = { [TYPE.tq1_0]: TQ1_0, [TYPE.tq2_0]: TQ2_0, [TYPE.q2_0]: q2 }[tensor.type];
  const layer = format === undefined ? i2sLayer(file, place) : blockLayer(file, place, format);
  if (layer.bytes <= room) return layer;
  const shape = `${layer.format}, ${layer.outputs} x ${layer.inputs}`;
  const message = `got ${room} bytes to the next tensor or the end, expected ${layer.bytes} (${shape}): cut off, or one over the other`;
  throw InputError.at(file.at(tensor.name), message);
}

/**
 * The blocks of the Q2_0 tensors of a file, told by their room: 18 bytes per 64 weights, or 34 per 128, padded to the alignment.
 * Small tensors may have the same room in both; the others of the file then say.
 * @returns undefined if there are none
 * @throws {InputError} if not exactly one size of blocks fits all of them
 */
function q2Format(
  file: ByteFile,
  ternary: readonly GgufTensor[],
  fits: (format: BlockFormat, tensor: GgufTensor) => boolean,
): BlockFormat | undefined {
  const tensors = ternary.filter(({ type }) => type === TYPE.q2_0);
  const fitting = Q2_0.filter((format) => tensors.every((tensor) => fits(format, tensor)));
  const [first] = tensors;
  if (first === undefined) return undefined;
  if (fitting.length === 1) return fitting[0];
  const found = `got Q2_0 tensors whose sizes fit ${fitting.length === 0 ? "neither kind of block" : "both kinds of blocks"}`;
  const odd = tensors.find((tensor) => Q2_0.every((format) => !fits(format, tensor))) ?? first;
  throw InputError.at(file.at(odd.name), `${found}, expected 64 weights in 18 bytes, or 128 in 34`);
}

function hasRoomOf(format: BlockFormat, tensor: GgufTensor, room: number, alignment: number): boolean {
  const place = placeOf(tensor);
  const bytes = blockBytes(format, place);
  return place.inputs % format.weights === 0 && (room === bytes || room === aligned(bytes, alignment));
}
