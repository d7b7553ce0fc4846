import type { Space } from "../../../src/config/space.ts";
import { lutSpace, UNBOUND, USUAL, WITH_SYSTEM } from "../explore-space.ts";
import { spaceOfSize, type Size } from "./spaces.ts";

/** What is asked of the designs of a space, by name. */
const ASKED = { usual: USUAL, unbound: UNBOUND, system: WITH_SYSTEM } as const;

/** A space by name: of one of the sizes, or the 983 040 designs in rows of 32 that the wanted times are stated for. */
export type StatedSpace =
  { readonly kind: "size"; readonly size: Size; readonly asked: keyof typeof ASKED } | { readonly kind: "short-rows" };

export function spaceOf(stated: StatedSpace): Space {
  return stated.kind === "size" ? spaceOfSize(ASKED[stated.asked], stated.size) : lutSpace(USUAL);
}

/** What a process of its own measures: with nothing else in its memory, and no code made fast by what ran before. */
export type Task = { readonly prices: string } & (
  | { readonly kind: "nothing" }
  | { readonly kind: "sweep"; readonly space: StatedSpace; readonly workers: number }
  | { readonly kind: "rows"; readonly space: StatedSpace; readonly rounds: number }
  | { readonly kind: "one-by-one"; readonly space: StatedSpace; readonly designs: number }
  | { readonly kind: "baseline"; readonly program: string }
);

/** What it comes to. */
export interface Answer {
  readonly designs: number;
  /** Designs that meet all bounds, and those of them on the front. */
  readonly feasible: number;
  readonly front: number;
  readonly seconds: number;
  /** Of the program in C++, if it was asked for. */
  readonly baselineSeconds?: number;
  /** Most memory that the process had, code and threads included [MiB]. */
  readonly peakMiB: number;
}
