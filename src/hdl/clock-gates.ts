import type { ClockGate, Module, RegisterSignal, Signal } from "./netlist.ts";

/** Whether a gate of a module ticks in reset, too: something behind it has a reset value. */
export function opensInReset(module: Pick<Module, "registers" | "instances">, gate: ClockGate): boolean {
  return (
    module.registers.some(({ reset, drive }) => reset !== undefined && drive?.clock === gate) ||
    module.instances.some(({ clock, module: child }) => clock === gate && child.isReset)
  );
}

/**
 * Registers on the module's own clock that load in the same cycles, by their enable, where together they have at least
 * `leastBits`. Those with a reset value make a group of their own: a gate for both kinds would load in reset what is not reset.
 */
export function heldGroups(
  registers: readonly RegisterSignal[],
  leastBits: number,
): readonly { readonly enable: Signal; readonly registers: readonly RegisterSignal[] }[] {
  const groups = new Map<Signal, { readonly plain: RegisterSignal[]; readonly reset: RegisterSignal[] }>();
  for (const register of registers) {
    const enable = register.drive?.enable;
    if (enable === undefined || enable.kind === "constant" || register.drive?.clock !== undefined) continue;
    const group = groups.get(enable) ?? { plain: [], reset: [] };
    groups.set(enable, group);
    group[register.reset === undefined ? "plain" : "reset"].push(register);
  }
  return [...groups]
    .flatMap(([enable, { plain, reset }]) => [plain, reset].map((each) => ({ enable, registers: each })))
    .filter((group) => group.registers.reduce((bits, { width }) => bits + width, 0) >= leastBits);
}
