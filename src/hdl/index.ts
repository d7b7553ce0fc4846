/**
 * The netlist: what generators may import. A new kind of node goes into `signal.ts`; the compiler then lists every
 * walker that must learn it.
 */
export * from "./expressions.ts";
export { addressBits, ModuleBuilder, modulesOf, multiplicities, type Instance, type Module } from "./module.ts";
export { shared } from "./shared.ts";
export type { Memory, RegisterSignal, Signal } from "./signal.ts";
