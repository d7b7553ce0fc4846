/**
 * Σ_{j=0..count−1} max(level, start + slope·j) for slope ≥ 0: the level until the line has reached it, then the line.
 * @param line its first value and its rise from one to the next
 */
export function sumOfLargest(level: number, line: { readonly start: number; readonly slope: number }, count: number) {
  const { start, slope } = line;
  const until = slope > 0 ? Math.ceil((level - start) / slope) : start < level ? count : 0;
  const below = Math.min(count, Math.max(0, until));
  const above = count - below;
  return below * level + above * start + slope * (above * below + (above * (above - 1)) / 2);
}
