import { describe, expect, it } from "vitest";
import type { Slot } from "../../../generators/contract/index.ts";
import { describeSlot, sameSlot, SlotMonitor, type LineLevels } from "../../../src/verify/update-unit/slot-monitor.ts";

const LOW: LineLevels = { rows: [], lines: { ltp: [], ltd: [] } };
const both: LineLevels = { rows: [1], lines: { ltp: [0], ltd: [2] } };
const ltpOnly: LineLevels = { rows: [1], lines: { ltp: [0], ltd: [] } };

function watch(...cycles: readonly LineLevels[]) {
  const slots: Slot[] = [];
  const monitor = new SlotMonitor((slot) => slots.push(slot));
  for (const levels of cycles) monitor.sample(levels);
  return { slots, fault: monitor.fault };
}

describe("SlotMonitor", () => {
  it("makes one slot of lines that come on together, with the width of each kind", () => {
    const { slots, fault } = watch(LOW, both, ltpOnly, ltpOnly, LOW);
    expect(fault).toBeUndefined();
    expect(slots).toEqual([{ rows: [1], lines: { ltp: [0], ltd: [2] }, widths: { ltp: 3, ltd: 1 } }]);
  });

  it("tells slots apart by one low cycle", () => {
    expect(watch(ltpOnly, LOW, ltpOnly, LOW).slots).toHaveLength(2);
  });

  it("refuses a line that comes on late", () => {
    expect(watch(ltpOnly, both).fault).toMatch("a line of ltp, ltd came on in cycle 1 of a slot of ltp");
  });

  it("refuses a line that comes back", () => {
    expect(watch(both, ltpOnly, both).fault).toMatch(/came on in cycle 2/);
  });

  it("refuses other columns or rows in the middle of a slot", () => {
    expect(watch(ltpOnly, { rows: [1], lines: { ltp: [1], ltd: [] } }).fault).toMatch("lines changed in cycle 1");
    expect(watch(ltpOnly, { ...ltpOnly, rows: [1, 2] }).fault).toMatch("lines changed in cycle 1");
  });

  it("lets rows stay on behind a slot, but not come on there, nor stay until the next", () => {
    const rowsOnly = { ...LOW, rows: [1] };
    expect(watch(ltpOnly, rowsOnly, rowsOnly, LOW, ltpOnly, LOW)).toMatchObject({ fault: undefined, slots: [{}, {}] });
    expect(watch(LOW, rowsOnly).fault).toMatch("row lines 1 came on without a column line");
    expect(watch(ltpOnly, { ...LOW, rows: [1, 2] }).fault).toMatch("row lines 1 2 are on behind a slot");
    expect(watch(ltpOnly, rowsOnly, { ...LOW, rows: [2] }).fault).toMatch("row lines 2 came on");
    expect(watch(ltpOnly, rowsOnly, ltpOnly).fault).toMatch("row lines 1 are on between two slots");
  });
});

describe("sameSlot(a, b)", () => {
  const slot: Slot = { rows: [0], lines: { plus_ltp: [1] }, widths: { plus_ltp: 2 } };

  it("looks at rows, columns, kinds and widths", () => {
    expect(sameSlot(slot, { ...slot, lines: { plus_ltp: [1], plus_ltd: [] } })).toBe(true);
    expect(sameSlot(slot, { ...slot, rows: [1] })).toBe(false);
    expect(sameSlot(slot, { ...slot, lines: { plus_ltp: [1, 2] } })).toBe(false);
    expect(sameSlot(slot, { ...slot, lines: { minus_ltp: [1] } })).toBe(false);
    expect(sameSlot(slot, { ...slot, widths: { plus_ltp: 3 } })).toBe(false);
  });

  it("is told in words by describeSlot(slot)", () => {
    expect(describeSlot(slot)).toBe("rows 0, plus_ltp 1 (2 cycles)");
  });
});
