import { isPrintable } from "../../src/core/printable.ts";
import { isPossible } from "../../src/core/metric.ts";
import { findMetric } from "../../src/core/metrics.ts";
import type { Answer } from "./answer.ts";

/** What became of a case. */
export const VERDICTS = [
  "clean",
  "accepted",
  "stack trace",
  "too slow",
  "out of memory",
  "half-written",
  "wrong",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly verdict: Verdict;
  /** What is wrong; empty for the first two. */
  readonly why: string;
}

const LONGEST_LINE = 3000;

/** Words that a message holds only by a slip of ours. */
const SLIPS = /\bundefined\b|\[object |\bNaN\b(?!")|internal: (?!got)|\bTypeError\b|\bRangeError\b|\n/;

/** Judges the answer to an input that may be refused. */
export function judgeAnswer({ code, stdout, errors }: Answer): Judgement {
  if (code === 0) return judgeDocument(stdout);
  if (errors.length === 0) return { verdict: "wrong", why: `exit code ${code} without a word` };
  for (const line of errors) {
    if (!isPrintable(line)) return { verdict: "wrong", why: `hidden characters in ${JSON.stringify(line)}` };
    if (line.length > LONGEST_LINE)
      return { verdict: "wrong", why: `a line of ${line.length} letters: ${line.slice(0, 200)}` };
    if (SLIPS.test(withoutQuotes(line))) return { verdict: "wrong", why: `a slip in ${line}` };
  }
  return { verdict: "clean", why: "" };
}

/** Judges the answer to an input that means the same as one that is accepted; the order of keys means nothing. */
export function judgeNeutral(answer: Answer, expected: Answer): Judgement {
  if (answer.code !== 0) return { verdict: "wrong", why: `the same input is refused: ${answer.errors[0]}` };
  const [got, wanted] = [canonical(answer.stdout), canonical(expected.stdout)];
  if (got === wanted) return { verdict: "accepted", why: "" };
  return { verdict: "wrong", why: `another answer to the same input: ${firstDifference(got, wanted)}` };
}

function canonical(stdout: string): string {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(JSON.parse(stdout), sorted, 1);
}

/** What was got may say anything, quoted. */
function withoutQuotes(line: string): string {
  return line.replaceAll(/"(?:[^"\\]|\\.)*"?/g, '""').replace(/^[^:]*: [^:]*:/, "");
}

function judgeDocument(stdout: string): Judgement {
  const fault = impossible(JSON.parse(stdout), []);
  return fault === undefined ? { verdict: "accepted", why: "" } : { verdict: "wrong", why: fault };
}

/** The first number of a result that no result may hold: JSON makes null of NaN and of ∞; a metric is above 0. */
function impossible(value: unknown, keys: readonly string[]): string | undefined {
  if (value === null) return `/${keys.join("/")} is NaN or infinite`;
  if (typeof value === "number" && keys.at(-2) === "metrics" && !isPlausible(keys.at(-1) ?? "", value))
    return `/${keys.join("/")} is ${value}`;
  if (typeof value !== "object") return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const fault = impossible(inner, [...keys, key]);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isPlausible(metric: string, value: number): boolean {
  return isPossible(findMetric(metric)?.range ?? "above 0", value);
}

function firstDifference(a: string, b: string): string {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `${left[at]} instead of ${right[at]}`;
}
