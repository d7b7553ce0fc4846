import type { CoreGenerator } from "../../generators/contract/index.ts";
import { findCore, CORES } from "../../generators/registry.ts";
import { calibrationDesigns } from "../../models/cost/calibration/calibration-set.ts";
import { withDefaults } from "../../src/config/find-generator.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { Random } from "../../src/core/random.ts";
import type { Design } from "../../src/core/result.ts";
import { drawChoices, drawSizes } from "./draw-parameters.ts";
import { roughAreas } from "./rough-area.ts";

/** Smallest and largest size of a design, as its rough area in ASAP7 [µm²]. */
export interface SizeRange {
  readonly minimumUm2: number;
  readonly maximumUm2: number;
}

/** Up to some 12 000 cells, so that a technology takes minutes. */
export const FULL_SIZE: SizeRange = { minimumUm2: 50, maximumUm2: 1600 };

/** Up to some 6 000 cells: what continuous integration has time for. */
export const QUICK_SIZE: SizeRange = { minimumUm2: 50, maximumUm2: 800 };

/** A multiply-accumulate hardly takes less [µm² of ASAP7]: larger tiles than this allows are not even counted. */
const LEAST_MAC_UM2 = 1;

/** Draws of sizes for one set of choices; an int16 multiplier, say, is never as small as the smallest slice. */
const SIZE_DRAWS = 200;

/** Sets of choices per design after which the range is given up: a sign that it holds too few designs. */
const CHOICE_DRAWS = 50;

/**
 * Random designs that no price is fitted on: half of them of the first generator (ternary-lut), the rest of the others
 * alike. First the choices of a design are drawn, then sizes (draw-parameters.ts) until it is legal, no calibration design,
 * has a tile no larger than its product, and an area in a slice that is still empty: of a generator with n designs, each
 * has one of n slices of `size`, equal on a log scale.
 * @returns generator by generator, from small to large; the same for the same arguments, others for another `count`
 */
export function holdOutDesigns(seed: number, count: number, size: SizeRange = FULL_SIZE): readonly Design[] {
  const random = new Random(seed);
  return shares(count).flatMap(([generator, designs]) => fillSlices(generator, designs, size, random));
}

function fillSlices(generator: CoreGenerator, designs: number, size: SizeRange, random: Random): readonly Design[] {
  const { name, schema } = generator;
  const calibrated = new Set(calibrationDesigns().map(designKey));
  const areaOf = roughAreas(size.maximumUm2);
  const slices = new Map<number, Design>();
  for (let draw = 0; slices.size < designs; draw++) {
    if (draw === CHOICE_DRAWS * designs) throw new Error(`the range of sizes holds too few designs of ${name}`);
    const choices = drawChoices(schema, random);
    for (let tries = 0; tries < SIZE_DRAWS; tries++) {
      const parameters = drawSizes(schema, choices, random);
      if (!isSensible(generator, parameters, size)) continue;
      const slice = sliceOf(areaOf(generator, parameters), size, designs);
      if (
        slice < 0 ||
        slice >= designs ||
        slices.has(slice) ||
        calibrated.has(designKey({ generator: name, parameters }))
      )
        continue;
      slices.set(slice, { generator: name, parameters });
      break;
    }
  }
  return [...slices].toSorted(([a], [b]) => a - b).map(([, design]) => design);
}

/** A design as text: defaults filled in, parameters in the order of the schema. */
export function designKey({ generator: name, parameters }: Design): string {
  const generator = findCore(name);
  return JSON.stringify([name, generator === undefined ? parameters : withDefaults(generator, parameters)]);
}

/** How many designs of each generator. */
function shares(count: number): (readonly [CoreGenerator, number])[] {
  const [first, ...others] = CORES;
  if (first === undefined) throw new Error("there are no generators");
  const rest = Math.floor(count / 2);
  return [[first, count - rest], ...others.map((each, i) => [each, Math.floor((rest + i) / others.length)] as const)];
}

/** Legal, small enough to be counted, and with a product that fills its tile at least once. */
function isSensible(generator: CoreGenerator, parameters: ParameterValues, size: SizeRange): boolean {
  const { inputsPerStep, outputsPerStep, maxInputs, maxOutputs } = generator.tile(parameters);
  if (inputsPerStep > maxInputs || outputsPerStep > maxOutputs) return false;
  if (inputsPerStep * outputsPerStep * LEAST_MAC_UM2 > size.maximumUm2) return false;
  return generator.conflicts(parameters).length === 0;
}

/** Which of n slices, equal on a log scale, an area lies in; −1 or n and above: outside. */
function sliceOf(areaUm2: number, { minimumUm2, maximumUm2 }: SizeRange, n: number): number {
  return Math.floor((n * Math.log(areaUm2 / minimumUm2)) / Math.log(maximumUm2 / minimumUm2));
}
