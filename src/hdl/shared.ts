import type { Module } from "./netlist.ts";

const made = new Map<string, WeakRef<Module>>();

/**
 * The module with this name, made once for as long as anybody holds it: equal parameters give one and the same object,
 * so a design and its parts share their modules. The name must say everything that shapes the module.
 */
export function shared<M extends Module>(name: string, make: () => M): M {
  const known = made.get(name)?.deref();
  // One name has one maker, so one type.
  if (known !== undefined) return known as M;
  const module = make();
  made.set(name, new WeakRef(module));
  return module;
}

/** The maker of a kind of module, each shape made once as by `shared`; `nameOf` says everything that shapes it. */
export function sharedBy<S, M extends Module>(nameOf: (shape: S) => string, make: (shape: S) => M): (shape: S) => M {
  return (shape) => shared(nameOf(shape), () => make(shape));
}
