import {
  add,
  and,
  bit,
  constant,
  ltu,
  mux,
  named,
  not,
  or,
  replicate,
  signExtend,
  slice,
  sub,
  xor,
  zeroExtend,
  type ModuleBuilder,
  type RegisterSignal,
  type Signal,
} from "../../../src/hdl/index.ts";
import { compressBits } from "../../arithmetic/compressor.ts";
import type { UnitShape } from "../../contract/index.ts";
import { isPair, verifies } from "../../update-unit/shape.ts";
import type { LaneInputs } from "./lane-ports.ts";
import { absolute } from "./operand.ts";
import { registerBits } from "./ports.ts";

/** How conductances that are read back become pulses. */
export interface ReadBack {
  readonly loads: readonly { readonly when: Signal; readonly count: Signal; readonly raise: Signal }[];
  /** The pair is to be reset and rewritten. */
  readonly flagged: Signal | undefined;
  /** The synapse is too far from its target. */
  readonly isOff: Signal | undefined;
}

/**
 * `present_q` is what was read: a code, or of a pair the difference. Refresh flags pairs that are used up and rewrites the
 * difference: open loop as so many pulses, or as the target of the verify loop. The verify loop gives one pulse to every
 * synapse that is further from its target than the window.
 */
export function readBack(
  m: ModuleBuilder<LaneInputs>,
  shape: UnitShape,
  state: { readonly count: RegisterSignal; readonly raise: RegisterSignal; readonly used: Signal },
): ReadBack {
  const { adcBits, refresh, writeVerify } = shape;
  const latch = m.input("latch", 1, "the codes are taken");
  const plus = m.input("read_plus", adcBits, "code of the device");
  const minus = isPair(shape) ? m.input("read_minus", adcBits, "code of the second device") : undefined;
  const bits = adcBits + 1;
  const reading = minus === undefined ? zeroExtend(plus, bits) : sub(zeroExtend(plus, bits), zeroExtend(minus, bits));
  const present = m.registered("present_q", reading, { enable: latch });
  const loads: { readonly when: Signal; readonly count: Signal; readonly raise: Signal }[] = [];
  let flagged: Signal | undefined;
  let isOff: Signal | undefined;
  if (refresh !== "none" && minus !== undefined) {
    flagged = flag(m, { plus, minus, used: state.used }, adcBits);
    if (refresh === "open-loop") loads.push(rewrite(m, present, flagged, adcBits));
  }
  if (verifies(shape)) {
    const window = m.input(
      "verify_window",
      registerBits(shape).verifyWindow ?? 1,
      "distance from the target that is near enough",
    );
    const target = m.register("target_q", bits);
    const fromCounts =
      writeVerify === "on"
        ? { when: m.input("aim", 1, "the target follows from the count"), value: aim(shape, present, state) }
        : undefined;
    const fromPair =
      refresh === "verified"
        ? { when: m.input("flag", 1, "the pair is rewritten as it was read"), value: present }
        : undefined;
    const sources = [fromCounts, fromPair].flatMap((source) => (source === undefined ? [] : [source]));
    const [first, second] = sources;
    if (first === undefined) throw new Error("internal: verify without a target");
    m.drive(
      target,
      second === undefined ? first.value : mux(second.when, second.value, first.value),
      or(...sources.map(({ when }) => when)),
    );
    const matters = checked(m, shape, state.used, flagged);
    const checks = check(m, { target, present, window, matters });
    loads.push(checks);
    isOff = checks.count;
  }
  return { loads, flagged, isOff };
}

/** max > upper and min > lower. */
function flag(
  m: ModuleBuilder<LaneInputs>,
  { plus, minus, used }: { readonly plus: Signal; readonly minus: Signal; readonly used: Signal },
  adcBits: number,
): Signal {
  const upper = m.input("refresh_upper", adcBits, "code that the larger must exceed");
  const lower = m.input("refresh_lower", adcBits, "code that the smaller must exceed");
  const isAbove = or(ltu(upper, plus), ltu(upper, minus));
  const areBothAbove = and(ltu(lower, plus), ltu(lower, minus));
  return m.registered("flagged_q", and(used, isAbove, areBothAbove), {
    enable: m.input("latch_flags", 1, "whether the pair is used up is taken"),
  });
}

/** |difference| · gain / 4 pulses to the side that led. */
function rewrite(m: ModuleBuilder<LaneInputs>, present: Signal, flagged: Signal, adcBits: number) {
  const gain = m.input("rewrite_gain", 4, "quarters of a pulse for each code of difference");
  const negative = bit(present, present.width - 1);
  const magnitude = named("difference", absolute(slice(present, 0, adcBits), negative));
  const width = adcBits + 2;
  const columns: Signal[][] = Array.from({ length: width }, () => []);
  // Each bit of the gain adds the difference, shifted by its place; what falls below one pulse is lost.
  for (let i = 0; i < adcBits; i++)
    for (let j = 0; j < 4; j++) columns[i + j - 2]?.push(and(bit(magnitude, i), bit(gain, j)));
  const product = compressBits(columns, 0n, width, { prefix: "rewrite_" });
  const count = and(product, replicate(flagged, width));
  return { when: m.input("flag", 1, "the pair is rewritten as it was read"), count, raise: not(negative) };
}

/** The reading plus or less the count, within what can be read. */
function aim(
  shape: UnitShape,
  present: Signal,
  { count, raise }: { readonly count: Signal; readonly raise: Signal },
): Signal {
  const { adcBits } = shape;
  const bits = Math.max(present.width, count.width + 1) + 1;
  const lowers = not(raise);
  const change = xor(zeroExtend(count, bits), replicate(lowers, bits));
  const wanted = named("wanted", add(add(signExtend(present, bits), change), zeroExtend(lowers, bits)));
  const negative = bit(wanted, bits - 1);
  const most = 2 ** adcBits - 1;
  const isOver = and(not(negative), ltu(constant(bits, most), wanted));
  const least = isPair(shape) ? -most : 0;
  // Of two negative numbers, the lower one is lower as an unsigned number too.
  const isUnder = isPair(shape) ? and(negative, ltu(wanted, constant(bits, BigInt(least)))) : negative;
  const { width } = present;
  const inRange = mux(isUnder, constant(width, BigInt(least)), slice(wanted, 0, width));
  return mux(isOver, constant(width, most), inRange);
}

/** One pulse towards the target, if it is further away than the window. */
function check(
  m: ModuleBuilder<LaneInputs>,
  {
    target,
    present,
    window,
    matters,
  }: { readonly target: Signal; readonly present: Signal; readonly window: Signal; readonly matters: Signal },
) {
  const bits = target.width + 1;
  const error = named("error", sub(signExtend(target, bits), signExtend(present, bits)));
  const negative = bit(error, bits - 1);
  const isOff = ltu(zeroExtend(window, bits), absolute(error, negative));
  return {
    when: m.input("check", 1, "the distance from the target is taken"),
    count: and(isOff, matters),
    raise: not(negative),
  };
}

/** In a refresh only flagged pairs are corrected. */
function checked(
  m: ModuleBuilder<LaneInputs>,
  { refresh }: UnitShape,
  used: Signal,
  flagged: Signal | undefined,
): Signal {
  if (refresh !== "verified" || flagged === undefined) return used;
  return mux(m.input("refreshing", 1, "a refresh is under way"), flagged, used);
}
