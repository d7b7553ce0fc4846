import { gatedName, withClockGates } from "../../src/hdl/with-clock-gates.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { CorePart } from "./core-part.ts";

/**
 * Flip-flops that are worth a clock gate of their own. A gate takes the area of the multiplexers of 2 (sky130hd, sg13g2) to
 * 6 (asap7) flip-flops, and, shut, the energy of the clock of one: `npx tritforge list` has no figure of it, `clockGateCost` has.
 */
export const LEAST_GATED_BITS = 8;

/** Key of a module → whether it has a clock: asked of thousands of designs that share it. */
const clocked = new Map<string, boolean>();

/** The parts of a core whose registers have gated clocks while they hold; its controller, which never rests, stays as it is. */
export function gatedParts(parts: readonly CorePart[]): CorePart[] {
  return parts.map((part) => (part.part === "control" || !hasClock(part) ? part : new GatedPart(part)));
}

function hasClock({ moduleName, build }: CorePart): boolean {
  const name = moduleName();
  const known = clocked.get(name) ?? build().isClocked;
  clocked.set(name, known);
  return known;
}

/** A class: a literal with a getter has a hidden class of its own, and a sweep makes thousands. */
class GatedPart implements CorePart {
  readonly part: CorePart["part"];
  readonly role: string;
  readonly count: number;
  readonly activity: CorePart["activity"];
  readonly instance?: NonNullable<CorePart["instance"]>;
  readonly #ungated: CorePart;

  constructor(ungated: CorePart) {
    this.part = ungated.part;
    this.role = ungated.role;
    this.count = ungated.count;
    this.activity = ungated.activity;
    if (ungated.instance !== undefined) this.instance = ungated.instance;
    this.#ungated = ungated;
  }

  /** Its name: fan-out buffers of its enables are others than those that the key of an ungated lane counts. */
  get key(): string {
    return this.moduleName();
  }

  get energyKey(): string | undefined {
    const { energyKey } = this.#ungated;
    return energyKey === undefined ? undefined : gatedName(energyKey);
  }

  readonly moduleName = (): string => gatedName(this.#ungated.moduleName());

  readonly build = (): Module => withClockGates(this.#ungated.build(), LEAST_GATED_BITS);
}
