import { describe, expect, it } from "vitest";
import type { TokenPoint } from "../../models/token/index.ts";
import type { Metrics } from "../../src/core/result.ts";
import { scratchFolder, SMALL_DESIGN, tritforge, tritforgeJson } from "../support/command-line.ts";

const scratch = scratchFolder();
const LARGE = scratch.write("large.json", {
  ...SMALL_DESIGN,
  parameters: { ...SMALL_DESIGN.parameters, inputs: 6912, shape: "runtime" },
});
const SMALL = scratch.write("small.json", SMALL_DESIGN);
const BITNET = ["--workload", "bitnet-b1.58-2b-4t"];

interface TokenJson {
  readonly points: readonly TokenPoint[];
  readonly notes: readonly string[];
  readonly phase: string;
}

describe("tritforge token DESIGN.json --workload MODEL", () => {
  it("--json has a point for each context, and the energy of the cores that estimate says", async () => {
    const [{ points, phase, notes }, { metrics }] = await Promise.all([
      tritforgeJson<TokenJson>("token", LARGE, ...BITNET, "--context", "300"),
      tritforgeJson<{ metrics: Metrics }>("estimate", LARGE, ...BITNET),
    ]);
    expect(phase).toBe("decode");
    expect(points.map(({ context }) => context)).toEqual([128, 256, 300]);
    for (const { perToken, coreTimePerTokenS } of points) {
      expect(perToken.energyUj.cores).toBeCloseTo(metrics["energyPerTokenUj"] ?? 0, 6);
      expect(perToken.bytes.ternaryWeights).toBeCloseTo((metrics["weightBitsPerToken"] ?? 0) / 8, 6);
      expect(coreTimePerTokenS * 1e6).toBeCloseTo(metrics["latencyUs"] ?? 0, 6);
    }
    expect(points.at(-1)?.perToken.bytes.keysValuesRead).toBe(38_400 * 299);
    expect(notes.join("\n")).toContain("hardware that is not generated here");
  });

  it("prints a table by context, the parts of the last, and what is left out", async () => {
    const { stdout, code } = await tritforge(
      "token",
      LARGE,
      ...BITNET,
      "--context",
      "256",
      "--kv",
      "fp16",
      "--batch",
      "2",
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bitnet-b1\.58-2b-4t: decode, 2 sequences, keys and values fp16, ternary weights in DRAM/);
    expect(stdout).toMatch(/^ +128 .*cores/m);
    expect(stdout).toMatch(/^a token at context 256$/m);
    expect(stdout).toMatch(/^DRAM traffic +keys and values written +76.800.B/m);
    expect(stdout).toMatch(/^MACs +not ternary: attention +39\.3.MMAC/m); // 153 600 · 256
    expect(stdout).toMatch(/^Not ternary: attention/m);
  });

  it.each([
    [
      "a context of 0",
      LARGE,
      [...BITNET, "--context", "0"],
      /--context: got 0, expected an integer from 1 to 16777216$/,
    ],
    ["a batch of 0", LARGE, [...BITNET, "--batch", "0"], /--batch: got 0, expected an integer from 1 to 1024$/],
    ["an unknown model", LARGE, ["--workload", "gpt"], /workload: got "gpt", expected one of .*bitnet-b1\.58-2b-4t/],
    ["a format of keys", LARGE, [...BITNET, "--kv", "int3"], /--kv: got "int3", expected one of int4, int8, fp16/],
    ["weights in ROM", LARGE, [...BITNET, "--weights", "rom"], /--weights: got "rom", expected one of dram, sram/],
    ["an encoder with a decoder", LARGE, ["--workload", "ternary-bart-base"], /"ternary-bart-base", an encoder with a/],
    ["a design too small", SMALL, BITNET, /small\.json: layer q needs 2560 inputs, design has \d+; expected/],
  ])("refuses %s in one line", async (_, file, args, line) => {
    const { code, errors } = await tritforge("token", file, ...args);
    expect(code).toBe(2);
    expect(errors).toEqual([expect.stringMatching(line)]);
  });

  it("tells all faults at once", async () => {
    const args = ["--workload", "olmo-bitnet-1b", "--technology", "asap9", "--memory", '{"drum": 1}'];
    const { code, errors } = await tritforge("token", LARGE, ...args);
    expect(code).toBe(2);
    expect(errors).toHaveLength(3);
    expect(errors.join("\n")).toMatch(/"olmo-bitnet-1b", whose head has an unknown format/);
  });
});
