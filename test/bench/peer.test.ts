import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { runYosys } from "../../src/eda/yosys/index.ts";
import { peerKeyBits, peerVerilog, type PeerParameters } from "./peer.ts";

const SECONDS = 1000;
const STEPS = 3;

/** Verilog literal of values, the first at the lowest bits. */
function literal(values: readonly number[], bits: number): string {
  const text = values.map((value) => BigInt.asUintN(bits, BigInt(value)).toString(2).padStart(bits, "0"));
  return `${values.length * bits}'b${text.toReversed().join("")}`;
}

/** Key of the coefficients of one group: digits +1, 0, −1 are 0, 1, 2, first most significant; the lower half is negated. */
function key(weights: readonly number[]): number {
  const last = (3 ** weights.length - 1) / 2;
  const code = (signs: readonly number[]): number => signs.reduce((sum, sign) => 3 * sum + (1 - sign), 0);
  return code(weights) <= last
    ? code(weights)
    : code(weights.map((sign) => -sign)) + 2 ** (peerKeyBits(weights.length) - 1);
}

/** Random tiles and weights, the Yosys constraints that feed them, and the sums that must come out. */
function stimulus({ groupSize, tables, fetchers, activationBits }: PeerParameters, random: Random) {
  const sums = Array.from({ length: fetchers }, () => 0);
  const sets: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const [low, high] = [-(2 ** (activationBits - 1)), 2 ** (activationBits - 1) - 1];
    const tile = Array.from({ length: tables * groupSize }, () => (step === 0 ? low : random.integer(low, high)));
    const weights = sums.map(() => tile.map(() => random.integer(-1, 1)));
    weights.forEach((row, k) =>
      row.forEach((weight, i) => (sums[k] = (sums[k] as number) + weight * (tile[i] as number))),
    );
    const keys = weights.flatMap((row) =>
      Array.from({ length: tables }, (_, l) => key(row.slice(l * groupSize, (l + 1) * groupSize))),
    );
    // Tables load at one edge, the accumulators step at the next.
    sets.push(`-set-at ${2 * step + 1} load 1 -set-at ${2 * step + 1} step 0 -set-at ${2 * step + 1} rst 0`);
    sets.push(`-set-at ${2 * step + 1} act ${literal(tile, activationBits)}`);
    sets.push(`-set-at ${2 * step + 2} load 0 -set-at ${2 * step + 2} step 1 -set-at ${2 * step + 2} rst 0`);
    sets.push(`-set-at ${2 * step + 2} keys ${literal(keys, peerKeyBits(groupSize))}`);
  }
  return { sums, sets: sets.join(" ") };
}

async function isReachable(parameters: PeerParameters, sets: string, sums: readonly number[]): Promise<boolean> {
  const end = 2 * STEPS + 1;
  const solve = `sat -set-init-zero -seq ${end} ${sets} -set-at ${end} y ${literal(sums, 32)}`;
  const script = `read_verilog peer.v\nprep -top peer\n${solve}\n`;
  const { stdout } = await runYosys("embedded", script, { "peer.v": peerVerilog(parameters) });
  expect(stdout).toMatch(/SAT solving finished - (no )?model found/);
  return stdout.includes("SAT solving finished - model found");
}

describe("peerVerilog(parameters)", () => {
  it.each([
    { groupSize: 2, tables: 3, fetchers: 2, activationBits: 8 },
    { groupSize: 3, tables: 2, fetchers: 2, activationBits: 8 },
    { groupSize: 4, tables: 1, fetchers: 1, activationBits: 5 },
  ])(
    "computes the sums of random weights times random activations for %o",
    async (parameters) => {
      const { sets, sums } = stimulus(parameters, new Random(7));
      expect(await isReachable(parameters, sets, sums)).toBe(true);
      expect(await isReachable(parameters, sets, [(sums[0] as number) + 1, ...sums.slice(1)])).toBe(false);
    },
    120 * SECONDS,
  );
});
