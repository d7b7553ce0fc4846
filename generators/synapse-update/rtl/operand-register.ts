import { ModuleBuilder, not, shared, slice, type Module, type PortsOf } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { operandBits, skipsZeros, xMagnitudeBits } from "../../update-unit/shape.ts";
import { anyOf, countOf, operandTop } from "./operand.ts";

/** Verilog name: says all that shapes the module. */
export function xRegisterName(shape: UnitShape): string {
  const count = shape.encoding === "mean-count" ? `_count${operandBits(shape)[0]}` : "";
  return `x_register_${shape.xSign}${shape.xBits}${count}${skipsZeros(shape) ? "_skip" : ""}`;
}

/** `x_is_zero` where rows without x are passed over. */
type XRegisterOutputs = PortsOf<"x_negative" | "x_magnitude", "x_is_zero">;

/** Row-serial units: the x of the present row, as the lanes multiply it. `x_is_zero` looks at the x that is offered. */
export function xRegister(shape: UnitShape): Module<PortsOf<"x_data" | "load">, XRegisterOutputs> {
  return shared(xRegisterName(shape), () => {
    const m = new ModuleBuilder<PortsOf<"x_data" | "load">>(
      xRegisterName(shape),
      "The x of the present row, as sign and magnitude.",
    );
    const offered = m.input("x_data", offeredX(shape), "the x that is offered");
    const count = countBits(shape);
    const low = unusedBits(shape);
    const own = slice(offered, offered.width - (shape.xBits - low), shape.xBits - low);
    const x = m.registered("x_q", own, { enable: m.input("load", 1, "it is taken") });
    const { negative, magnitude } = operandTop(x, shape.xSign, keptBits(shape));
    return m.build<XRegisterOutputs>(
      {
        x_negative: negative,
        x_magnitude: count === undefined ? magnitude : countOf(magnitude, count - 1),
        ...(skipsZeros(shape) ? { x_is_zero: not(anyOf(offered)) } : {}),
      },
      {
        x_negative: "sign of x",
        x_magnitude: "its magnitude, or the count it stands for",
        x_is_zero: "the x offered is 0",
      },
    );
  });
}

/** Bits of x that the register looks at: all to tell zero, else those that it keeps, the highest. */
export function offeredX(shape: UnitShape): number {
  return skipsZeros(shape) ? shape.xBits : shape.xBits - unusedBits(shape);
}

/** A count is rounded from one bit more than it has; of an unsigned x no other bits are needed. */
function keptBits(shape: UnitShape): number {
  return Math.min(xMagnitudeBits(shape), countBits(shape) ?? Infinity);
}

function unusedBits(shape: UnitShape): number {
  return shape.xSign === "unsigned" ? shape.xBits - keptBits(shape) : 0;
}

/** Bits of the count that x becomes; undefined if x itself is multiplied. */
function countBits(shape: UnitShape): number | undefined {
  return shape.encoding === "mean-count" ? operandBits(shape)[0] : undefined;
}
