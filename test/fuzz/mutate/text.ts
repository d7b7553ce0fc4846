import type { Random } from "../../../src/core/random.ts";
import { INJECTIONS, STRANGE_NUMBERS, STRANGE_TEXTS } from "./payloads.ts";
import { pick } from "./pick.ts";

/** A text that is cut, or has letters changed, dropped or added. */
export function brokenText(text: string, random: Random): string {
  const at = random.integer(0, text.length);
  const length = pick([1, 2, 10, 100], random);
  return pick<() => string>(
    [
      () => text.slice(0, at),
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + pick(STRANGE_TEXTS, random) + text.slice(at),
      () => text.slice(0, at) + String.fromCharCode(random.integer(0, 0x2100)) + text.slice(at + 1),
    ],
    random,
  )();
}

/** Lines of a text (Liberty, CSV) changed by one to three steps: dropped, repeated, moved, their numbers and words replaced. */
export function mutatedLines(text: string, random: Random, words: readonly string[]): string {
  let lines = text.split("\n");
  for (let changes = random.integer(1, 3); changes > 0; changes--) lines = changedLines(lines, random, words);
  const changed = lines.join("\n");
  return random.integer(0, 7) === 0 ? brokenText(changed, random) : changed;
}

function changedLines(lines: readonly string[], random: Random, words: readonly string[]): string[] {
  const at = random.integer(0, lines.length - 1);
  const line = lines[at] ?? "";
  const replaced = (change: (line: string) => string): string[] => lines.toSpliced(at, 1, change(line));
  const other = pick(lines, random);
  return pick<() => string[]>(
    [
      () => lines.toSpliced(at, pick([1, 5], random)),
      () => lines.toSpliced(at, 0, line),
      () => lines.toSpliced(at, 0, ...Array.from({ length: 500 }, () => line)),
      () => lines.toSpliced(at, 0, other),
      () => replaced(() => brokenText(line, random)),
      () =>
        replaced((old) => oneReplaced(old, /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi, pick(STRANGE_NUMBERS, random), random)),
      () => replaced((old) => oneReplaced(old, /[A-Za-z_]\w*/g, pick(words, random), random)),
      () => replaced((old) => oneReplaced(old, /[A-Za-z_]\w*/g, pick(INJECTIONS, random), random)),
      () => replaced((old) => oneReplaced(old, /[A-Za-z_]\w*/g, JSON.stringify(pick(INJECTIONS, random)), random)),
      () =>
        replaced((old) =>
          oneReplaced(old, /[(){}:;,"]/g, pick(["", "(", ")", "{", "}", '"', ";", ",", "\\"], random), random),
        ),
    ],
    random,
  )();
}

function oneReplaced(line: string, pattern: RegExp, by: string, random: Random): string {
  const found = [...line.matchAll(pattern)];
  if (found.length === 0) return line + by;
  const { index, 0: old } = pick(found, random);
  return line.slice(0, index) + by + line.slice(index + old.length);
}
