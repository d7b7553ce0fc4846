import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The checkpoints of test/weights/fixtures, made by `write_checkpoints.py` beside this file, and what they hold. */

export const WRITER = fileURLToPath(new URL("write_checkpoints.py", import.meta.url));

/** Files and their SHA-256. */
export const FIXTURES = {
  "i2_s.gguf": "c9bf1c1ed026a5f8f4d55cf64a0be171d0e5856a5c09af0a08bc32bb844c4244",
  "latent.safetensors": "ce699ed7c3b34868fdd2b3d675d13089176625a4db7a6170d6c85a3cfc742e14",
  "packed.safetensors": "99fa2f2e8915747c2559f01bc8f6889da00c61f884910423db04907aa621edc5",
  "q2_0-128.gguf": "e25eeac9ba8631c1cd6d8ec2879b3fd740f4f63ce4ced54e5484965ce94133c1",
  "q2_0-64.gguf": "dbe00f9f89903b856d21a53d65c1f65065a878250e18412e7737fbecd089f6a6",
  "tq1_0.gguf": "8187b2daa02b195423f738d2d023939ea51938bec30014ebe5a002b96353cfbd",
  "tq2_0.gguf": "82c53eaba9611a0bc463a2446e8bc2b80639df5a7371a43d98a03e136beb98e1",
} as const;

export type Fixture = keyof typeof FIXTURES;

export const FIXTURE_NAMES = Object.keys(FIXTURES) as readonly Fixture[];

export const INPUTS = 256;

/** Layers of every file: outputs, type, names. */
export const LAYERS = [
  { outputs: 20, type: "q", transformers: "model.layers.0.self_attn.q_proj.weight", gguf: "blk.0.attn_q.weight" },
  { outputs: 8, type: "k", transformers: "model.layers.0.self_attn.k_proj.weight", gguf: "blk.0.attn_k.weight" },
  { outputs: 12, type: "up", transformers: "model.layers.1.mlp.up_proj.weight", gguf: "blk.1.ffn_up.weight" },
] as const;

export function fixturePath(name: Fixture): string {
  return fileURLToPath(new URL(`../../weights/fixtures/${name}`, import.meta.url));
}

export function fixtureBytes(name: Fixture): Buffer {
  return readFileSync(fixturePath(name));
}

/** The weights of layer `number` row by row: the generator of the writer, stated anew. */
export function weightsOf(number: number): Int8Array {
  let state = number + 1;
  const outputs = LAYERS[number]?.outputs ?? 0;
  return new Int8Array(outputs * INPUTS).map(() => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const value = (state >> 16) % 100;
    return value < 42 ? 0 : value < 71 ? 1 : -1;
  });
}

/** The scale of a group of layer `number`, where the format has groups; else group 0. */
export function scaleOf(number: number, group: number): number {
  return 0.5 + 0.125 * ((number + group) % 8);
}
