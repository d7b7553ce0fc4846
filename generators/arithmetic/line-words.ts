import { lfsrPeriod, lfsrStateAt, lfsrStep } from "./lfsr.ts";

/** Where the random words of parallel lines come from. */
export interface WordSource {
  readonly kind: "per-line" | "shared";
  readonly lfsrBits: number;
  /** Bits between the windows of neighbouring lines that share a register. */
  readonly delay: number;
}

/** Lines whose words come from one kind of source: rows of an array, or lanes. */
export interface LineGroup {
  readonly lines: number;
  /** Position of the first line among all lines of the unit, and how many these are: they spread over the period. */
  readonly first: number;
  readonly all: number;
  /** Part of the period at which a shared register starts. */
  readonly sharedStart: number;
}

/** State that line i of the group starts from if it has a register of its own. */
export function lineSeed({ lfsrBits }: WordSource, { first, all }: LineGroup, line: number): number {
  return lfsrStateAt(lfsrBits, Math.floor(((first + line) * lfsrPeriod(lfsrBits)) / all));
}

/** Bits of the shift register that all lines look into. */
export function chainBits({ lfsrBits, delay }: WordSource, { lines }: LineGroup): number {
  return lfsrBits + (lines - 1) * delay;
}

/** What that register holds at first, bit 0 the newest; its oldest `lfsrBits` bits are the state that it starts from. */
export function chainSeed(source: WordSource, group: LineGroup): Uint8Array {
  const { lfsrBits } = source;
  const length = chainBits(source, group);
  const chain = new Uint8Array(length);
  let state = lfsrStateAt(lfsrBits, Math.floor(group.sharedStart * lfsrPeriod(lfsrBits)));
  for (let i = 0; i < lfsrBits; i++) chain[length - lfsrBits + i] = (state >>> i) & 1;
  for (let i = length - lfsrBits - 1; i >= 0; i--) {
    state = lfsrStep(state, lfsrBits);
    chain[i] = state & 1;
  }
  return chain;
}
