import { type ConcatSignal, type Module, operands, type Signal } from "./netlist.ts";
import type { Use } from "./net-words.ts";
import { unwrap } from "./walk.ts";

/** Who reads the nodes of a module. */
export interface NetUsers {
  useOf(signal: Signal): Use;
  /** Whether the text of a node would be too long where it is used, so that it is a net of its own. */
  isTooLong(signal: Signal): boolean;
}

/** Parts of an expression that still read well inside another one. */
const MOST_PARTS = 4;

/** A node that several things are made of. */
const SEVERAL = Symbol("several");

type Owner = string | typeof SEVERAL;

/** `order`: operands first; `names`: nets that have names already. */
export function usersOf(module: Module, order: readonly Signal[], names: ReadonlyMap<Signal, string>): NetUsers {
  const places = placesOf(module);
  const roles = rolesOf(places);
  const owners = ownersOf(places, order, names);
  const conditions = new Set(conditionsOf(module));
  const inner = new Set(order.flatMap((signal) => (signal.kind === "name" ? [] : operands(signal).map(unwrap))));
  return {
    useOf(signal) {
      const owner = owners.get(signal);
      return { role: roles.get(signal), owner: typeof owner === "string" ? owner : undefined };
    },
    isTooLong(signal) {
      if (signal.kind === "concat") return inner.has(signal) && distinctParts(signal) > MOST_PARTS;
      return conditions.has(signal) && signal.kind === "binary" && leaves(signal, names) > MOST_PARTS;
    },
  };
}

/** Where a node drives something that has a name. */
interface Place {
  readonly signal: Signal;
  /** What the node is there. */
  readonly role: string;
  /** What it is a part of. */
  readonly owner: string;
}

function placesOf(module: Module): Place[] {
  const places = module.outputs.map(({ name, driver }): Place => ({ signal: driver, role: name, owner: name }));
  const add = (signal: Signal | undefined, owner: string, what: string): unknown =>
    signal !== undefined && places.push({ signal, role: `${owner}_${what}`, owner });
  for (const { name, drive } of module.registers) {
    const owner = name.replace(/_q$/, "");
    add(drive?.next, owner, "next");
    add(drive?.enable, owner, "loads");
  }
  for (const { name, write } of module.memories) {
    add(write?.enable, name, "write");
    add(write?.address, name, "address");
    add(write?.data, name, "data");
  }
  for (const { name, enable } of module.clockGates) add(enable, name, "ticks");
  for (const { name, inputs } of module.instances)
    for (const [port, signal] of Object.entries(inputs)) add(signal, name, port);
  return places;
}

function rolesOf(places: readonly Place[]): ReadonlyMap<Signal, string> {
  const roles = new Map<Signal, string>();
  for (const { signal, role } of places) if (!roles.has(unwrap(signal))) roles.set(unwrap(signal), role);
  return roles;
}

/** The one named thing that a node is a part of. */
function ownersOf(
  places: readonly Place[],
  order: readonly Signal[],
  names: ReadonlyMap<Signal, string>,
): ReadonlyMap<Signal, Owner> {
  const owners = new Map<Signal, Owner>();
  const add = (signal: Signal, owner: Owner): void => {
    const known = owners.get(signal) ?? owner;
    owners.set(signal, known === owner ? owner : SEVERAL);
  };
  for (const { signal, owner } of places) add(signal, owner);
  for (const signal of order.toReversed()) {
    const owner = names.get(signal) ?? owners.get(signal);
    if (owner !== undefined && signal.kind !== "instanceOutput")
      for (const operand of operands(signal)) add(operand, owner);
  }
  return owners;
}

function conditionsOf(module: Module): Signal[] {
  return module.registers.flatMap(({ drive }) => (drive?.enable === undefined ? [] : [unwrap(drive.enable)]));
}

/** Parts that are printed: neighbours that are one bit again and again stand there once. */
function distinctParts({ parts }: ConcatSignal): number {
  return parts.filter((part, i) => part !== parts[i - 1]).length;
}

/** Operands of a chain of operators that have no name between them. */
function leaves(signal: Signal, names: ReadonlyMap<Signal, string>): number {
  if (signal.kind !== "binary" || names.has(signal)) return 1;
  return leaves(unwrap(signal.a), names) + leaves(unwrap(signal.b), names);
}
