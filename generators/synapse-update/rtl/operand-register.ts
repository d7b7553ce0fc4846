import { ModuleBuilder, not, shared, slice, type Module } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../parameters.ts";
import { operandBits, skipsZeros, xMagnitudeBits } from "../shape.ts";
import { anyOf, countOf, operandTop } from "./operand.ts";

export function xRegisterName(shape: UnitShape): string {
  const count = shape.encoding === "mean-count" ? `_count${operandBits(shape)[0]}` : "";
  return `x_register_${shape.xSign}${shape.xBits}${count}${skipsZeros(shape) ? "_skip" : ""}`;
}

/** Row-serial units: the x of the present row, as the lanes multiply it. `x_is_zero` looks at the x that is offered. */
export function xRegister(shape: UnitShape): Module {
  return shared(xRegisterName(shape), () => {
    const m = new ModuleBuilder(xRegisterName(shape), "The x of the present row, as sign and magnitude.");
    const offered = m.input("x_data", shape.xBits);
    const count = shape.encoding === "mean-count" ? operandBits(shape)[0] : undefined;
    const bits = xMagnitudeBits(shape);
    // A count is rounded from one bit more than it has; of an unsigned x no other bits are needed.
    const kept = count === undefined ? bits : Math.min(bits, count);
    const low = shape.xSign === "unsigned" ? shape.xBits - kept : 0;
    const x = m.registered("x_q", slice(offered, low, shape.xBits - low), { enable: m.input("load", 1) });
    const { negative, magnitude } = operandTop(x, shape.xSign, kept);
    m.output("x_negative", negative);
    m.output("x_magnitude", count === undefined ? magnitude : countOf(magnitude, count - 1));
    if (skipsZeros(shape)) m.output("x_is_zero", not(anyOf(offered)));
    return m.build();
  });
}
