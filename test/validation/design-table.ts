import type { Fidelity } from "../../src/core/result.ts";
import { CHECKS, FIDELITIES } from "./checks.ts";
import type { HoldOutDesign, TechnologyValidation } from "./compare.ts";
import { markdownTable, signedPercent, significant } from "./markdown.ts";
import { referenceOf } from "./measured.ts";
import { dominantRole } from "./role-errors.ts";

/** Designs that a page shows of each technology. */
const SHOWN = 24;

/** The designs whose estimates are furthest off in any quantity that is promised, in the order in which they were drawn. */
export function furthestOff(designs: readonly HoldOutDesign[]): readonly HoldOutDesign[] {
  const checks = CHECKS.filter(({ gate }) => gate !== undefined);
  const worst = new Map(
    designs.map((design) => [
      design,
      Math.max(
        ...checks.map(({ values, gate }) => {
          const pair = values(design);
          return pair === undefined ? 0 : Math.abs(pair.estimated / pair.measured - 1) / (gate?.mean ?? 1);
        }),
      ),
    ]),
  );
  const shown = new Set(designs.toSorted((a, b) => (worst.get(b) ?? 0) - (worst.get(a) ?? 0)).slice(0, SHOWN));
  return designs.filter((design) => shown.has(design));
}

/** Designs of one technology, in the order in which they were drawn. */
export function designTable({ technology, designs }: TechnologyValidation): string {
  const columns = designColumns(designs);
  return markdownTable(
    [`${technology}: design`, ...columns.map(({ header }) => header), "most of the area error in"],
    designs.map((design) => [design.measured.top, ...columns.map(({ cell }) => cell(design)), dominantCell(design)]),
  );
}

interface Column {
  readonly header: string;
  readonly cell: (design: HoldOutDesign) => string;
}

/** Measured value, then the error of each fidelity; a quantity that nobody measured has no columns. */
function designColumns(designs: readonly HoldOutDesign[]): readonly Column[] {
  const errors = (name: string, pair: (design: HoldOutDesign, fidelity: Fidelity) => Values): readonly Column[] =>
    FIDELITIES.filter((fidelity) => designs.some((design) => pair(design, fidelity)[0] !== undefined)).map(
      (fidelity) => ({ header: `${name} ${fidelity}`, cell: (design) => errorCell(pair(design, fidelity)) }),
    );
  const quantity = (
    header: string,
    measured: (design: HoldOutDesign) => number | undefined,
    pair: (design: HoldOutDesign, fidelity: Fidelity) => Values,
  ): readonly Column[] => {
    if (designs.every((design) => measured(design) === undefined)) return [];
    return [{ header, cell: (design) => valueCell(measured(design)) }, ...errors(header.split(" ")[0] ?? "", pair)];
  };
  return [
    { header: "cells", cell: ({ measured }) => `${measured.cells}` },
    ...quantity(
      "area [µm²]",
      ({ measured }) => measured.areaUm2,
      ({ measured, estimates }, fidelity) => [estimates[fidelity]?.areaUm2, measured.areaUm2],
    ),
    { header: "flattened [µm²]", cell: ({ measured }) => valueCell(measured.flattenedAreaUm2) },
    ...quantity(
      "delay [ps]",
      ({ measured }) => referenceOf(measured.criticalPathPs),
      ({ measured, estimates }, fidelity) => [
        estimates[fidelity]?.criticalPathPs,
        referenceOf(measured.criticalPathPs),
      ],
    ),
    ...quantity(
      "energy [pJ]",
      ({ measured }) => referenceOf(measured.energyPerStepPj),
      ({ measured, estimates }, fidelity) => [
        estimates[fidelity]?.energyPerStepPj,
        referenceOf(measured.energyPerStepPj),
      ],
    ),
  ];
}

/** Estimated and measured. */
type Values = readonly [estimated: number | undefined, measured: number | undefined];

function errorCell([estimated, measured]: Values): string {
  return estimated === undefined || measured === undefined ? "–" : signedPercent(estimated / measured - 1);
}

function valueCell(value: number | undefined): string {
  return value === undefined ? "–" : significant(value);
}

function dominantCell(design: HoldOutDesign): string {
  const dominant = dominantRole(design, "counts");
  return dominant === undefined ? "" : `${dominant.role} ${dominant.module} (${signedPercent(dominant.share)})`;
}
