import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gguf } from "@huggingface/gguf";
import { describe, expect, it } from "vitest";
import { openCheckpoint, type Layer } from "../../src/weights/index.ts";
import {
  FIXTURE_NAMES,
  FIXTURES,
  fixtureBytes,
  fixturePath,
  INPUTS,
  LAYERS,
  scaleOf,
  weightsOf,
  WRITER,
} from "../support/checkpoints/fixtures.ts";
import { scratchFolder } from "../support/command-line.ts";
import { ByteFile } from "../../src/weights/byte-file.ts";
import { readGgufHeader } from "../../src/weights/gguf-header.ts";

const scratch = scratchFolder();

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** All weights and scales of a layer, or of some of its rows. */
function read(layer: Layer, from?: number, to?: number): { readonly trits: number[]; readonly scales: number[] } {
  const [trits, scales]: [number[], number[]] = [[], []];
  for (const row of layer.rows(from, to)) {
    trits.push(...row.trits);
    scales.push(...row.scales);
  }
  return { trits, scales };
}

const GRAINS = {
  "i2_s.gguf": { per: "tensor" },
  "latent.safetensors": { per: "tensor" },
  "packed.safetensors": { per: "tensor" },
  "q2_0-128.gguf": { per: "group", inputs: 128 },
  "q2_0-64.gguf": { per: "group", inputs: 64 },
  "tq1_0.gguf": { per: "group", inputs: 256 },
  "tq2_0.gguf": { per: "group", inputs: 256 },
} as const;

describe.each(FIXTURE_NAMES)("openCheckpoint(%s)", (name) => {
  it("has the layers with their names, shapes, types and bytes", () => {
    const checkpoint = openCheckpoint(fixturePath(name));
    const isGguf = name.endsWith(".gguf");
    expect(checkpoint).toMatchObject({ container: isGguf ? "GGUF" : "safetensors", bytes: fixtureBytes(name).length });
    expect(checkpoint.layers).toMatchObject(
      LAYERS.map(({ outputs, type, ...names }) => ({
        outputs,
        type,
        inputs: INPUTS,
        grain: GRAINS[name],
        name: isGguf ? names.gguf : names.transformers,
      })),
    );
    expect(checkpoint.others).toHaveLength(1);
    checkpoint.close();
  });

  it("layer.rows() has the weights and scales that were written", () => {
    const checkpoint = openCheckpoint(fixturePath(name));
    for (const [number, layer] of checkpoint.layers.entries()) {
      const { trits, scales } = read(layer);
      expect(Int8Array.from(trits)).toEqual(weightsOf(number));
      if (name === "latent.safetensors")
        expect(new Set(scales).size).toBe(1); // the mean of magnitudes, tested below
      else if (layer.grain.per === "tensor") expect(new Set(scales)).toEqual(new Set([scaleOf(number, 0)]));
      else expect(scales).toEqual(scales.map((_, group) => scaleOf(number, group)));
    }
    checkpoint.close();
  });

  it("layer.rows(3, 7) has those rows only", () => {
    const checkpoint = openCheckpoint(fixturePath(name));
    const [layer] = checkpoint.layers;
    expect(layer && Int8Array.from(read(layer, 3, 7).trits)).toEqual(weightsOf(0).subarray(3 * INPUTS, 7 * INPUTS));
    checkpoint.close();
  });
});

describe("the fixtures", () => {
  it("are the files whose checksums are stated", () => {
    for (const name of FIXTURE_NAMES) expect(sha256(fixtureBytes(name)), name).toBe(FIXTURES[name]);
  });

  it("come from write_checkpoints.py, where there is a Python", ({ skip }) => {
    try {
      execFileSync("python3", [WRITER, scratch.path("made")], { stdio: "ignore" });
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return skip("no python3");
      throw error;
    }
    const made = readdirSync(scratch.path("made")).map((name) => [
      name,
      sha256(readFileSync(join(scratch.path("made"), name))),
    ]);
    expect(Object.fromEntries(made)).toEqual(FIXTURES);
  });
});

describe("readGgufHeader(file)", () => {
  it.each(FIXTURE_NAMES.filter((name) => name.endsWith(".gguf")))("agrees with @huggingface/gguf: %s", async (name) => {
    const file = new ByteFile(fixturePath(name));
    const ours = readGgufHeader(file);
    file.close();
    const { tensorInfos, tensorDataOffset, metadata } = await gguf(fixturePath(name), { allowLocalFile: true });
    expect(ours.tensors).toEqual(
      tensorInfos.map(({ name: tensor, shape, dtype, offset }) => ({
        name: tensor,
        sides: shape.map(Number),
        type: dtype,
        offset: Number(tensorDataOffset + offset),
      })),
    );
    const scalars = Object.entries(metadata).filter(([, value]) => ["string", "number"].includes(typeof value));
    expect(Object.fromEntries(ours.values)).toMatchObject(
      Object.fromEntries(scalars.filter(([key]) => key !== "version")),
    );
  });
});
