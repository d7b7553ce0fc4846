import { describe, expect, it } from "vitest";
import type { TileShape } from "../../../generators/contract/index.ts";
import { DesignTerms, energyPerTokenUj, systemEnergyUj } from "../../../models/evaluate/design-terms.ts";
import { loadMemorySystem, type MemorySystem } from "../../../models/memory/memory-system.ts";
import { SystemModel } from "../../../models/memory/system.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { coreParts } from "../../../models/token/core-pass.ts";
import { KEPT_BITS, type KeptFormat } from "../../../models/token/pass-traffic.ts";
import { totalOf } from "../../../models/token/parts.ts";
import type { TokenSystem } from "../../../models/token/token-cost.ts";
import { contextsUpTo, tokenPoint, type TokenPoint, type TokenRequest } from "../../../models/token/token-point.ts";
import { wholeModel } from "../../../models/token/whole-model.ts";
import { mapWorkload, prepareWorkload } from "../../../models/workload/mapping.ts";
import { loadWorkload, parseWorkload, type Workload } from "../../../models/workload/workload.ts";

const TECHNOLOGY = loadTechnology("asap7");
const MEMORY = loadMemorySystem({}, { technology: TECHNOLOGY, directory: ".", where: "memory" });
const CLOCK_MHZ = 500;

const TILE = {
  inputsPerStep: 48,
  outputsPerStep: 64,
  maxInputs: 6912,
  maxOutputs: 256,
  shape: "runtime",
  keyBitsPerStep: 16 * 64 * 5,
  idleCyclesPerProduct: 1,
  latencyCycles: 9,
  loadsPerStep: 1 / 4,
  activationBits: 8,
  accumulatorBits: 22,
} as const satisfies TileShape;

function termsOf(): DesignTerms {
  const terms = new DesignTerms({ nand2AreaUm2: 0.1, clockMhz: CLOCK_MHZ, macsPerToken: Number.NaN });
  return Object.assign(terms, {
    loadFj: 9e4,
    holdFj: 7e4,
    idleFj: 1e4,
    loadsPerStep: 1 / 4,
    leakageNw: 5e3,
    areaUm2: 2e4,
  });
}

interface Around {
  readonly cores?: number;
  readonly kept?: KeptFormat;
  readonly weights?: "dram" | "sram";
  readonly memory?: MemorySystem;
  readonly tile?: TileShape;
}

function systemOf(workload: Workload, around: Around = {}): TokenSystem {
  const { cores = 1, kept = "int8", weights = "dram", memory = MEMORY, tile = TILE } = around;
  const model = wholeModel(workload, "workload");
  return {
    model,
    terms: termsOf(),
    memory,
    cores,
    kept,
    weights,
    tile,
    parts: coreParts(model, cores),
    clockMhz: CLOCK_MHZ,
  };
}

const ONE: TokenRequest = { phase: "decode", batch: 1, speculative: 1, tokens: 1 };
const BITNET = loadWorkload("bitnet-b1.58-2b-4t");

/** Two blocks, every number small; DRAM so that a token changes from waiting for the core to waiting for DRAM. */
const TINY = parseWorkload(
  {
    name: "tiny",
    title: "Tiny",
    source: "a test",
    hidden: 8,
    blocks: [
      {
        count: 2,
        mixer: { kind: "attention", heads: 4, keyValueHeads: 2, headDimension: 3 },
        feedForward: { kind: "gated", hidden: 12 },
      },
    ],
    vocabulary: 10,
    head: { format: "fp16" },
    embedding: { format: "int8" },
    norms: { weights: 40, format: "fp32" },
    scales: { per: "tensor" },
  },
  "tiny.json",
);
const TINY_TILE: TileShape = {
  ...TILE,
  inputsPerStep: 4,
  outputsPerStep: 2,
  maxInputs: 12,
  maxOutputs: 6,
  keyBitsPerStep: 16,
};

describe("tokenPoint of BitNet b1.58-2B-4T", () => {
  it("has bytes and MACs as worked out by hand", () => {
    const { perToken, keptBytes } = tokenPoint(systemOf(BITNET), ONE, 4096);
    // q 54·40, k and v 54·10 each, o 54·40, gate and up 54·108 each, down 144·40 steps of 48 × 64; 30 blocks; 5120 bit a step.
    const steps = 30 * (54 * 40 + 2 * 54 * 10 + 54 * 40 + 2 * 54 * 108 + 144 * 40);
    expect(perToken.bytes).toEqual({
      ternaryWeights: steps * 640,
      head: 128_256 * 2560 * 2, // 656 670 720
      embedding: 5120,
      otherWeights: 880_640,
      keysValuesRead: 38_400 * 4095,
      keysValuesWritten: 38_400,
      stateRead: 0,
      stateWritten: 0,
    });
    expect(perToken.macs).toEqual({
      ternary: 2_084_044_800,
      head: 328_335_360,
      attention: 153_600 * 4096, // 629 145 600
      state: 0,
      otherWeights: 880_640,
    });
    expect(keptBytes).toBe(157_286_400); // 38 400 · 4096
  });

  it.each(["int4", "int8", "fp16"] as const)("keeps keys and values in %s", (kept) => {
    const { perToken } = tokenPoint(systemOf(BITNET, { kept }), ONE, 101);
    expect(perToken.bytes.keysValuesRead).toBe((38_400 * 100 * KEPT_BITS[kept]) / 8);
  });

  it("with nothing but its ternary weights is what `estimate` says of a token", () => {
    const bare = systemOf(BITNET);
    const { plainHead: _, embedding: __, ...model } = bare.model;
    const context = { cachedValues: 0, macsPerPosition: 0, stateValues: 0, stateMacs: 0 };
    const point = tokenPoint({ ...bare, model: { ...model, others: [], context } }, ONE, 1);
    const workload = prepareWorkload(BITNET);
    const cost = mapWorkload(workload, TILE, { steps: 0, cycles: 0 });
    const share = new SystemModel(MEMORY, workload, CLOCK_MHZ).share(TILE, cost);
    const terms = Object.assign(termsOf(), cost);
    const energyUj = systemEnergyUj(energyPerTokenUj(terms), terms, share);
    expect(point.tokensPerSecond).toBeCloseTo(share.systemTokensPerSecond, 8);
    expect(point.energyPerTokenJ * 1e6).toBeCloseTo(energyUj, 6);
    expect(point.sramAreaUm2).toBeCloseTo(share.sramAreaUm2, 8);
  });
});

/** DRAM of which a token of TINY takes less than the core at first, and more later. */
const SLOW: MemorySystem = {
  ...MEMORY,
  dram: { name: "d", title: "D", bandwidthGBps: 1.2, energyPjPerBit: 5, source: "a test", evidence: "user" },
};

/** Time and bytes of each pass by itself, as its own point. */
function onePassEach(system: TokenSystem, request: TokenRequest, context: number): readonly TokenPoint[] {
  const { tokens, speculative } = request;
  const starts = Array.from({ length: Math.ceil(tokens / speculative) }, (_, i) => i * speculative);
  return starts.map((start) =>
    tokenPoint(system, { ...request, tokens: Math.min(speculative, tokens - start) }, context + start),
  );
}

describe("tokenPoint over a generated sequence", () => {
  it.each([
    [1, 1, 1],
    [1, 1, 60],
    [5, 1, 60],
    [3, 4, 30],
    [1, 3, 31],
  ])(
    "from context %i, %i verified a pass, is the mean of %i tokens one pass at a time",
    (context, speculative, tokens) => {
      const system = systemOf(TINY, { tile: TINY_TILE, memory: SLOW });
      const request = { ...ONE, speculative, tokens, batch: 2 };
      const point = tokenPoint(system, request, context);
      const each = onePassEach(system, request, context);
      const mean = (of: (point: TokenPoint) => number): number =>
        each.reduce((sum, one) => sum + one.tokens * of(one), 0) / (2 * tokens);
      expect(point.tokens).toBe(2 * tokens);
      expect(point.passes).toBe(each.length);
      expect(1 / point.tokensPerSecond).toBeCloseTo(
        mean(({ tokensPerSecond }) => 1 / tokensPerSecond),
        12,
      );
      expect(point.energyPerTokenJ / mean(({ energyPerTokenJ }) => energyPerTokenJ)).toBeCloseTo(1, 10);
      for (const key of ["keysValuesRead", "keysValuesWritten", "ternaryWeights", "head"] as const)
        expect(point.perToken.bytes[key]).toBeCloseTo(
          mean(({ perToken }) => perToken.bytes[key]),
          8,
        );
      expect(point.perToken.macs.attention).toBeCloseTo(
        mean(({ perToken }) => perToken.macs.attention),
        8,
      );
    },
  );

  it("is bound by the cores at first and by DRAM later, so that the sum has both parts", () => {
    const each = onePassEach(systemOf(TINY, { tile: TINY_TILE, memory: SLOW }), { ...ONE, tokens: 60, batch: 2 }, 1);
    expect(new Set(each.map(({ bound }) => bound.by))).toEqual(new Set(["cores", "dram"]));
  });
});

describe("bytes and MACs of TINY", () => {
  /** Head by head and position by position: a token at `position` (0 …) of one sequence. */
  function plainToken(position: number): { macs: number; readBytes: number; writtenBytes: number } {
    let [macs, readBytes, writtenBytes] = [0, 0, 0];
    for (let block = 0; block < 2; block++) {
      for (let head = 0; head < 4; head++) for (let other = 0; other <= position; other++) macs += 3 + 3; // q·k, p·v
      for (let head = 0; head < 2; head++) {
        for (let other = 0; other < position; other++) readBytes += 2 * 3; // int8 k and v
        writtenBytes += 2 * 3;
      }
    }
    return { macs, readBytes, writtenBytes };
  }

  it("are those of plain loops while tokens are generated by three sequences", () => {
    const { perToken } = tokenPoint(systemOf(TINY, { tile: TINY_TILE }), { ...ONE, batch: 3, tokens: 17 }, 6);
    const plain = Array.from({ length: 17 }, (_, i) => plainToken(5 + i));
    const mean = (key: "macs" | "readBytes" | "writtenBytes") => plain.reduce((sum, one) => sum + one[key], 0) / 17;
    expect(perToken.macs.attention).toBeCloseTo(mean("macs"), 10);
    expect(perToken.bytes.keysValuesRead).toBeCloseTo(mean("readBytes"), 10);
    expect(perToken.bytes.keysValuesWritten).toBeCloseTo(mean("writtenBytes"), 10);
    expect(perToken.bytes.head).toBeCloseTo(160 / 3, 10); // 8 · 10 fp16 values, read for three
    expect(perToken.bytes.otherWeights).toBeCloseTo(160 / 3, 10); // 40 fp32 norms
    expect(perToken.bytes.embedding).toBe(8);
    expect(perToken.macs.head).toBe(80);
    expect(perToken.macs.otherWeights).toBe(80); // a square and a scale of 40
  });

  it.each([9, 4])("are those of plain loops in prefill of 9 tokens, %i at once", (chunk) => {
    const point = tokenPoint(systemOf(TINY, { tile: TINY_TILE }), { ...ONE, phase: "prefill", chunk }, 9);
    const macs = Array.from({ length: 9 }, (_, i) => plainToken(i).macs).reduce((a, b) => a + b, 0);
    expect(9 * point.perToken.macs.attention).toBeCloseTo(macs, 8);
    expect(9 * point.perToken.macs.head).toBeCloseTo(80, 8); // the last token alone
    expect(9 * point.perToken.bytes.head).toBeCloseTo(160, 8);
    // Chunks of 4, 4, 1 read the 24 bytes of each token before them: 0, 4, 8 tokens.
    expect(9 * point.perToken.bytes.keysValuesRead).toBeCloseTo(chunk === 4 ? 24 * 12 : 0, 8);
    expect(point.passes).toBe(chunk === 4 ? 3 : 1);
  });
});

describe("tokenPoint conserves", () => {
  const REQUESTS: readonly TokenRequest[] = [
    ONE,
    { ...ONE, batch: 5, speculative: 3, tokens: 7 },
    { ...ONE, phase: "prefill" },
  ];
  it.each(REQUESTS)("energy and bytes: the parts are the whole, %o", (request) => {
    const system = systemOf(TINY, { tile: TINY_TILE, cores: 2, memory: SLOW });
    const { perToken, energyPerTokenJ, dramTimePerTokenS, coreTimePerTokenS, tokensPerSecond } = tokenPoint(
      system,
      request,
      20,
    );
    expect(totalOf(perToken.energyUj) / 1e6 / energyPerTokenJ).toBeCloseTo(1, 12);
    const bytes = totalOf(perToken.bytes);
    expect(bytes / 1.2e9 / dramTimePerTokenS).toBeCloseTo(1, 12);
    expect((bytes * 8 * 5) / 1e6 / perToken.energyUj.dram).toBeCloseTo(1, 12);
    expect(1 / tokensPerSecond).toBeGreaterThanOrEqual(Math.max(dramTimePerTokenS, coreTimePerTokenS) * (1 - 1e-12));
  });

  it("weights: b sequences share one reading, keys and values are read by each", () => {
    const system = systemOf(BITNET);
    const [one, four] = [1, 4].map((batch) => tokenPoint(system, { ...ONE, batch }, 1000).perToken.bytes);
    expect(four?.ternaryWeights).toBe((one?.ternaryWeights ?? 0) / 4);
    expect(four?.head).toBe((one?.head ?? 0) / 4);
    expect(four?.keysValuesRead).toBe(one?.keysValuesRead);
    expect(four?.keysValuesWritten).toBe(one?.keysValuesWritten);
  });

  it("drafts share keys and values too; if one of each pass is accepted, the gain is gone", () => {
    const system = systemOf(BITNET);
    const plain = tokenPoint(system, ONE, 1000);
    const drafted = tokenPoint(system, { ...ONE, speculative: 4, tokens: 4 }, 1000);
    expect(drafted.perToken.bytes.keysValuesRead).toBe(plain.perToken.bytes.keysValuesRead / 4);
    expect(drafted.tokensPerSecond).toBeGreaterThan(plain.tokensPerSecond);
    expect(drafted.oneAccepted?.tokensPerSecond).toBeCloseTo(drafted.tokensPerSecond / 4, 8);
    expect(drafted.oneAccepted?.tokensPerSecond).toBeLessThan(plain.tokensPerSecond);
    expect(plain.oneAccepted).toBeUndefined();
  });
});

describe("tokenPoint on cores", () => {
  it("takes the time of n tokens, the latency of a layer once", () => {
    const system = systemOf(BITNET);
    const { timeToFirstTokenS, bound } = tokenPoint(system, { ...ONE, phase: "prefill" }, 64);
    const { cycles } = mapWorkload(prepareWorkload(BITNET), TILE, { steps: 0, cycles: 0 });
    const latencies = 9 * 7 * 30;
    expect(timeToFirstTokenS * CLOCK_MHZ * 1e6).toBeCloseTo(64 * (cycles - latencies) + latencies, 4);
    expect(bound.by).toBe("cores");
  });

  it("of four is faster where the cores bound it, and no faster where DRAM does", () => {
    const [one, four] = [1, 4].map((cores) => systemOf(BITNET, { cores }));
    if (one === undefined || four === undefined) throw new Error("no system");
    const prefill = (system: TokenSystem) => tokenPoint(system, { ...ONE, phase: "prefill" }, 256).timeToFirstTokenS;
    expect(prefill(one) / prefill(four)).toBeCloseTo(4, 1);
    expect(tokenPoint(four, ONE, 256).tokensPerSecond).toBeCloseTo(tokenPoint(one, ONE, 256).tokensPerSecond, 8);
  });

  it("with weights in SRAM reads none from DRAM, and has the area of all of them", () => {
    const [dram, sram] = (["dram", "sram"] as const).map((weights) =>
      tokenPoint(systemOf(BITNET, { weights }), ONE, 128),
    );
    expect(sram?.perToken.bytes.ternaryWeights).toBe(0);
    expect(sram?.perToken.bytes.head).toBe(dram?.perToken.bytes.head);
    expect(sram?.sramAreaUm2).toBeGreaterThan(1000 * (dram?.sramAreaUm2 ?? Number.NaN));
  });

  it("runs a ternary head for the tokens that have logits", () => {
    const workload = loadWorkload("mmfreelm-370m");
    const prefill = tokenPoint(systemOf(workload), { ...ONE, phase: "prefill" }, 10);
    const [body, head] = [24 * 12_845_056, 1024 * 32_000];
    expect(prefill.perToken.macs.ternary).toBeCloseTo(body + head / 10, 2);
    const decode = tokenPoint(systemOf(workload), ONE, 10);
    expect(decode.perToken.macs).toMatchObject({ ternary: body + head, head: 0, attention: 0, state: 24 * 1024 });
    expect(decode.perToken.bytes).toMatchObject({ stateRead: 24_576, stateWritten: 24_576, keysValuesRead: 0 });
  });

  it("of a constant state does not depend on the context", () => {
    const system = systemOf(loadWorkload("mmfreelm-370m"));
    const [near, far] = [2, 100_000].map((context) => tokenPoint(system, ONE, context));
    expect(near?.energyPerTokenJ).toBe(far?.energyPerTokenJ);
    expect(near?.keptBytes).toBe(far?.keptBytes);
  });

  it("with experts reads others for each token until all are read", () => {
    const model = {
      ...TINY.model,
      blocks: [
        {
          count: 1,
          mixer: { kind: "attention", heads: 4, keyValueHeads: 2, headDimension: 3 },
          feedForward: { kind: "plain", hidden: 12, experts: { count: 4, active: 1, router: "fp16" } },
        },
      ],
    };
    const system = systemOf(parseWorkload(model, "moe.json"), { tile: TINY_TILE });
    const bytes = (batch: number) => batch * tokenPoint(system, { ...ONE, batch }, 1).perToken.bytes.ternaryWeights;
    // Steps of 4 inputs × 2 outputs, 2 bytes each: q 2·6, k and v 2·3 each, o 3·4; up 2·6 and down 3·4 of each expert.
    expect([1, 2, 4, 9].map(bytes).map(Math.round)).toEqual([1, 2, 4, 4].map((experts) => 2 * (36 + 24 * experts)));
  });
});

describe("contextsUpTo(last)", () => {
  it("doubles from 128 and ends with the last", () => {
    expect(contextsUpTo(1)).toEqual([1]);
    expect(contextsUpTo(128)).toEqual([128]);
    expect(contextsUpTo(129)).toEqual([128, 129]);
    expect(contextsUpTo(1000)).toEqual([128, 256, 512, 1000]);
    expect(contextsUpTo(4096)).toEqual([128, 256, 512, 1024, 2048, 4096]);
  });
});
