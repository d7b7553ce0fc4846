import type { Module, ModuleBuilder, Ports, Signal } from "../../../src/hdl/index.ts";

/** Wires by the names of the ports that they go to; those of ports that only some units have may be undefined. */
export type Wires<I extends Ports> = { readonly [P in keyof I]: I[P] | undefined };

/** Connects a child to the wires of the names of its ports, and to no others. */
export function place<I extends Ports, O extends Ports>(
  m: ModuleBuilder,
  name: string,
  count: number,
  module: Module<I, O>,
  wires: Wires<I>,
): O {
  const known = new Map<string, Signal | undefined>(Object.entries(wires));
  const inputs = module.inputs.map((port): [string, Signal] => {
    const wire = known.get(port.name);
    if (wire === undefined) throw new Error(`internal: nothing drives ${name}.${port.name}`);
    return [port.name, wire];
  });
  // Which ports there are is checked above, for this module and not for its type.
  return m.repeat<Ports, Ports>(name, count, module, Object.fromEntries(inputs)) as O;
}
