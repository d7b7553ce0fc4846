import type { CoreCost } from "../cost/cost-model.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";

/** Numbers of the designs of a row, see `CoreCost`; lists are overwritten by the next row. */
export type RowCosts = {
  readonly [Field in keyof CoreCost as Field extends "criticalPathPs" ? "pathPs" : Field]: Float64Array;
};

/** The same in the memory of the rows. */
export type RowCostLists = { readonly [Field in keyof RowCosts]: RowList };

/** Energies among them, in the order in which they stand in lists. */
export const ENERGY_FIELDS = ["loadFj", "holdFj", "idleFj"] as const;

/** @param pathPs where paths stand */
export function costLists(memory: RowMemory, length: number, pathPs = memory.list(length)): RowCostLists {
  const list = (): RowList => memory.list(length);
  return { areaUm2: list(), leakageNw: list(), pathPs, loadFj: list(), holdFj: list(), idleFj: list() };
}

/** The numbers of lists. */
export function costsIn({ areaUm2, leakageNw, pathPs, loadFj, holdFj, idleFj }: RowCostLists): RowCosts {
  return {
    areaUm2: areaUm2.numbers,
    leakageNw: leakageNw.numbers,
    pathPs: pathPs.numbers,
    loadFj: loadFj.numbers,
    holdFj: holdFj.numbers,
    idleFj: idleFj.numbers,
  };
}
