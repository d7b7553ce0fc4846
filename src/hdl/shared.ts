import type { Module } from "./netlist.ts";

const made = new Map<string, WeakRef<Module>>();

/**
 * The module with this name, made once for as long as anybody holds it: equal parameters give one and the same object,
 * so a design and its parts share their modules. The name must say everything that shapes the module.
 */
export function shared(name: string, make: () => Module): Module {
  const known = made.get(name)?.deref();
  if (known !== undefined) return known;
  const module = make();
  made.set(name, new WeakRef(module));
  return module;
}
