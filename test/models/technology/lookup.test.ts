import { describe, expect, it } from "vitest";
import { loadTechnology } from "../../../models/technology/index.ts";
import { tableAt } from "../../../models/technology/lookup.ts";

const AXES = [[10, 20, 40], [1, 3], [0]];
const tables = { axes: AXES, cells: {}, fo4: { delayPs: 1, slewPs: 1, loadFf: 1 } };
const TABLE = { slew: 0, load: 1, values: [100, 200, 110, 230, 150, 310] };
const at = (slewPs: number, loadFf: number) => tableAt(tables, TABLE, slewPs, loadFf);

describe("tableAt(tables, table, slewPs, load)", () => {
  it("gives the entries at the axes' positions", () => {
    expect([at(10, 1), at(20, 3), at(40, 3)]).toEqual([100, 230, 310]);
  });

  it("is bilinear between them", () => {
    expect([at(15, 1), at(10, 2), at(15, 2)]).toEqual([105, 150, 160]);
  });

  it("goes straight on beyond both ends of both axes", () => {
    expect([at(0, 1), at(60, 1), at(10, 0), at(10, 5), at(0, 0)]).toEqual([90, 190, 50, 300, 50]);
  });

  it("does not look at an axis with one entry", () => {
    const [byLoad, bySlew, constant] = [
      { slew: 2, load: 1, values: [5, 9] },
      { slew: 0, load: 2, values: [1, 2, 4] },
      { slew: 2, load: 2, values: [7] },
    ];
    expect([
      tableAt(tables, byLoad, 999, 2),
      tableAt(tables, bySlew, 30, 999),
      tableAt(tables, constant, 9, 9),
    ]).toEqual([7, 3, 7]);
  });

  /**
   * OpenSTA 2.0.17, `report_checks -digits 7` on one flip-flop: clock slew 30 ps, data slew 40 ps, load 3 fF; the Liberty
   * files of the technologies (ASAP7 with its missing table templates added, none with a default wire load).
   */
  it.each([
    ["asap7", "DFFHQNx1_ASAP7_75t_R", "QN", [67.945, 67.286, 11.969, 2.033]],
    ["sky130hd", "sky130_fd_sc_hd__dfxtp_1", "Q", [295.381, 286.388, 54.97, 111.839]],
    ["sg13g2", "sg13g2_dfrbp_1", "Q", [207.624, 197.447, 113.088, 117.435]],
  ])("is what OpenSTA reports for the flip-flop of %s, within 0.5 %", (name, cell, output, reference) => {
    const technology = loadTechnology(name);
    const { arcs, setup } = technology.tables.cells[cell] ?? {};
    const arc = arcs?.find(({ to }) => to === output);
    if (arc === undefined || setup === undefined) throw new Error(`${cell} has no tables`);
    const found = [arc.rise, arc.fall].map((table) => tableAt(technology.tables, table, 30, 3));
    found.push(...[setup.rise, setup.fall].map((table) => tableAt(technology.tables, table, 40, 30)));
    found.forEach((value, i) => expect(value / (reference[i] ?? 0)).toBeCloseTo(1, 2));
  });
});
