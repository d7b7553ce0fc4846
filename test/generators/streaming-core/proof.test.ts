import { describe, expect, it } from "vitest";
import { reduce, sumBits, type ReduceShape } from "../../../generators/streaming-core/reduce.ts";
import { prove, type Claim } from "../../support/prove.ts";

/** µ = 2 and 3 tables of int4: words of 5 and 6 bits that stand for −16 … 15 and −24 … 23. */
const WORDS = [
  { wordBits: 5, wordMagnitude: 16, hasNegate: true },
  { wordBits: 6, wordMagnitude: 24, hasNegate: true },
  { wordBits: 8, wordMagnitude: 128, hasNegate: false },
];

const REDUCTIONS = ["compressor", "adder-tree"] as const;

const SHAPES: readonly ReduceShape[] = WORDS.flatMap((word) =>
  REDUCTIONS.flatMap((reduction) =>
    [1, 2, 3].flatMap((words) =>
      [true, false].map((hasAddend) => ({
        ...word,
        reduction,
        adder: "ripple" as const,
        words,
        accumulatorBits: 9,
        hasAddend,
        cuts: 0,
      })),
    ),
  ),
);

const PREFIX_SHAPES: readonly ReduceShape[] = REDUCTIONS.flatMap((reduction) =>
  [1, 3].flatMap((words) =>
    [true, false].map((hasAddend) => ({
      wordBits: 5,
      wordMagnitude: 16,
      hasNegate: true,
      reduction,
      adder: "prefix" as const,
      words,
      accumulatorBits: 9,
      hasAddend,
      cuts: 0,
    })),
  ),
);

/** sum = addend + Σ (word_l + negate_l), words in offset binary; zero on both sides for words that no fetch gives. */
function claimOf(shape: ReduceShape): Claim {
  const { words, wordBits, wordMagnitude, hasNegate, hasAddend } = shape;
  const module = reduce(shape);
  const width = sumBits(shape);
  const lanes = Array.from({ length: words }, (_, l) => l);
  const plain = lanes.map((l) => {
    const [top, low] = [(l + 1) * wordBits - 1, l * wordBits];
    return `wire signed [${wordBits - 1}:0] x${l} = {~words[${top}], words[${top - 1}:${low}]};`;
  });
  const isReal = lanes.map((l) => `(x${l} >= -${wordMagnitude} && x${l} < ${wordMagnitude})`).join(" && ");
  const inputs = [
    `.words(words)`,
    ...(hasNegate ? [".negates(negates)"] : []),
    ...(hasAddend ? [".addend(addend)"] : []),
  ];
  const terms = lanes.flatMap((l) => [`x${l}`, ...(hasNegate ? [`$signed({1'b0, negates[${l}]})`] : [])]);
  const common = [...plain, `wire isReal = ${isReal};`];
  return {
    module,
    ports: `input [${words * wordBits - 1}:0] words, input [${words - 1}:0] negates, input signed [8:0] addend, output [${width - 1}:0] y`,
    view: [
      ...common,
      `wire [${width - 1}:0] sum;`,
      `${module.name} dut(${inputs.join(", ")}, .sum(sum));`,
      "assign y = isReal ? sum : 0;",
    ].join("\n"),
    behaviour: [
      ...common,
      `wire signed [${width - 1}:0] sum = ${[...terms, ...(hasAddend ? ["addend"] : [])].join(" + ")};`,
      "assign y = isReal ? sum : 0;",
    ].join("\n"),
  };
}

describe("printVerilog(reduce(shape)), proved by SAT", () => {
  it("is the sum of signed words, negations and the running sum, for 36 shapes", async () => {
    expect(SHAPES).toHaveLength(36);
    await expect(prove(SHAPES.map(claimOf))).resolves.toBeUndefined();
  }, 120_000);

  it("and with prefix adders, for 8 shapes", async () => {
    expect(PREFIX_SHAPES).toHaveLength(8);
    await expect(prove(PREFIX_SHAPES.map(claimOf))).resolves.toBeUndefined();
  }, 120_000);
});
