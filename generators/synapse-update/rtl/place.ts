import type { Module, ModuleBuilder, Signal } from "../../../src/hdl/index.ts";

/** Wires by the names of the ports that they go to. */
export type Wires = Readonly<Record<string, Signal | undefined>>;

/** Connects a child to the wires of the names of its ports. */
export function place(
  m: ModuleBuilder,
  name: string,
  count: number,
  module: Module,
  wires: Wires,
): Record<string, Signal> {
  const inputs = module.inputs.map((port): [string, Signal] => {
    const wire = wires[port.name];
    if (wire === undefined) throw new Error(`internal: nothing drives ${name}.${port.name}`);
    return [port.name, wire];
  });
  return m.repeat(name, count, module, Object.fromEntries(inputs));
}

/** An output that the child must have. */
export function outputOf(outputs: Record<string, Signal>, port: string): Signal {
  const signal = outputs[port];
  if (signal === undefined) throw new Error(`internal: no output ${port}`);
  return signal;
}
