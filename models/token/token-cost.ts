import type { DesignTerms } from "../evaluate/design-terms.ts";
import { energyPerTokenUj } from "../evaluate/design-terms.ts";
import { bitsOfBytes, bitsPerUsOfGBps, ujOfPj, usOfCycles, uwOfNw } from "../../src/core/units.ts";
import { corePass, type CorePass } from "./core-pass.ts";
import { meanPass, tokensOf, type Pass, type Stretch } from "./pass.ts";
import { macsOfPass, type Macs } from "./pass-macs.ts";
import { passMemories, type PassMemories, type Served } from "./pass-memories.ts";
import { dramBytes, type DramBytes, type KeptFormat } from "./pass-traffic.ts";
import { plus, scaled, totalOf, type EnergyUj } from "./parts.ts";
import { sumOfLargest } from "./sum-of-largest.ts";
import type { WholeModel } from "./whole-model.ts";

/** A design with its memories and a model. */
export interface TokenSystem extends Served {
  readonly model: WholeModel;
  /** Of one core. */
  readonly terms: Readonly<DesignTerms>;
  readonly kept: KeptFormat;
}

/** What passes come to. */
export interface TokenCost {
  readonly passes: number;
  /** Of all sequences. */
  readonly tokens: number;
  /** Σ of the slower of cores and DRAM in each pass. */
  readonly timeUs: number;
  readonly coreUs: number;
  readonly dramUs: number;
  readonly bytes: DramBytes;
  readonly macs: Macs;
  readonly energyUj: EnergyUj;
  /** Written to and read from buffers on the chip. */
  readonly activationBytes: number;
  readonly resultBytes: number;
  /** Of the largest pass. */
  readonly sramAreaUm2: number;
}

/**
 * What stretches of passes cost. Cores and DRAM are taken to overlap wholly, so a pass takes the longer of the two times; the
 * sums over passes that read more and more keys and values are closed forms.
 */
export function tokenCost(system: TokenSystem, stretches: readonly Stretch[]): TokenCost {
  return stretches.map((stretch) => ofStretch(system, stretch)).reduce(sumOf);
}

function ofStretch(system: TokenSystem, stretch: Stretch): TokenCost {
  const { parts, tile, clockMhz } = system;
  const { pass, count } = stretch;
  const core = corePass(parts, tile, pass);
  const memories = passMemories(system, pass, core);
  const mean = meanPass(stretch);
  const bytes = scaled(bytesOf(system, mean, core), count);
  const line = dramLine(system, pass, core);
  const coreUs = usOfCycles(core.cycles, clockMhz);
  const timeUs = sumOfLargest(coreUs, line, count);
  return {
    passes: count,
    tokens: count * tokensOf(pass),
    timeUs,
    coreUs: count * coreUs,
    dramUs: timeOf(system, totalOf(bytes)),
    bytes,
    macs: scaled(macsOfPass(system.model, mean), count),
    energyUj: energyOf(system, { core, memories, count, timeUs, bytes: totalOf(bytes) }),
    activationBytes: count * memories.activationBytes,
    resultBytes: count * memories.resultBytes,
    sramAreaUm2: memories.areaUm2,
  };
}

function bytesOf({ model, kept, weights, tile }: TokenSystem, pass: Pass, { weightSteps }: CorePass): DramBytes {
  return dramBytes(model, pass, kept, weights === "dram" ? weightSteps * tile.keyBitsPerStep : 0);
}

/** Time of DRAM in a pass of a stretch, and how much longer each further pass takes [µs]. */
function dramLine(system: TokenSystem, pass: Pass, core: CorePass) {
  const timeBehind = (before: number): number => timeOf(system, totalOf(bytesOf(system, { ...pass, before }, core)));
  const keptBytes = dramBytes(system.model, { ...pass, before: pass.tokens }, system.kept, 0).keysValuesRead;
  return { start: timeBehind(pass.before), slope: timeOf(system, keptBytes) };
}

function timeOf({ memory }: TokenSystem, bytes: number): number {
  return bitsOfBytes(bytes) / bitsPerUsOfGBps(memory.dram.bandwidthGBps);
}

interface Spent {
  readonly core: CorePass;
  readonly memories: PassMemories;
  readonly count: number;
  readonly timeUs: number;
  readonly bytes: number;
}

function energyOf({ terms, cores, clockMhz, memory }: TokenSystem, spent: Spent): EnergyUj {
  const { core, memories, count, timeUs, bytes } = spent;
  const { steps, cycles } = core;
  const waitUs = timeUs - count * usOfCycles(cycles, clockMhz);
  return {
    cores: count * energyPerTokenUj({ ...terms, cores, steps, cycles }),
    waiting: ujOfPj(cores * uwOfNw(terms.leakageNw) * waitUs), // µW · µs = pJ
    sram: ujOfPj(count * memories.accessPj + memories.leakageUw * timeUs),
    dram: ujOfPj(bitsOfBytes(bytes) * memory.dram.energyPjPerBit),
  };
}

function sumOf(a: TokenCost, b: TokenCost): TokenCost {
  return {
    passes: a.passes + b.passes,
    tokens: a.tokens + b.tokens,
    timeUs: a.timeUs + b.timeUs,
    coreUs: a.coreUs + b.coreUs,
    dramUs: a.dramUs + b.dramUs,
    bytes: plus(a.bytes, b.bytes),
    macs: plus(a.macs, b.macs),
    energyUj: plus(a.energyUj, b.energyUj),
    activationBytes: a.activationBytes + b.activationBytes,
    resultBytes: a.resultBytes + b.resultBytes,
    sramAreaUm2: Math.max(a.sramAreaUm2, b.sramAreaUm2),
  };
}

/** A cost for each of its tokens. */
export function perToken(
  cost: TokenCost,
): Pick<TokenCost, "bytes" | "macs" | "energyUj" | "activationBytes" | "resultBytes"> {
  const part = 1 / cost.tokens;
  return {
    bytes: scaled(cost.bytes, part),
    macs: scaled(cost.macs, part),
    energyUj: scaled(cost.energyUj, part),
    activationBytes: part * cost.activationBytes,
    resultBytes: part * cost.resultBytes,
  };
}
