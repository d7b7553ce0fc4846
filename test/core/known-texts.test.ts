import { describe, expect, it } from "vitest";
import { keptValue, knownUnder, toList, toNumber, toNumbers, toText, toTuple } from "../../src/core/known-texts.ts";

/** Texts in this thread, and how often a square was worked out. */
function squares(texts = new Map<string, string>()) {
  let made = 0;
  const known = { get: (key: string) => texts.get(key), add: (key: string, text: string) => void texts.set(key, text) };
  const squareOf = (number: number, from: typeof known | "nothing" = known): number =>
    keptValue(from === "nothing" ? undefined : from, `${number}²`, {
      make: () => {
        made++;
        return number * number;
      },
      read: toNumber,
      write: (value) => value,
    });
  return { known, texts, squareOf, made: () => made };
}

describe("keptValue(known, key, how)", () => {
  it("makes a value once, and every time where nothing is kept", () => {
    const { squareOf, made } = squares();
    expect([squareOf(3), squareOf(3), squareOf(4)]).toEqual([9, 9, 16]);
    expect(made()).toBe(2);
    expect([squareOf(3, "nothing"), squareOf(3, "nothing")]).toEqual([9, 9]);
    expect(made()).toBe(4);
  });

  it("gives back all bits of a number", () => {
    const { squareOf, texts, known } = squares();
    for (const number of [0.1, 1 / 3, Math.PI * 1e-9, Math.sqrt(2) * 2 ** 60]) {
      const value = squareOf(number);
      expect(toNumber(JSON.parse(texts.get(`${number}²`) ?? ""))).toBe(value);
      expect(squareOf(number, known)).toBe(number * number);
    }
  });

  it.each(["", "{", "null", '"9"', "[9]", "1e999", "true"])(
    "does not believe %j, and makes the value again",
    (text) => {
      const { squareOf, made } = squares(new Map([["3²", text]]));
      expect(squareOf(3)).toBe(9);
      expect(made()).toBe(1);
    },
  );

  it("keeps no number that JSON has not: it is made each time", () => {
    const { squareOf, made } = squares();
    expect([squareOf(Infinity), squareOf(Infinity)]).toEqual([Infinity, Infinity]);
    expect(made()).toBe(2);
  });
});

describe("knownUnder(name, known)", () => {
  it("keeps texts of several names apart", () => {
    const { known } = squares();
    const [a, b] = [knownUnder("a", known), knownUnder("b", known)];
    a.add("key", "of a");
    expect([a.get("key"), b.get("key"), known.get("key")]).toEqual(["of a", undefined, undefined]);
  });
});

describe("toTuple, toNumbers, toList, toText", () => {
  it("give back what they are asked for and throw for anything else", () => {
    expect(toTuple([1, "a"], 2)).toEqual([1, "a"]);
    expect(toNumbers([1, 2.5], 2)).toEqual([1, 2.5]);
    expect(toList(["a", "b"], toText)).toEqual(["a", "b"]);
    const wrong = [() => toTuple([1], 2), () => toNumbers([1, null], 2), () => toList({}, toText), () => toText(1)];
    for (const each of wrong) expect(each).toThrow("internal: no ");
  });
});
