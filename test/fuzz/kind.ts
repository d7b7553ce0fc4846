import type { Random } from "../../src/core/random.ts";
import type { Answer } from "./answer.ts";

/** The bytes of a file by its name; a kind has one or several. */
export type Files = Readonly<Record<string, Uint8Array>>;

/** A case: files as a user might hand them in, and what is known of them. */
export interface FuzzCase {
  readonly files: Files;
  /** The file that was changed. */
  readonly changed: string;
  /** Name of the valid input that it was made of. */
  readonly seed: string;
  /** The change means nothing: the answer must be that of the seed. */
  readonly isNeutral: boolean;
}

/** One kind of input that tritforge reads. */
export interface FuzzKind {
  readonly name: string;
  /** Valid inputs: name → files, of which the first is the one to change. */
  readonly seeds: () => Readonly<Record<string, Files>> | Promise<Readonly<Record<string, Files>>>;
  readonly mutate: (bytes: Uint8Array, random: Random) => Uint8Array;
  /** A change that means nothing; undefined where this kind knows none. */
  readonly respell?: (bytes: Uint8Array, random: Random) => Uint8Array;
  /** Hands the files, which stand in `input`, to the product as a user would; whatever is written goes to `output`. */
  readonly run: (input: string, output: string) => Promise<Answer>;
}
