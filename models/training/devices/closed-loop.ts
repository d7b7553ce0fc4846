import { isPair, isUsedUp, rewritePulses } from "../../../generators/update-unit/index.ts";
import type { UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { addSlots, LINES, phaseCount, phaseRule, type PulsePlan } from "../planners/pulse-plan.ts";
import type { SynapseArray } from "./synapse-array.ts";

/** Registers of the loops that read conductances back. */
export type LoopRegisters = Pick<
  UnitRegisters,
  "refreshPeriod" | "refreshUpper" | "refreshLower" | "rewriteGain" | "verifyWindow" | "verifyAttempts"
>;

/** What the loops did so far. */
export interface LoopTotals {
  /** Refreshes of the whole array. */
  refreshes: number;
  /** Pairs that were reset and rewritten. */
  refreshedPairs: number;
  /** Slots in which pairs are reset. */
  resetSlots: number;
  /** Reads of the lanes of one row. */
  reads: number;
  /** Batches that were out of attempts. */
  unverified: number;
}

/** What refreshing a batch of pairs is about to do, for traces. */
export interface RewriteListener {
  /**
   * Resets `members` pairs at once, then writes pulses to each: `pulses[m]` to `synapses[m]`, raising if positive. `plan` is
   * as it was before, so that its cycles say when: reads of the whole array are counted already.
   */
  rewrite(synapses: Int32Array, pulses: Int32Array, members: number, plan: PulsePlan, resetSlots: number): void;
}

/** Refresh and write-verify of one array: what the unit does with its devices once it reads them. */
export class ClosedLoop {
  readonly totals: LoopTotals = { refreshes: 0, refreshedPairs: 0, resetSlots: 0, reads: 0, unverified: 0 };
  readonly #array: SynapseArray;
  readonly #shape: UnitShape;
  readonly #registers: LoopRegisters;
  readonly #listener: RewriteListener | undefined;
  /** Synapses that were pulsed since the last refresh, or that are still used up: no other pair can have become so. */
  readonly #touched: Int32Array;
  readonly #isTouched: Uint8Array;
  #touchedCount = 0;
  #sinceRefresh = 0;
  /** Present batch: synapses and where they are to be. */
  readonly #members: Int32Array;
  readonly #targets: Int32Array;

  constructor(array: SynapseArray, registers: LoopRegisters, listener?: RewriteListener) {
    this.#array = array;
    this.#shape = array.shape;
    this.#registers = registers;
    this.#listener = listener;
    const watched = array.shape.refresh === "none" ? 0 : array.synapses;
    this.#touched = new Int32Array(watched);
    this.#isTouched = new Uint8Array(watched);
    this.#members = new Int32Array(array.shape.lanes);
    this.#targets = new Int32Array(array.shape.lanes);
    for (let s = 0; s < watched; s++) this.#touch(s);
  }

  #touch(synapse: number): void {
    if (this.#isTouched[synapse] === 1) return;
    this.#isTouched[synapse] = 1;
    this.#touched[this.#touchedCount++] = synapse;
  }

  /** Applies a plan by pulsing and reading: each count is a number of codes to move. Entries are in the order of batches. */
  verify(plan: PulsePlan): void {
    const { adcBits, pulseLength, rows, columns, lanes } = this.#shape;
    const most = 2 ** adcBits - 1;
    const least = isPair(this.#shape) ? -most : 0;
    let batches = 0;
    for (let entry = 0; entry < plan.count; batches++) {
      const batch = this.#batchOf(plan.synapses[entry] as number);
      let members = 0;
      for (; entry < plan.count && this.#batchOf(plan.synapses[entry] as number) === batch; entry++) {
        const synapse = plan.synapses[entry] as number;
        const wanted = this.#array.difference(synapse) + (plan.pulses[entry] as number);
        this.#members[members] = synapse;
        this.#targets[members++] = Math.max(least, Math.min(most, wanted));
      }
      this.totals.reads++;
      plan.controlCycles += 2;
      this.#approach(plan, members);
    }
    if (pulseLength === "as-needed") return;
    // Batches without pulses are read and found right.
    const idle = rows * Math.ceil(columns / lanes) - batches;
    this.totals.reads += idle;
    plan.controlCycles += 3 * idle;
  }

  /** Called after every update: refreshes the array when it is due. */
  afterUpdate(plan: PulsePlan): void {
    if (this.#shape.refresh === "none") return;
    for (let entry = 0; entry < plan.count; entry++) this.#touch(plan.synapses[entry] as number);
    const { refreshPeriod } = this.#registers;
    if (refreshPeriod === 0 || ++this.#sinceRefresh < refreshPeriod) return;
    this.#sinceRefresh = 0;
    this.#refresh(plan);
  }

  #refresh(plan: PulsePlan): void {
    const { rows, columns, lanes } = this.#shape;
    const batches = rows * Math.ceil(columns / lanes);
    this.totals.refreshes++;
    this.totals.reads += batches;
    plan.controlCycles += 3 * batches;
    const usedUp = this.#touched.subarray(0, this.#touchedCount).filter((synapse) => this.#needsRefresh(synapse));
    for (let k = 0; k < this.#touchedCount; k++) this.#isTouched[this.#touched[k] as number] = 0;
    this.#touchedCount = 0;
    usedUp.sort();
    for (let k = 0; k < usedUp.length;) {
      const batch = this.#batchOf(usedUp[k] as number);
      let members = 0;
      for (; k < usedUp.length && this.#batchOf(usedUp[k] as number) === batch; k++)
        this.#members[members++] = usedUp[k] as number;
      this.#rewrite(plan, members);
    }
    for (const synapse of usedUp) if (this.#needsRefresh(synapse)) this.#touch(synapse);
  }

  #needsRefresh(synapse: number): boolean {
    const { devices, synapses } = this.#array;
    const { adcBits } = this.#shape;
    const { refreshLower, refreshUpper } = this.#registers;
    const [plus, minus] = [devices.code(synapse, adcBits), devices.code(synapses + synapse, adcBits)];
    return isUsedUp(plus, minus, refreshLower, refreshUpper);
  }

  /** Resets the pairs of one batch and writes their differences to the side that led. */
  #rewrite(plan: PulsePlan, members: number): void {
    const array = this.#array;
    const { rewriteGain } = this.#registers;
    const isOpenLoop = this.#shape.refresh === "open-loop";
    for (let m = 0; m < members; m++) {
      const difference = array.difference(this.#members[m] as number);
      const pulses = rewritePulses(Math.abs(difference), rewriteGain);
      this.#targets[m] = isOpenLoop ? Math.sign(difference) * pulses : difference;
    }
    if (isOpenLoop) this.#listener?.rewrite(this.#members, this.#targets, members, plan, this.totals.resetSlots);
    this.totals.resetSlots++;
    this.totals.refreshedPairs += members;
    for (let m = 0; m < members; m++) {
      const synapse = this.#members[m] as number;
      array.devices.reset(synapse);
      array.devices.reset(array.synapses + synapse);
      array.refreshWeight(synapse);
    }
    if (!isOpenLoop) {
      this.totals.reads++;
      plan.controlCycles++;
      this.#approach(plan, members);
      return;
    }
    let slots = 0;
    for (let m = 0; m < members; m++) {
      const pulses = this.#targets[m] as number;
      if (pulses !== 0) array.pulse(this.#members[m] as number, pulses, LINES.all);
      slots = Math.max(slots, Math.abs(pulses));
    }
    addSlots(plan, "one-ltp", slots, 0, 0);
    plan.controlCycles++;
  }

  /** One pulse to every member that is too far off, then a read; until none is, or attempts are used up. */
  #approach(plan: PulsePlan, members: number): void {
    const { verifyWindow, verifyAttempts } = this.#registers;
    const rule = phaseRule(this.#shape);
    for (let attempt = 0; ; attempt++) {
      plan.controlCycles++;
      let [raising, lowering] = [0, 0];
      for (let m = 0; m < members; m++) {
        const off = (this.#targets[m] as number) - this.#array.difference(this.#members[m] as number);
        if (Math.abs(off) <= verifyWindow) continue;
        if (off > 0) raising = 1;
        else lowering = 1;
        if (attempt < verifyAttempts) this.#array.pulse(this.#members[m] as number, off > 0 ? 1 : -1, LINES.all);
      }
      if (raising + lowering === 0) return;
      if (attempt >= verifyAttempts) {
        this.totals.unverified++;
        return;
      }
      addSlots(plan, rule, raising, lowering, 0);
      plan.controlCycles += phaseCount(rule) + 1;
      this.totals.reads++;
    }
  }

  /** Row and batch of a synapse as one number. */
  #batchOf(synapse: number): number {
    const { columns, lanes } = this.#shape;
    const row = Math.floor(synapse / columns);
    return row * columns + Math.floor((synapse - row * columns) / lanes);
  }
}
