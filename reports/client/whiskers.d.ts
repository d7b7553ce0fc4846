import type { Frame, Scale } from "./geometry.js";

/** Types of `whiskers.js`, shared by the renderer and the page's script; the contracts stand there. */

export function whiskerPath(
  scales: readonly [x: Scale, y: Scale],
  values: readonly [x: number | null | undefined, y: number | null | undefined],
  errors: readonly [x: number, y: number],
  frame: Frame,
  cap: number,
): string;
