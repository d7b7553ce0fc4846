import { describe, expect, it } from "vitest";
import { ToolError } from "../../../src/core/errors.ts";
import type { Adder } from "../../../generators/arithmetic/compressor.ts";
import { fetch } from "../../../generators/ternary-lut/fetch.ts";
import { build } from "../../../generators/ternary-lut/table.ts";
import { prove, type Claim } from "../../support/prove.ts";

/** The entries of a table, written out by hand: coefficient signs of x0, x1, x2. */
const ENTRIES: Readonly<Record<number, readonly string[]>> = {
  2: ["x0", "-x0+x1", "x1", "x0+x1"],
  3: [
    "x0",
    "-x0+x1",
    "x1",
    "x0+x1",
    "-x0-x1+x2",
    "-x1+x2",
    "x0-x1+x2",
    "-x0+x2",
    "x2",
    "x0+x2",
    "-x0+x1+x2",
    "x1+x2",
    "x0+x1+x2",
  ],
};

/** w + ⌈log2 terms⌉ bits for w = 4. */
function bitsOf(entry: string): number {
  const terms = entry.match(/x/g)?.length ?? 0;
  return terms === 1 ? 4 : terms === 2 ? 5 : 6;
}

function busBits(groupSize: number): number {
  return (ENTRIES[groupSize] ?? []).reduce((sum, entry) => sum + bitsOf(entry), 0);
}

function buildClaim(groupSize: number, adder: Adder, entries = ENTRIES[groupSize] ?? []): Claim {
  const xs = Array.from(
    { length: groupSize },
    (_, i) => `wire signed [3:0] x${i} = activations[${4 * i + 3}:${4 * i}];`,
  );
  const sums = entries.map((entry, i) => `wire signed [${bitsOf(entry) - 1}:0] e${i} = ${entry};`);
  const bus = entries.map((_, i) => `e${i}`).toReversed();
  const module = build({ groupSize, activationBits: 4, adder });
  return {
    module,
    ports: `input [${4 * groupSize - 1}:0] activations, output [${busBits(groupSize) - 1}:0] entries`,
    view: `${module.name} dut(.activations(activations), .entries(entries));`,
    behaviour: [...xs, ...sums, `assign entries = {${bus.join(", ")}};`].join("\n"),
  };
}

/** word (offset binary) + negate = ±entry, or 0 for index 0; indices without an entry are left out on both sides. */
function fetchClaim(groupSize: number, gating: "free" | "gated"): Claim {
  const entries = ENTRIES[groupSize] ?? [];
  const module = fetch({ groupSize, activationBits: 4, gating });
  const [width, indexBits] = groupSize === 2 ? [5, 3] : [6, 4];
  let offset = 0;
  const words = entries.map((entry, i) => {
    const low = offset;
    offset += bitsOf(entry);
    return `wire signed [${width}:0] e${i + 1} = $signed(entries[${offset - 1}:${low}]);`;
  });
  const choice = entries.map((_, i) => `index == ${i + 1} ? e${i + 1} : `).join("");
  const isIdle = gating === "gated" ? "!enable || " : "";
  const index = `wire [${indexBits - 1}:0] index = key[${indexBits - 1}:0];`;
  return {
    module,
    ports: `input [${offset - 1}:0] entries, input [${indexBits}:0] key, input enable, output signed [${width}:0] value`,
    view: `${index} wire [${width - 1}:0] word; wire negate;
      ${module.name} dut(.entries(entries), .key(key), ${gating === "gated" ? ".enable(enable), " : ""}.word(word), .negate(negate));
      wire signed [${width - 1}:0] plain = {~word[${width - 1}], word[${width - 2}:0]};
      assign value = index > ${entries.length} ? 0 : plain + $signed({1'b0, negate});`,
    behaviour: `${index} ${words.join("\n")}
      wire signed [${width}:0] zero = 0;
      wire signed [${width}:0] chosen = ${choice}zero;
      assign value = ${isIdle}index > ${entries.length} ? zero : key[${indexBits}] ? -chosen : chosen;`,
  };
}

describe("printVerilog(build(shape)) and printVerilog(fetch(shape)), proved by SAT", () => {
  it("are sums of signed activations, and a signed choice of them, for µ = 2, 3 and int4", async () => {
    const builds = [2, 3].flatMap((groupSize) => [buildClaim(groupSize, "ripple"), buildClaim(groupSize, "prefix")]);
    const fetches = [2, 3].flatMap((groupSize) => [fetchClaim(groupSize, "free"), fetchClaim(groupSize, "gated")]);
    await expect(prove([...builds, ...fetches])).resolves.toBeUndefined();
  }, 60_000);

  it("a wrong line is refuted", async () => {
    const wrong = buildClaim(2, "ripple", ["x0", "x0-x1", "x1", "x0+x1"]);
    await expect(prove([wrong])).rejects.toThrow(ToolError);
  }, 60_000);
});
