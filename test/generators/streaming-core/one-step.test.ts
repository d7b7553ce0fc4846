import { describe, expect, it } from "vitest";
import { modulesOf } from "../../../src/hdl/index.ts";
import { verifyEmbedded } from "../../../src/verify/embedded.ts";
import { verifyExternal } from "../../../src/verify/external.ts";
import { randomDesigns, SMALL, type Activations, type RandomDesign } from "../../support/random-design.ts";
import { hasIcarus } from "../../support/tools.ts";

/** Random cores whose tile holds all inputs: each output is finished in one step. */
function oneStepDesigns(count: number, seed: number, activations: Activations): readonly RandomDesign[] {
  const limits = { ...SMALL, inputs: 8, groupSize: 3 };
  const isOneStep = ({ generator, parameters }: RandomDesign): boolean => {
    const { inputsPerStep, maxInputs } = generator.tile(parameters);
    return inputsPerStep >= maxInputs;
  };
  return randomDesigns(6 * count, seed, limits, activations)
    .filter(isOneStep)
    .slice(0, count);
}

describe("a core whose tile holds all inputs", () => {
  it.each(["integers", "floats"] as const)("computes its products, %s, in all three families", (activations) => {
    const designs = oneStepDesigns(40, 71, activations);
    expect(new Set(designs.map(({ generator }) => generator.name)).size).toBe(3);
    expect(designs).toHaveLength(40);
    for (const { generator, parameters, label } of designs) {
      const result = verifyEmbedded(generator.elaborate(parameters), generator.product(parameters), {
        products: 40,
        seed: 4,
      });
      expect(result.failure, label).toBeUndefined();
    }
  });

  it("keeps no partial sums and adds nothing to a running one", () => {
    for (const { generator, parameters, label } of oneStepDesigns(24, 72, "any"))
      for (const { name, memories, inputs } of modulesOf(generator.elaborate(parameters))) {
        expect(
          memories.some((memory) => memory.name.startsWith("partial")),
          `${label} ${name}`,
        ).toBe(false);
        if (!name.startsWith("lane_")) continue;
        const ports = inputs.map((port) => port.name);
        for (const port of ["first", "clear", "output_tile", "shift"])
          expect(ports, `${label} ${name}`).not.toContain(port);
      }
  });

  it.runIf(hasIcarus)(
    "does so in Icarus, too",
    async () => {
      for (const { generator, parameters, label } of [
        ...oneStepDesigns(3, 73, "integers"),
        ...oneStepDesigns(5, 74, "floats"),
      ]) {
        const options = { simulator: "icarus", products: 24, seed: 5 } as const;
        const result = await verifyExternal(generator.elaborate(parameters), generator.product(parameters), options);
        expect(result.failure, label).toBeUndefined();
      }
    },
    60_000,
  );
});
