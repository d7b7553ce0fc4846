import {
  and,
  bit,
  concat,
  ModuleBuilder,
  named,
  not,
  or,
  replicate,
  signalAt,
  sharedBy,
  type Module,
  type PortsOf,
} from "../../src/hdl/index.ts";
import { thermometer } from "../arithmetic/thermometer.ts";
import { countBits } from "./shape.ts";

/**
 * Keys of groups that hold no input, because the last tile of a product is not full. The activations of such a group are
 * 0 whatever its keys say; but a sign, say, would still turn 0 into its complement and a carry, which only numbers undo,
 * not X. So a few bits of these keys are masked: which ones, the family says.
 */

/** Which groups may be without inputs: all but the first `certain` ones. */
export interface TailShape {
  readonly shape: "fixed" | "runtime";
  readonly groups: number;
  readonly groupSize: number;
  readonly certain: number;
  /** Inputs of a product, at most. */
  readonly inputs: number;
}

/** Verilog name: says all that shapes the module. */
export function groupTailName(shape: TailShape): string {
  const { groups, groupSize, certain } = shape;
  const masked = groups - certain;
  return shape.shape === "fixed"
    ? `group_tail_l${masked}`
    : `group_tail_l${masked}_u${groupSize}_count${restBits(shape)}`;
}

/** Bits of the count of inputs in the last tile, if the shape is set at run time: the low ones of what is left. */
export function restBits({ inputs, groups, groupSize }: TailShape): number {
  return Math.min(countBits(inputs), countBits(groups * groupSize));
}

/** The last two only if the shape is set at run time. */
export type GroupTailInputs = PortsOf<"tile_last", "pass_loaded" | "rest">;

/** One bit for each group that may be without inputs. */
export type GroupTailOutputs = PortsOf<"occupied">;

/**
 * `occupied[l]`: group `certain` + l of the tile in use holds an input. Fixed: unless the tile is the last. Runtime: in
 * the last tile by the count of its inputs, kept when it is loaded.
 */
export const groupTail = sharedBy(groupTailName, (shape: TailShape): Module<GroupTailInputs, GroupTailOutputs> => {
  const { groups, groupSize, certain } = shape;
  const m = new ModuleBuilder<GroupTailInputs>(
    groupTailName(shape),
    "Tells which groups of the tile in use hold inputs.",
  );
  const isFull = named("is_full", not(m.input("tile_last", 1, "the tile in use is the last of its pass")));
  if (shape.shape === "fixed") return m.build({ occupied: replicate(isFull, groups - certain) }, OCCUPIED);
  // All tiles are full but the last; no other product is loaded before its last step.
  const passLoaded = m.input("pass_loaded", 1, "the last tile of a pass is loaded");
  const rest = m.registered("rest_q", m.input("rest", restBits(shape), "inputs in that tile"), { enable: passLoaded });
  const counts = thermometer("rest", rest, groups * groupSize);
  const occupied = Array.from({ length: groups - certain }, (_, l) =>
    or(isFull, signalAt(counts, (certain + l) * groupSize)),
  );
  return m.build({ occupied: concat(...occupied) }, OCCUPIED);
});

const OCCUPIED = { occupied: "groups that hold inputs: those that may hold none, lowest first" };

/** What shapes the mask of one lane's keys. */
export interface KeyMaskShape {
  readonly groups: number;
  readonly certain: number;
  readonly keyBits: number;
  /** Bits of a key that are masked. */
  readonly maskedBits: readonly number[];
}

/** Verilog name: says all that shapes the module. */
export function keyMaskName({ groups, certain, keyBits, maskedBits }: KeyMaskShape): string {
  return `key_mask_l${groups}_b${keyBits}_from${certain}_bit${maskedBits.join("_")}`;
}

/** The keys of one lane, and which groups have inputs. */
export type KeyMaskInputs = PortsOf<"key_data" | "occupied">;

/** The keys of one lane, masked. */
export type KeyMaskOutputs = PortsOf<"keys">;

/** The keys of one lane, masked where a group has no input. Price: one gate for each group that may have none. */
export const keyMask = sharedBy(keyMaskName, (shape: KeyMaskShape): Module<KeyMaskInputs, KeyMaskOutputs> => {
  const { groups, certain, keyBits, maskedBits } = shape;
  const m = new ModuleBuilder<KeyMaskInputs>(
    keyMaskName(shape),
    "Masks the keys of groups without inputs, which may be anything.",
  );
  const keys = m.input("key_data", groups * keyBits, "keys of one lane: L groups of b bits");
  const occupied = m.input(
    "occupied",
    groups - certain,
    "groups that hold inputs: those that may hold none, lowest first",
  );
  const bits = Array.from({ length: groups * keyBits }, (_, i) => {
    const group = Math.floor(i / keyBits) - certain;
    return group >= 0 && maskedBits.includes(i % keyBits) ? and(bit(keys, i), bit(occupied, group)) : bit(keys, i);
  });
  return m.build({ keys: concat(...bits) }, { keys: "the same, silent where a group holds no input" });
});
