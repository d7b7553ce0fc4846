import { ModuleBuilder, not, shared, type Module } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../parameters.ts";
import { operandBits } from "../shape.ts";
import { anyOf, countOf, operand } from "./operand.ts";

export function xRegisterName(shape: UnitShape): string {
  const count = shape.encoding === "mean-count" ? `_count${operandBits(shape)[0]}` : "";
  return `x_register_${shape.xSign}${shape.xBits}${count}`;
}

/** Row-serial units: the x of the present row, as the lanes multiply it. `x_is_zero` looks at the x that is offered. */
export function xRegister(shape: UnitShape): Module {
  return shared(xRegisterName(shape), () => {
    const m = new ModuleBuilder(xRegisterName(shape), "The x of the present row, as sign and magnitude.");
    const offered = m.input("x_data", shape.xBits);
    const x = m.registered("x_q", offered, { enable: m.input("load", 1) });
    const { negative, magnitude } = operand(x, shape.xSign);
    m.output("x_negative", negative);
    m.output(
      "x_magnitude",
      shape.encoding === "mean-count" ? countOf(magnitude, operandBits(shape)[0] - 1) : magnitude,
    );
    m.output("x_is_zero", not(anyOf(operand(offered, shape.xSign).magnitude)));
    return m.build();
  });
}
