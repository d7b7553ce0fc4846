import type { Module, ModuleBuilder, Signal, PortsOf } from "../../src/hdl/index.ts";

/**
 * What loads the banks of registers that lie in a row on a path. The first has an enable of its own, which is high only if
 * what it takes is valid: it costs nothing, as all banks have an enable, and nothing that is not valid gets any further.
 */
export interface BankEnables {
  /** Of the first bank; implies `advance`. */
  readonly enter: Signal;
  /** Of all others. */
  readonly advance: Signal;
}

/** The same as ports; those that a module has say how many banks lie in a row. */
export type BankPorts = PortsOf<never, "enter" | "advance">;

/** Declares the enables of a module with so many banks: `enter` if there are any, `advance` if there are several. */
export function bankInputs(m: ModuleBuilder<BankPorts>, banks: number): BankEnables | undefined {
  if (banks === 0) return undefined;
  const enter = m.input("enter", 1, "the first registers on the way load");
  return { enter, advance: banks > 1 ? m.input("advance", 1, "the registers behind them load") : enter };
}

/** Connections of the enables that a child has. */
export function bankWires(child: Module, enables: BankEnables | undefined): BankPorts {
  if (enables === undefined) return {};
  const has = (port: keyof BankPorts): boolean => child.inputs.some(({ name }) => name === port);
  const { enter, advance } = enables;
  return { ...(has("enter") ? { enter } : {}), ...(has("advance") ? { advance } : {}) };
}

/** The enables of what stands behind a bank. */
export function behindBank(enables: BankEnables | undefined): BankEnables | undefined {
  return enables === undefined ? undefined : { enter: enables.advance, advance: enables.advance };
}
