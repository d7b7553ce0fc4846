import { ToolError } from "../../../src/core/errors.ts";
import type { FlatNetlist } from "../../../src/eda/netlist/flat.ts";
import { conditions, runOpenSta, type StaDesign } from "./engine.ts";
import { idealGates } from "./ideal-gates.ts";

/** A mapped design and the conditions under which its longest path is wanted. */
export interface StaTimingRequest extends StaDesign {
  readonly fo4: { readonly slewPs: number; readonly loadFf: number };
  /** Clock port; undefined for a design without flip-flops. */
  readonly clock: string | undefined;
  /** The same design, for the names of its clock gates; absent: it has none. */
  readonly netlist?: FlatNetlist;
}

/** Short, so that the slack, a 32-bit number, keeps the digits of the delay. */
const PERIOD_PS = 1;

/**
 * The longest path by OpenSTA [ps], of those between registers and ports in any combination, setup time included, under
 * the conditions of `analyseTiming`.
 * @throws {ToolError} as `runOpenSta`, and if it finds no path
 */
export function referenceTiming(request: StaTimingRequest): number {
  const { fo4, clock, netlist } = request;
  const log = runOpenSta(request, [
    ...conditions(fo4, clock, PERIOD_PS),
    ...(netlist === undefined ? [] : idealGates(netlist, fo4.slewPs)),
    ["report_checks", "-digits", 6],
  ]);
  const slack = /^\s*(-?[\d.]+)\s+slack \(/m.exec(log)?.[1];
  if (slack === undefined) throw new ToolError(`OpenSTA found no path in ${request.top}`, log.slice(-2000));
  return PERIOD_PS - Number(slack);
}
