import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ByteFile } from "../../src/weights/byte-file.ts";
import { i2sLayer } from "../../src/weights/i2-s.ts";
import { Q2_0 } from "../../src/weights/q2-0.ts";
import { TQ1_0 } from "../../src/weights/tq1-0.ts";
import { TQ2_0 } from "../../src/weights/tq2-0.ts";
import { openCheckpoint } from "../../src/weights/index.ts";
import { scratchFolder } from "../support/command-line.ts";
import { safetensorsBytes } from "../support/checkpoints/safetensors-bytes.ts";

/** Tensors written byte by byte, from the layouts. */

const scratch = scratchFolder();

function safetensors(header: object, ...bytes: readonly number[]): string {
  const file = scratch.path("hand.safetensors");
  writeFileSync(file, safetensorsBytes(header, bytes));
  return file;
}

function rowsOf(file: string): { readonly rows: number[][]; readonly scales: number[] } {
  const checkpoint = openCheckpoint(file);
  const read = [...(checkpoint.layers[0]?.rows() ?? [])].length;
  expect(read).toBeGreaterThan(0);
  const [rows, scales]: [number[][], number[]] = [[], []];
  for (const { trits, scales: own } of checkpoint.layers[0]?.rows() ?? []) {
    rows.push([...trits]);
    scales.push(...own);
  }
  checkpoint.close();
  return { rows, scales };
}

describe("a tensor written by hand", () => {
  it("packed uint8: 8 outputs of 3 inputs in 2 rows of bytes", () => {
    // Byte (r, j): outputs r, 2 + r, 4 + r, 6 + r from the lowest bits on; 0, 1, 2 for -1, 0, 1.
    const file = safetensors(
      {
        "up_proj.weight": { dtype: "U8", shape: [2, 3], data_offsets: [0, 6] },
        "up_proj.weight_scale": { dtype: "F32", shape: [1], data_offsets: [6, 10] },
      },
      0b10_01_00_10,
      0b01_01_01_01,
      0b00_00_00_00,
      0b10_10_10_10,
      0b00_01_10_00,
      0b01_10_01_10,
      0,
      0,
      0xc0,
      0x3f, // 1.5
    );
    expect(rowsOf(file)).toEqual({
      rows: [
        [1, 0, -1], // output 0, of row 0
        [1, -1, 1], // 1, of row 1
        [-1, 0, -1],
        [1, 1, 0],
        [0, 0, -1],
        [1, 0, 1],
        [1, 0, -1],
        [1, -1, 0],
      ],
      scales: Array.from({ length: 8 }, () => 1.5),
    });
  });

  it("BF16 absmean: 0.5, -0.25, 0.125, 0 have the mean 0.21875, so 0.125 is above half of it", () => {
    const file = safetensors(
      { "down_proj.weight": { dtype: "BF16", shape: [2, 2], data_offsets: [0, 8] } },
      0x00,
      0x3f,
      0x80,
      0xbe, // 0.5, -0.25
      0x00,
      0x3e,
      0x00,
      0x00, // 0.125, 0
    );
    expect(rowsOf(file)).toEqual({
      rows: [
        [1, -1],
        [1, 0],
      ],
      scales: [0.21875, 0.21875],
    });
  });

  it("BF16 absmean: exactly half of the mean rounds to 0, to even", () => {
    // 1, 1, 1, 0.6 would not be exact; 0.25 of a mean of 0.5 is: (1 + 0.25 + 0.25 + 0.5) / 4.
    const file = safetensors(
      { "q_proj.weight": { dtype: "BF16", shape: [1, 4], data_offsets: [0, 8] } },
      0x80,
      0x3f,
      0x80,
      0x3e,
      0x80,
      0xbe,
      0x00,
      0x3f, // 1, 0.25, -0.25, 0.5
    );
    expect(rowsOf(file)).toEqual({ rows: [[1, 0, 0, 1]], scales: [0.5] });
  });

  it("TQ1_0: a byte is ⌈256·q/243⌉ of five base-3 digits", () => {
    const block = Buffer.alloc(54, 0x80); // 128 = ⌈256·121/243⌉, and 121 = 11111 in base 3: zeros
    block[0] = 255; // ⌈256·242/243⌉, 22222
    block[33] = 23; // 21 = 00210: ⌈256·21/243⌉ = ⌈22.12⌉
    block[51] = 86; // 81 = 1000(0): ⌈256·81/243⌉ = ⌈85.33⌉
    block.writeUInt16LE(0x3c00, 52); // 1.0
    const trits = new Int8Array(256);
    expect(TQ1_0.decode(block, 0, trits, 0)).toBe(1);
    const set = (wanted: number): number[] => [...trits.entries()].flatMap(([i, trit]) => (trit === wanted ? [i] : []));
    expect(set(1)).toEqual([0, 32, 64, 96, 128, 193]); // all of byte 0; digit 2 of byte 33
    expect(set(-1)).toEqual([161, 177, 225, 247, 251, 255]); // digits 0, 1, 4 of byte 33; 1, 2, 3 of byte 51
  });

  it("TQ2_0: byte 32h + m has weights 128h + 32n + m", () => {
    const block = Buffer.alloc(66, 0b01_01_01_01);
    block[33] = 0b00_01_10_11;
    block.writeUInt16LE(0xc000, 64); // -2.0
    const trits = new Int8Array(256);
    expect(TQ2_0.decode(block, 0, trits, 0)).toBe(-2);
    expect([129, 161, 193, 225].map((i) => trits[i])).toEqual([2, 1, 0, -1]); // 2: code 3, no trit
    expect(trits.filter((trit) => trit !== 0)).toHaveLength(3);
  });

  it("I2_S: byte m of a block has weights m, 32 + m, 64 + m, 96 + m, highest bits first; the scale is behind all", () => {
    const bytes = Buffer.alloc(2 * 32 + 32, 0b01_01_01_01);
    bytes[5] = 0b10_00_01_10;
    bytes[32 + 31] = 0b00_01_01_10;
    bytes.writeFloatLE(0.75, 64);
    writeFileSync(scratch.path("i2"), bytes);
    const file = new ByteFile(scratch.path("i2"));
    const layer = i2sLayer(file, { name: "a", type: "q", outputs: 2, inputs: 128, offset: 0 });
    const rows = Array.from(layer.rows(), ({ trits, scales }) => ({
      scales: [...scales],
      set: Object.fromEntries([...trits.entries()].filter(([, trit]) => trit !== 0)),
    }));
    file.close();
    expect(rows).toEqual([
      { scales: [0.75], set: { 5: 1, 37: -1, 101: 1 } },
      { scales: [0.75], set: { 31: -1, 127: 1 } },
    ]);
  });

  it.each(Q2_0)("$name: scale first, weight j at byte ⌊j/4⌋, bits 2(j mod 4)", ({ decode, weights, bytes }) => {
    const block = Buffer.alloc(bytes, 0b01_01_01_01);
    block.writeUInt16LE(0x3800, 0); // 0.5
    block[bytes - 1] = 0b10_00_01_10;
    const trits = new Int8Array(weights);
    expect(decode(block, 0, trits, 0)).toBe(0.5);
    expect([...trits.subarray(-4)]).toEqual([1, 0, -1, 1]);
    expect(trits.filter((trit) => trit !== 0)).toHaveLength(3);
  });
});
