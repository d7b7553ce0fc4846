import { Random } from "../../../src/core/random.ts";
import type { DataSet, Examples } from "./data-set.ts";
import { GLYPHS, type Glyph } from "./glyphs.ts";

/** How far the drawn digits differ from each other; lengths as parts of the side of the image. */
const SPREAD = {
  rotation: 0.19,
  shear: 0.26,
  scale: { least: 0.56, most: 0.82 },
  shift: 0.052,
  /** Standard deviation of each point of a stroke. */
  wobble: 0.024,
  thickness: { least: 0.03, most: 0.062 },
  ink: { least: 0.65, most: 1 },
  /** Standard deviation of the noise of every inked pixel and of a few others. */
  noise: 0.1,
  /** Parts of pixels with background noise. */
  specks: 0.02,
};

/**
 * Handwritten-like digits made by `seed`, offline: strokes with random affine distortion, wobble, thickness and noise, as
 * many of each digit, in random order.
 * @param side - of the images [pixels], 8 or more
 */
export function drawDigits(count: number, side: number, seed: number): Examples {
  const random = new Random(seed);
  const inputs = side * side;
  const pixels = new Uint8Array(count * inputs);
  const labels = new Uint8Array(count);
  const canvas = new Float32Array(inputs);
  for (let e = 0; e < count; e++) {
    const digit = random.integer(0, GLYPHS.length - 1);
    labels[e] = digit;
    const ways = GLYPHS[digit] as readonly Glyph[];
    drawGlyph(canvas, side, ways[random.integer(0, ways.length - 1)] as Glyph, random);
    const ink = between(random, SPREAD.ink);
    for (let p = 0; p < inputs; p++) {
      const drawn = (canvas[p] as number) * ink;
      const isSpeck = random.next() < SPREAD.specks;
      const noise = drawn > 0 || isSpeck ? SPREAD.noise * random.gaussian() + (isSpeck ? 0.3 : 0) : 0;
      pixels[e * inputs + p] = Math.round(255 * Math.min(1, Math.max(0, drawn + noise)));
    }
  }
  return { count, inputs, pixels, labels };
}

/** The built-in data set: `training` + `testing` digits of side × side pixels. */
export function builtInDigits(
  sizes: { readonly training: number; readonly testing: number; readonly side: number },
  seed: number,
): DataSet {
  const train = drawDigits(sizes.training, sizes.side, seed);
  const test = drawDigits(sizes.testing, sizes.side, (seed ^ 0x5bd1e995) >>> 0);
  return { title: "built-in digits", classes: GLYPHS.length, train, test, notices: [] };
}

function between(random: Random, { least, most }: { readonly least: number; readonly most: number }): number {
  return least + (most - least) * random.next();
}

/** Draws one distorted glyph on the cleared canvas, 0 … 1. */
function drawGlyph(canvas: Float32Array, side: number, glyph: Glyph, random: Random): void {
  canvas.fill(0);
  const angle = SPREAD.rotation * random.gaussian();
  const shear = SPREAD.shear * (2 * random.next() - 1);
  const [width, height] = [between(random, SPREAD.scale), between(random, SPREAD.scale)];
  const [dx, dy] = [SPREAD.shift * random.gaussian(), SPREAD.shift * random.gaussian()];
  const radius = between(random, SPREAD.thickness) * side;
  for (const stroke of glyph) {
    let from: readonly [number, number] | undefined;
    for (let p = 0; p + 1 < stroke.length; p += 2) {
      const u = ((stroke[p] as number) - 0.5 + SPREAD.wobble * random.gaussian()) * width;
      const v = ((stroke[p + 1] as number) - 0.5 + SPREAD.wobble * random.gaussian()) * height;
      const x = u + shear * v;
      const to = [
        side * (0.5 + dx + x * Math.cos(angle) - v * Math.sin(angle)) - 0.5,
        side * (0.5 + dy + x * Math.sin(angle) + v * Math.cos(angle)) - 0.5,
      ] as const;
      if (from !== undefined) drawSegment(canvas, side, from, to, radius);
      from = to;
    }
  }
}

/** Ink within `radius` of the segment, fading over one pixel; strokes that cross do not add up. */
function drawSegment(
  canvas: Float32Array,
  side: number,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  radius: number,
): void {
  const reach = radius + 0.5;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const lengthSquared = Math.max(dx * dx + dy * dy, 1e-9);
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reach));
  const bottom = Math.min(side - 1, Math.floor(Math.max(y0, y1) + reach));
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reach));
  const right = Math.min(side - 1, Math.floor(Math.max(x0, x1) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / lengthSquared));
      const distance = Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
      const ink = Math.min(1, reach - distance);
      if (ink > (canvas[y * side + x] as number)) canvas[y * side + x] = ink;
    }
  }
}
