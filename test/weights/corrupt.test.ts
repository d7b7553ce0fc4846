import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fixtureBytes, type Fixture } from "../support/checkpoints/fixtures.ts";
import { scratchFolder, tritforge } from "../support/command-line.ts";

/** Checkpoints that are broken: one line says where and what, and nothing is written. */

const scratch = scratchFolder();
const DESIGN = scratch.write("design.json", {
  generator: "ternary-lut",
  parameters: { activation: "int8", groupSize: 2, tables: 2, fetchers: 2, inputs: 256, outputs: 20, shape: "runtime" },
});

/** `inspect` of a file of these bytes: the exit code and lines of stderr without the file's name. */
async function inspected(bytes: Uint8Array): Promise<readonly string[]> {
  const file = scratch.path("broken");
  writeFileSync(file, bytes);
  const { code, stdout, errors } = await tritforge("weights", "inspect", file);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  return errors.map((line) => line.replaceAll(`tritforge: ${file}: `, ""));
}

/** A fixture with other bytes at the first place where `at` stands, and so many bytes behind it. */
function changed(name: Fixture, at: string | Buffer, behind: number, ...bytes: readonly number[]): Buffer {
  const all = fixtureBytes(name);
  const place = all.indexOf(at);
  expect(place, `${name}: ${at.toString()}`).toBeGreaterThan(0);
  all.set(bytes, place + behind);
  return all;
}

/** A safetensors fixture with another header: the text is changed, its length kept. */
function withHeader(name: Fixture, from: string, to: string): Buffer {
  expect(to.length).toBe(from.length);
  return changed(name, from, 0, ...Buffer.from(to));
}

/** Byte of the data of the tensor of a GGUF fixture: the last one ends with the file, padded to 32. */
function lastTensor(name: Fixture, bytes: number): { readonly all: Buffer; readonly start: number } {
  const all = fixtureBytes(name);
  return { all, start: all.length - Math.ceil(bytes / 32) * 32 };
}

function u32(value: number): readonly number[] {
  return [value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24];
}

describe("tritforge weights inspect FILE: a file that is none", () => {
  it.each([
    ["empty", Buffer.alloc(0), "got no bytes first, expected those of a safetensors or GGUF file"],
    ["wrong magic", Buffer.from("GGML1234567890"), /^got bytes 47474d4c31323334 first, expected those of/],
    ["a GGUF of 4 bytes", Buffer.from("GGUF"), "got 4 bytes, expected at least 8 for the header: the file is cut off"],
  ])("%s", async (_, bytes, expected) => {
    const lines = await inspected(bytes);
    expect(lines).toEqual([typeof expected === "string" ? expected : expect.stringMatching(expected)]);
  });

  it("no such file, a folder, a pipe", async () => {
    mkdirSync(scratch.path("folder"));
    const lines = await Promise.all(
      [scratch.path("none"), scratch.path("folder"), "/dev/null"].map((file) => tritforge("weights", "inspect", file)),
    );
    expect(lines.map(({ errors }) => errors.join("|").replace(/^.*: got/, "got"))).toEqual([
      "got no such file or folder (ENOENT), expected a safetensors or GGUF file",
      "got a folder, expected a safetensors or GGUF file",
      "got a pipe or device, which cannot be read by ranges, expected a safetensors or GGUF file",
    ]);
  });
});

describe("tritforge weights inspect FILE: a broken safetensors file", () => {
  const packed = fixtureBytes("packed.safetensors");
  it.each([
    [
      "cut off in its header",
      packed.subarray(0, 100),
      /^got 100 bytes, expected at least \d+ for the header: .* cut off$/,
    ],
    [
      "cut off in a tensor",
      packed.subarray(0, -1),
      /up_proj\.weight_scale: got 5341 bytes of file, expected 5342: .*off$/,
    ],
    [
      "with bytes left over",
      Buffer.concat([packed, Buffer.alloc(1)]),
      "got 5343 bytes, expected 5342, as the header states",
    ],
    [
      "a header of 2^60 bytes",
      Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 16]), packed.subarray(8)]),
      /^got a header of 115\d+ bytes, expected at most 100000000$/,
    ],
    [
      "another shape",
      withHeader("packed.safetensors", "[5,256]", "[5,255]"),
      /q_proj\.weight: got 1280 bytes, expected 1275 \(U8, 5 x 255\)$/,
    ],
    [
      "a tensor over another",
      withHeader("packed.safetensors", '"data_offsets":[2048,', '"data_offsets":[2047,'),
      /q_proj\.weight: got bytes \d+ to \d+, expected them to begin at \d+/,
    ],
    [
      "a tensor named twice",
      withHeader("packed.safetensors", '0.self_attn.k_proj.weight"', '0.self_attn.q_proj.weight"'),
      /got the key "model\.layers\.0\.self_attn\.q_proj\.weight" again/,
    ],
    ["no JSON", withHeader("packed.safetensors", '{"__metadata__":{', '{"__metadata__":['), /header:1:\d+: got/],
    ["no UTF-8", changed("packed.safetensors", "embed", 0, 255), "got a header that is no UTF-8, expected JSON"],
    [
      "negative offsets",
      withHeader("packed.safetensors", "[0,2048]", "[-1,204]"),
      /data_offsets\/0: got -1, expected a whole number$/,
    ],
  ])("%s", async (_, bytes, expected) => {
    const lines = await inspected(bytes);
    expect(lines[0]).toMatch(expected);
    expect(lines).toHaveLength(1);
  });

  it("code 3, a scale that is NaN, a latent weight that is NaN", async () => {
    const q = packed.indexOf("}}", 8);
    const start = 8 + Number(packed.readBigUInt64LE(0)) + 2048;
    expect(q).toBeLessThan(start);
    const code = Buffer.from(packed);
    code[start + 2 * 256 + 7] = 0b01_11_01_01; // row 2: outputs 2, 7, 12, 17; the third has code 3
    expect(await inspected(code)).toEqual([
      "model.layers.0.self_attn.q_proj.weight: output 12: got code 3 for input 7, expected 0, 1 or 2 (-1, 0, 1)",
    ]);
    const scale = Buffer.from(packed);
    scale.set([0xc0, 0x7f], start + 1280);
    expect(await inspected(scale)).toEqual([
      "model.layers.0.self_attn.q_proj.weight: output 0: got a scale 0 that is no finite number, expected one",
    ]);
    const latent = fixtureBytes("latent.safetensors");
    latent.set([0xc0, 0x7f], latent.length - 2);
    expect(await inspected(latent)).toEqual([
      "model.layers.1.mlp.up_proj.weight: got a weight that is NaN or infinite, expected finite numbers",
    ]);
  });
});

describe("tritforge weights inspect FILE: a broken GGUF file", () => {
  const i2s = fixtureBytes("i2_s.gguf");
  it.each([
    [
      "another version",
      changed("i2_s.gguf", Buffer.from([3, 0, 0, 0]), 0, 1),
      /^got version 1, expected GGUF version 2 or 3/,
    ],
    ["big-endian", changed("i2_s.gguf", Buffer.from([3, 0, 0, 0]), 0, 0, 0, 0, 3), /^got a big-endian file/],
    [
      "ten million tensors",
      changed("i2_s.gguf", Buffer.from([3, 0, 0, 0]), 4, ...u32(9_999_999)),
      /^got 9999999 tensors in \d+ bytes .*, expected no more than the file holds/,
    ],
    [
      "a text of 2^40 bytes",
      changed("i2_s.gguf", "bitnet", -3, 1),
      /^got \d+ bytes \(header, before byte \d+\), expected a whole header: the file is cut off$/,
    ],
    [
      "a value of kind 99",
      changed("i2_s.gguf", "bitnet.embedding_length", 23, 99),
      /^got a value of kind 99 .*, expected a kind from 0 to 12$/,
    ],
    ["cut off in its header", i2s.subarray(0, 300), /^got /],
    [
      "cut off in a tensor",
      i2s.subarray(0, -40),
      "blk.1.ffn_up.weight: got 760 bytes to the next tensor or the end, expected 800 (I2_S, 12 x 256): cut off, or one over the other",
    ],
    [
      "a tensor named twice",
      changed("i2_s.gguf", "blk.0.attn_k", 11, 0x71),
      /^got the tensor "blk\.0\.attn_q\.weight" again/,
    ],
    [
      "a key twice",
      changed("i2_s.gguf", "tokenizer.ggml.scores", 15, ...Buffer.from("tokens")),
      /^got the key "tokenizer\.ggml\.tokens" again/,
    ],
    [
      "a width that is not the model's",
      changed("i2_s.gguf", "bitnet.embedding_length", 27, ...u32(255)),
      "blk.0.attn_q.weight: got 256 inputs, expected 255, as the file states",
    ],
    [
      "rows that blocks do not divide",
      changed("tq1_0.gguf", "blk.0.attn_q.weight", 23, ...u32(200)),
      /^blk\.0\.attn_q\.weight: got rows of 200 weights, expected a multiple of 256 \(TQ1_0\)$/,
    ],
    [
      "five sides",
      changed("i2_s.gguf", "blk.0.attn_q.weight", 19, 5),
      /^got 5 sides of blk\.0\.attn_q\.weight .*, expected 1 to 4$/,
    ],
    [
      "a side of 0",
      changed("i2_s.gguf", "blk.0.attn_q.weight", 31, ...u32(0)),
      /got 0 x 256 weights, expected sides from 1 to 16777216$/,
    ],
    [
      "a side of 2^30",
      changed("i2_s.gguf", "blk.0.attn_q.weight", 31, ...u32(2 ** 30)),
      /got 1073741824 x 256 weights, expected sides/,
    ],
    [
      "an offset outside",
      changed("i2_s.gguf", "blk.1.ffn_up.weight", 43, ...u32(2 ** 30)),
      /^blk\.1\.ffn_up\.weight: got offset \d+ in 4256 bytes, expected an aligned place/,
    ],
    [
      "two tensors in one place",
      changed("i2_s.gguf", "blk.1.ffn_up.weight", 43, ...u32(1024)),
      /^blk\.\d\.\w+\.weight: got \d+ bytes to the next tensor or the end, expected/,
    ],
    [
      "Q2_0 that neither kind of block fits",
      changed("q2_0-128.gguf", "blk.0.attn_q.weight", 31, ...u32(19)),
      "blk.0.attn_q.weight: got Q2_0 tensors whose sizes fit neither kind of block, expected 64 weights in 18 bytes, or 128 in 34",
    ],
  ])("%s", async (_, bytes, expected) => {
    const lines = await inspected(bytes);
    if (typeof expected === "string") expect(lines).toEqual([expected]);
    else expect(lines).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    ["i2_s.gguf", 800, 768, [0, 0, 0xc0, 0x7f], 0b11],
    ["tq2_0.gguf", 792, 64, [0, 0x7e], 0b11],
    ["q2_0-64.gguf", 864, 0, [0, 0x7c], 0b11 << 4], // infinite
    ["q2_0-128.gguf", 816, 0, [1, 0x7c], 0b11 << 4],
    ["tq1_0.gguf", 648, 52, [0xff, 0xff], undefined],
  ] as const)("%s: scales that are NaN or infinite, code 3", async (name, bytes, at, nan, code) => {
    const scaled = lastTensor(name, bytes);
    scaled.all.set(nan, scaled.start + at);
    expect(await inspected(scaled.all)).toEqual([
      expect.stringMatching(/^blk\.1\.ffn_up\.weight: output 0: got a scale 0 that is no finite number, expected one$/),
    ]);
    if (code === undefined) return; // base 3 has no fourth digit
    const coded = lastTensor(name, bytes);
    coded.all[coded.start + 3] = code;
    expect(await inspected(coded.all)).toEqual([
      expect.stringMatching(
        /^blk\.1\.ffn_up\.weight: output 0: got code 3 for input \d+, expected 0, 1 or 2 \(-1, 0, 1\)$/,
      ),
    ]);
  });
});

describe("tritforge weights pack FILE: nothing is written if anything is wrong", () => {
  it("code 3 in the last row", async () => {
    const { all } = lastTensor("tq2_0.gguf", 792);
    all[all.length - 40] = 255; // in the last block: 792 bytes are padded to 800
    const file = scratch.path("late.gguf");
    writeFileSync(file, all);
    const out = scratch.path("keys");
    const words = ["--design", DESIGN, "--layer", "blk.0.attn_q", "--layer", "blk.1.ffn_up", "--out", out];
    const { code, errors } = await tritforge("weights", "pack", file, ...words);
    expect([code, errors.length]).toEqual([2, 1]);
    expect(errors[0]).toContain("blk.1.ffn_up.weight: output 11: got code 3 for input");
    expect(existsSync(out)).toBe(false);
  });
});
