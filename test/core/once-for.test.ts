import { expect, it } from "vitest";
import { onceFor } from "../../src/core/once-for.ts";

it("onceFor(keyOf, make) makes one thing for each key, from the first that has it", () => {
  const asked: string[] = [];
  const of = onceFor(
    (word: string) => word.length,
    (word) => {
      asked.push(word);
      return { word };
    },
  );
  expect(["ab", "c", "de", "f"].map((word) => of(word).word)).toEqual(["ab", "c", "ab", "c"]);
  expect(of("xy")).toBe(of("ab"));
  expect(asked).toEqual(["ab", "c"]);
});
