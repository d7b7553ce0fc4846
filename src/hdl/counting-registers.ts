import type { BinarySignal, Module, RegisterSignal, Signal } from "./netlist.ts";

/**
 * Register → sum, of the registers that an enable makes count by one. Synthesis makes `q + enable` of `enable ? q + 1 : q`, so the
 * enable is the carry that comes into the sum, whatever else the register may take instead of it.
 */
export function countingRegisters(module: Module): ReadonlyMap<Signal, BinarySignal> {
  const sums = new Map<Signal, BinarySignal>();
  for (const register of module.registers) {
    const sum = register.drive?.enable === undefined ? undefined : stepOf(register);
    if (sum !== undefined) sums.set(register, sum);
  }
  return sums;
}

/** A register's own value plus or minus one, among what it may take. */
function stepOf(register: RegisterSignal): BinarySignal | undefined {
  const rest: Signal[] = register.drive === undefined ? [] : [register.drive.next];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === "name") rest.push(next.a);
    else if (next.kind === "mux") rest.push(next.high, next.low);
    else if (isStep(next, register)) return next;
  }
  return undefined;
}

function isStep(signal: Signal, register: RegisterSignal): signal is BinarySignal {
  if (signal.kind !== "binary" || !(signal.operator === "add" || signal.operator === "sub")) return false;
  return signal.a === register && signal.b.kind === "constant" && signal.b.value === 1n;
}
