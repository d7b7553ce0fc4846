import { describe, expect, it } from "vitest";
import { lfsrPeriod, lfsrStateAt, lfsrStep } from "../../../../generators/arithmetic/lfsr.ts";
import { GoldenWords } from "../../../../generators/update-unit/golden/words.ts";
import { Leap } from "../../../../models/training/planners/leap.ts";
import { trainChance, lineWords } from "../../../../models/training/planners/line-words.ts";

const GROUP = { lines: 7, first: 3, all: 12, sharedStart: 0.5 };

describe("lineWords(source, group, most)", () => {
  it.each(["per-line", "shared"] as const)("%s: gives the golden words, slot after slot, for long", (kind) => {
    for (const lfsrBits of [8, 13, 31]) {
      const source = { kind, lfsrBits, delay: 5 };
      const [golden, fast] = [new GoldenWords(source, GROUP), lineWords(source, GROUP, 6)];
      const mask = 2 ** 8 - 1;
      for (let step = 0; step < 700; step++) {
        const slots = 1 + (step % 6);
        for (let slot = 0; slot < slots; slot++) {
          for (const line of [0, 3, 6]) expect(fast.word(line, slot) & mask).toBe(golden.word(line, 8));
          golden.advance();
        }
        fast.advance(slots);
      }
    }
  });

  it("train(…) fires where the word is below the magnitude", () => {
    const source = { kind: "shared", lfsrBits: 17, delay: 3 } as const;
    const words = lineWords(source, GROUP, 40);
    const into = new Int32Array(4);
    words.train(2, 100, 127, 40, into, 1);
    const fires = Array.from({ length: 40 }, (_, slot) => ((into[1 + (slot >> 5)] ?? 0) >>> (slot & 31)) & 1);
    expect(fires).toEqual(Array.from({ length: 40 }, (_, slot) => ((words.word(2, slot) & 127) < 100 ? 1 : 0)));
  });
});

describe("Leap", () => {
  it("takes many steps at once", () => {
    for (const bits of [8, 16, 31]) {
      let state = lfsrStateAt(bits, 5);
      for (let k = 0; k < 37; k++) state = lfsrStep(state, bits);
      expect(new Leap(bits, 37).apply(lfsrStateAt(bits, 5))).toBe(state);
    }
  });
});

describe("trainChance(magnitude, bits, lfsrBits)", () => {
  it("is what the words of a whole period do: m of 2^M up to half of the scale, m + 1 above, always at its end", () => {
    const fires = (word: number, magnitude: number): boolean => word < magnitude + (magnitude >= 32 ? 1 : 0);
    const all = Array.from({ length: lfsrPeriod(10) }, (_, k) => k + 1).map((state) => state & 63);
    for (const magnitude of [0, 1, 31, 32, 62, 63]) {
      const found = all.filter((word) => fires(word, magnitude)).length / all.length;
      expect(trainChance(magnitude, 6, 10)).toBeCloseTo(found, 12);
    }
    expect(trainChance(63, 6, 10)).toBe(1);
    expect(trainChance(1, 1, 8)).toBe(1);
  });

  it("lies within half a step of m / (2^M − 1)", () => {
    for (let magnitude = 0; magnitude < 256; magnitude++)
      expect(Math.abs(trainChance(magnitude, 8, 24) - magnitude / 255)).toBeLessThan(0.501 / 256);
  });
});
