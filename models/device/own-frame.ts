import type { Device, DirectionName } from "./device.ts";
import type { Draw } from "./draw-device.ts";

/** Where a device's own g lies on the nominal curve, at (g − origin)/span, whose steps it takes `size` times as large. */
export interface Frame {
  readonly origin: number;
  readonly span: number;
  readonly size: number;
}

const UNIT_FRAME: Frame = { origin: 0, span: 1, size: 1 };

/** No distance from `zero` to a bound counts as less. */
const NARROWEST = 1e-3;

/** What the device's own bounds do to its curve (see `CURVES`), in the g that is read against its reference. */
export function frameOf(device: Device, draw: Draw, name: DirectionName): Frame {
  const { origin, span, size } = boundFrame(device, draw, name);
  return { origin: origin - draw.reference, span, size };
}

function boundFrame({ deviceToDevice: { curve }, zero = 0 }: Device, draw: Draw, name: DirectionName): Frame {
  const { minimum, maximum, isStuck } = draw;
  if (isStuck) return UNIT_FRAME;
  switch (curve) {
    case "clips":
      return UNIT_FRAME;
    case "stretches":
      return { origin: minimum, span: maximum - minimum, size: maximum - minimum };
    case "stretches-from-zero": {
      const [own, nominal] = name === "ltp" ? [maximum - zero, 1 - zero] : [zero - minimum, zero];
      return aboutZero(zero, Math.max(NARROWEST, own) / nominal);
    }
    case "scales-about-zero":
      return aboutZero(zero, maximum - minimum);
  }
}

/** The curve `span` times as wide, with `zero` where it was and steps as they were. */
function aboutZero(zero: number, span: number): Frame {
  return { origin: zero * (1 - span), span, size: 1 };
}
