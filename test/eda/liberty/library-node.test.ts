import { describe, expect, it } from "vitest";
import { nodeOfLibrary } from "../../../src/eda/liberty/library-node.ts";

describe("nodeOfLibrary(name)", () => {
  it.each([
    ["osu018_stdcells", 180],
    ["osu035_stdcells", 350],
    ["osu050_stdcells", 500],
    ["sky130_fd_sc_hd__tt_025C_1v80", 130],
    ["sky90fd", 90],
    ["gf180mcu_fd_sc_mcu7t5v0__tt_025C_5v00", 180],
    ["asap7sc7p5t_AO_RVT_TT_nldm", 7],
    ["sg13g2_stdcell_typ_1p20V_25C", 130],
    ["NangateOpenCellLibrary", 45],
    ["gscl45nm", 45],
    ["freepdk45_typical", 45],
    ["saed32rvt_tt1p05v25c", 32],
    ["slow_28nm_hvt", 28],
  ])("%s is of %d nm", (name, nodeNm) => {
    expect(nodeOfLibrary(name)).toBe(nodeNm);
  });

  it.each(["tiny", "", "typical", "tsmc18", "cells_1v80_25C", "myosu", "asap70", "lib45", "core_nm"])(
    "%j tells none",
    (name) => {
      expect(nodeOfLibrary(name)).toBeUndefined();
    },
  );
});
