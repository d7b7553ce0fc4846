import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { bits, file, pass, runYosys, type Argument } from "../../src/eda/yosys/index.ts";
import { peerKeyBits, peerVerilog, type PeerParameters } from "./peer.ts";

const SECONDS = 1000;
const STEPS = 3;

/** Verilog literal of values, the first at the lowest bits. */
function literal(values: readonly number[], width: number): Argument {
  const text = values.map((value) => BigInt.asUintN(width, BigInt(value)).toString(2).padStart(width, "0"));
  return bits(`${values.length * width}'b${text.toReversed().join("")}`);
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
  const sets: Argument[] = [];
  const setAt = (cycle: number, port: string, value: Argument) => void sets.push("-set-at", cycle, port, value);
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
    const [load, accumulate] = [2 * step + 1, 2 * step + 2];
    for (const [cycle, isLoad] of [[load, 1] as const, [accumulate, 0] as const]) {
      setAt(cycle, "load", isLoad);
      setAt(cycle, "step", 1 - isLoad);
      setAt(cycle, "rst", 0);
    }
    setAt(load, "act", literal(tile, activationBits));
    setAt(accumulate, "keys", literal(keys, peerKeyBits(groupSize)));
  }
  return { sums, sets };
}

async function isReachable(
  parameters: PeerParameters,
  sets: readonly Argument[],
  sums: readonly number[],
): Promise<boolean> {
  const end = 2 * STEPS + 1;
  const script = [
    pass("read_verilog", file("peer.v")),
    pass("prep", "-top", "peer"),
    pass("sat", "-set-init-zero", "-seq", end, ...sets, "-set-at", end, "y", literal(sums, 32)),
  ];
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
