import {
  chainBits,
  chainSeed,
  lineSeed,
  type LineGroup,
  type WordSource,
} from "../../../generators/arithmetic/line-words.ts";
import { lfsrPeriod } from "../../../generators/arithmetic/lfsr.ts";
import { trainLevel } from "../../../generators/update-unit/index.ts";
import { Leap } from "./leap.ts";

/** The random words of a group of lines, the same bits as the circuit draws, without allocation. */
export interface LineWords {
  /** Low bits of the word of `line`, `slot` words from now. Bits above the magnitude are not cut off. */
  word(line: number, slot: number): number;
  /**
   * The train of `line` over `slots` slots from now, slot k in bit k % 32 of entry k / 32 from `offset`: it fires where the
   * word's low bits (`mask`) are below `level`.
   */
  train(line: number, level: number, mask: number, slots: number, into: Int32Array, offset: number): void;
  /** Moves all lines on by `words` words. */
  advance(words: number): void;
}

/** @param most - the largest number of words that is asked for before the lines move on */
export function lineWords(source: WordSource, group: LineGroup, most: number): LineWords {
  return source.kind === "shared" ? new SharedWords(source, group, most) : new OwnWords(source, group);
}

/** A register for each line. */
class OwnWords implements LineWords {
  readonly #bits: number;
  readonly #states: Int32Array;
  readonly #next: Leap;
  /** Leaps by numbers of words, made when first needed. */
  readonly #leaps = new Map<number, Leap>();

  constructor(source: WordSource, group: LineGroup) {
    this.#bits = source.lfsrBits;
    this.#states = Int32Array.from({ length: group.lines }, (_, line) => lineSeed(source, group, line));
    this.#next = new Leap(source.lfsrBits, source.lfsrBits);
  }

  word(line: number, slot: number): number {
    let state = this.#states[line] as number;
    for (let k = 0; k < slot; k++) state = this.#next.apply(state);
    return state;
  }

  train(line: number, level: number, mask: number, slots: number, into: Int32Array, offset: number): void {
    const next = this.#next;
    let state = this.#states[line] as number;
    for (let k = 0; k < slots; k += 32) {
      const end = Math.min(32, slots - k);
      let bits = 0;
      for (let slot = 0; slot < end; slot++) {
        if ((state & mask) < level) bits |= 1 << slot;
        state = next.apply(state);
      }
      into[offset + (k >>> 5)] = bits;
    }
  }

  advance(words: number): void {
    let leap = this.#leaps.get(words);
    if (leap === undefined) {
      leap = new Leap(this.#bits, this.#bits * words);
      this.#leaps.set(words, leap);
    }
    const states = this.#states;
    for (let line = 0; line < states.length; line++) states[line] = leap.apply(states[line] as number);
  }
}

/** Bits that are drawn before the store is moved up again, at least. */
const STORE_BITS = 1 << 15;

/**
 * One register for all lines. The sequence is stored backwards, newest bit at `#newest` and older bits above it, so that
 * the window of a line is a run of bits `line · delay` above the newest.
 */
class SharedWords implements LineWords {
  readonly #bits: number;
  readonly #delay: number;
  /** Words of 32 bits that the store is moved up by. */
  readonly #lift: number;
  readonly #store: Int32Array;
  readonly #next: Leap;
  /** Bits of the store that the lines look into. */
  readonly #length: number;
  #state: number;
  /** Place of the newest bit of the word of now; `#drawn` of the newest bit at all. */
  #newest: number;
  #drawn: number;

  constructor(source: WordSource, group: LineGroup, most: number) {
    this.#bits = source.lfsrBits;
    this.#delay = source.delay;
    this.#next = new Leap(source.lfsrBits, source.lfsrBits);
    const chain = chainSeed(source, group);
    this.#length = chainBits(source, group);
    this.#lift = Math.ceil((STORE_BITS + most * source.lfsrBits) / 32);
    this.#store = new Int32Array(this.#lift + Math.ceil((this.#length + (most + 1) * source.lfsrBits) / 32) + 4);
    this.#newest = this.#lift * 32;
    this.#drawn = this.#newest;
    chain.forEach((bit, i) => this.#put(this.#newest + i, bit, 1));
    this.#state = chain.subarray(0, this.#bits).reduce((state, bit, i) => state + bit * 2 ** i, 0);
    this.#draw(most);
  }

  /** Writes bits where zeros are. */
  #put(at: number, value: number, width: number): void {
    const [store, index, low] = [this.#store, at >>> 5, at & 31];
    store[index] = (store[index] as number) | (value << low);
    if (low + width > 32) store[index + 1] = (store[index + 1] as number) | (value >>> (32 - low));
  }

  #draw(words: number): void {
    for (let k = 0; k < words; k++) {
      this.#state = this.#next.apply(this.#state);
      this.#drawn -= this.#bits;
      this.#put(this.#drawn, this.#state, this.#bits);
    }
  }

  #window(at: number): number {
    const low = at & 31;
    const first = this.#store[at >>> 5] as number;
    return low === 0 ? first : (first >>> low) | ((this.#store[(at >>> 5) + 1] as number) << (32 - low));
  }

  word(line: number, slot: number): number {
    return this.#window(this.#newest + line * this.#delay - slot * this.#bits);
  }

  train(line: number, level: number, mask: number, slots: number, into: Int32Array, offset: number): void {
    let at = this.#newest + line * this.#delay;
    for (let k = 0; k < slots; k += 32) {
      const end = Math.min(32, slots - k);
      let bits = 0;
      for (let slot = 0; slot < end; slot++) {
        if ((this.#window(at) & mask) < level) bits |= 1 << slot;
        at -= this.#bits;
      }
      into[offset + (k >>> 5)] = bits;
    }
  }

  advance(words: number): void {
    if (this.#drawn < words * this.#bits) this.#moveUp();
    this.#draw(words);
    this.#newest -= words * this.#bits;
  }

  /** What is still looked into goes to the top of the store, the rest becomes zeros. */
  #moveUp(): void {
    const first = this.#drawn >>> 5;
    const end = Math.ceil((this.#newest + this.#length) / 32) + 1;
    const lift = this.#lift - first;
    this.#store.copyWithin(this.#lift, first, end);
    this.#store.fill(0, 0, this.#lift);
    this.#newest += lift * 32;
    this.#drawn += lift * 32;
  }
}

/** The chance that a stochastic train of a magnitude of `bits` bits fires, over the whole period (the state 0 does not occur). */
export function trainChance(magnitude: number, bits: number, lfsrBits: number): number {
  return magnitude === 0 ? 0 : (trainLevel(magnitude, bits) * 2 ** (lfsrBits - bits) - 1) / lfsrPeriod(lfsrBits);
}
