import type { UnitShape } from "../../../generators/contract/index.ts";
import { rateOf } from "../../../src/core/training.ts";
import type { Device } from "../../device/index.ts";
import { weightStep } from "../devices/synapse-array.ts";
import { pulseScale } from "../planners/pulse-scale.ts";
import { powerOfTwoScale, quantise } from "../planners/quantiser.ts";
import type { SampledOperation, UpdateSample } from "../record/update-sample.ts";
import type { ReferenceVectors } from "./reference-vectors.ts";
import type { Reference } from "./reference.ts";
import type { TrainingTask } from "./task.ts";

/** The operations that a unit would be given by a floating-point training: what is known before it is trained itself. */
export function referenceSample(
  shape: UnitShape,
  device: Device,
  task: TrainingTask,
  { reference, vectors }: { readonly reference: Reference; readonly vectors: ReferenceVectors },
): UpdateSample {
  const step = weightStep(shape, device, task.weightRange);
  return vectors.map((layers, example) =>
    layers.map(({ x, delta }, layer): SampledOperation => {
      const scales = reference.fullScales[layer] ?? { x: 1, delta: 1 };
      const own = task.deltaScale === "fixed" ? scales.delta : powerOfTwoScale(delta) || scales.delta;
      const scale = pulseScale(shape, { x: scales.x, delta: own, pulsesPerUnit: rateOf(task, layer) / step });
      const codes = { x: new Int16Array(x.length), delta: new Int16Array(delta.length) };
      quantise(x, scale.xFullScale, { bits: shape.xBits, isSigned: shape.xSign === "signed" }, codes.x);
      quantise(delta, scale.deltaFullScale, { bits: shape.deltaBits, isSigned: true }, codes.delta);
      const apply = (example + 1) % task.batch === 0;
      return { x: [...codes.x], delta: [...codes.delta], registers: scale.registers, apply };
    }),
  );
}
