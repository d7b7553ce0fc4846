import { synonymsOf } from "./synonyms.ts";

/** Longer names are no slips; comparing them would take long. */
const LONGEST = 100;

/** More would be no help. */
const MOST_SHOWN = 3;

/**
 * The candidates that `name` was probably meant to be, the most likely first, at most three. Case and punctuation do not count.
 * Alone: the candidate that is spelt alike. Else a slip (a letter changed, added, dropped or swapped with its neighbour) and
 * those that have `name` as one of their words (`clock`: `clockMhz`); else a worse slip, of a third of the letters; else those that begin
 * with it or that it begins with (`tech`: `technology`); else those of a synonym (`frequency`: `clockMhz`).
 */
export function nearestNames(name: string, candidates: readonly string[]): readonly string[] {
  const asked = bare(name);
  if (asked === "" || name.length > LONGEST) return [];
  const alike = candidates.filter((candidate) => bare(candidate) === asked);
  const named = (word: string) => candidates.filter((candidate) => wordsOf(candidate).includes(word));
  const ways = [
    () => alike.slice(0, 1),
    () => [...nearestSlip(asked, candidates, 1), ...named(asked)],
    () => nearestSlip(asked, candidates, Math.floor(name.length / 3)),
    () =>
      candidates.filter(
        (candidate) => isBeginning(asked, bare(candidate)) || isBeginning(wordsOf(candidate)[0] ?? "", asked),
      ),
    () => [asked, ...wordsOf(name)].flatMap(synonymsOf).flatMap(named),
  ];
  for (const way of ways) {
    const found = [...new Set(way())];
    if (found.length > 0) return found.slice(0, MOST_SHOWN);
  }
  return [];
}

/** ` (did you mean "tables"?)`, or nothing when no candidate is near. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const nearest = nearestNames(name, candidates).map((each) => `"${each}"`);
  const [last, ...others] = nearest.toReversed();
  if (last === undefined) return "";
  return ` (did you mean ${others.length === 0 ? last : `${others.toReversed().join(", ")} or ${last}`}?)`;
}

/** The candidate that the fewest changes of letters lead to: at most `most`. */
function nearestSlip(asked: string, candidates: readonly string[], most: number): readonly string[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(asked, bare(candidate)) }))
    .filter(({ distance }) => distance <= most);
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked.slice(0, 1).map(({ candidate }) => candidate);
}

/** Fewer letters begin too many names. */
const FEWEST_LETTERS = 3;

function isBeginning(beginning: string, word: string): boolean {
  return beginning.length >= FEWEST_LETTERS && word.startsWith(beginning);
}

/** `energyPerTokenUj` → energy, per, token, uj; `bitnet-b1.58-2b-4t` → bitnet, b1, 58, 2b, 4t. */
function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])(?=[A-Z])/g, "$1 ")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\da-z]/g, "");
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = cell(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, cell(last, j) + 1, cell(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, cell(before, j - 2) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
