import type { Judgement } from "./judge.ts";
import type { FuzzCase } from "./kind.ts";

/** Smaller inputs that are tried, at most. */
const MOST_TRIES = 120;

/** The shortest input found, by leaving out ever smaller pieces, of which the same is wrong. */
export async function shrink(
  failing: FuzzCase,
  failure: Judgement,
  judge: (smaller: FuzzCase) => Promise<Judgement>,
): Promise<FuzzCase> {
  let best = failing;
  let tries = 0;
  for (let piece = sizeOf(best) >> 1; piece >= 1 && tries < MOST_TRIES; piece >>= 1) {
    for (let at = 0; at < sizeOf(best) && tries < MOST_TRIES; tries++) {
      const smaller = without(best, at, piece);
      if (isSame(await judge(smaller), failure)) best = smaller;
      else at += piece;
    }
  }
  return best;
}

function sizeOf({ files, changed }: FuzzCase): number {
  return files[changed]?.length ?? 0;
}

function without(large: FuzzCase, at: number, length: number): FuzzCase {
  const bytes = large.files[large.changed] ?? new Uint8Array();
  const rest = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
  return { ...large, files: { ...large.files, [large.changed]: new Uint8Array(rest) } };
}

/** The same verdict with the same first line, numbers and quotes aside. */
function isSame(a: Judgement, b: Judgement): boolean {
  const gist = ({ why }: Judgement): string => (why.split("\n")[0] ?? "").replaceAll(/\d+|"[^"]*"/g, "");
  return a.verdict === b.verdict && gist(a) === gist(b);
}
