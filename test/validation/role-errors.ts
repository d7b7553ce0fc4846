import type { Fidelity } from "../../src/core/result.ts";
import { FAN_OUT_ROLE } from "../../models/evaluate/breakdown.ts";
import type { ComparedDesign } from "./checks.ts";

/** Σ |estimate − measured| / Σ measured of what one kind of module takes, over the designs that have it. */
export interface RoleError {
  readonly role: string;
  readonly designs: number;
  readonly area: number;
  /** Absent where energy is not measured or not modelled. */
  readonly energy?: number;
}

/** Estimated and measured of all modules of one role in one design. */
export interface RoleTotal {
  readonly role: string;
  readonly module: string;
  readonly estimatedUm2: number;
  readonly measuredUm2: number;
  readonly estimatedPj?: number;
  readonly measuredPj?: number;
}

/**
 * Error by module kind. Modules of one role (both masks, say) are added up first: that is what the breakdown of a report
 * shows. Energies by module are measured by our own engine, whose total agrees with OpenSTA (the check `netlist`).
 */
export function roleErrors(designs: readonly ComparedDesign[], fidelity: Fidelity): readonly RoleError[] {
  const totals = designs.flatMap((design) => roleTotals(design, fidelity));
  const roles = [...new Set(totals.map(({ role }) => role))].toSorted();
  return roles.map((role) => {
    const own = totals.filter((total) => total.role === role);
    const energies = own.flatMap(({ estimatedPj, measuredPj }) =>
      estimatedPj === undefined || measuredPj === undefined ? [] : [{ estimated: estimatedPj, measured: measuredPj }],
    );
    const areas = own.map(({ estimatedUm2, measuredUm2 }) => ({ estimated: estimatedUm2, measured: measuredUm2 }));
    return {
      role,
      designs: own.length,
      area: error(areas),
      ...(energies.length === 0 ? {} : { energy: error(energies) }),
    };
  });
}

/** The kind of module whose error moves a design's area most, and by what part of that area; undefined if not estimated. */
export function dominantRole(
  design: ComparedDesign,
  fidelity: Fidelity,
): { readonly role: string; readonly module: string; readonly share: number } | undefined {
  return roleTotals(design, fidelity)
    .map(({ role, module, estimatedUm2, measuredUm2 }) => ({
      role,
      module,
      share: (estimatedUm2 - measuredUm2) / design.measured.areaUm2,
    }))
    .toSorted((a, b) => Math.abs(b.share) - Math.abs(a.share))[0];
}

/**
 * One entry per role of a design, named by its largest module. Buffers between the components stand in the top module. Where
 * instances of one module have several roles (adders of floats in trees and in accumulators), each has the part of what was
 * measured that it has of the estimate.
 */
export function roleTotals({ measured, estimates }: ComparedDesign, fidelity: Fidelity): readonly RoleTotal[] {
  const found = new Map(measured.modules.map((module) => [module.module, module]));
  const estimated = estimates[fidelity]?.modules ?? [];
  const ofModule = (name: string, quantity: "areaUm2" | "energyPj"): number =>
    estimated.reduce((total, each) => total + (each.module === name ? (each[quantity] ?? 0) : 0), 0);
  const byRole = new Map<string, RoleTotal>();
  for (const { role, module, areaUm2, energyPj } of estimated) {
    const own = found.get(role === FAN_OUT_ROLE ? measured.top : module);
    if (own === undefined) throw new Error(`synthesis of ${measured.top} lost module ${module}`);
    const before = byRole.get(role);
    const areaPart = part(areaUm2, ofModule(module, "areaUm2"));
    const energyPart = energyPj === undefined ? areaPart : part(energyPj, ofModule(module, "energyPj"));
    const ownPj = own.energyPj === undefined ? undefined : energyPart * own.energyPj;
    const [estimatedPj, measuredPj] = [sum(before?.estimatedPj, energyPj), sum(before?.measuredPj, ownPj)];
    byRole.set(role, {
      role,
      module: before?.module ?? module,
      estimatedUm2: (before?.estimatedUm2 ?? 0) + areaUm2,
      measuredUm2: (before?.measuredUm2 ?? 0) + areaPart * own.areaUm2,
      ...(estimatedPj === undefined ? {} : { estimatedPj }),
      ...(measuredPj === undefined ? {} : { measuredPj }),
    });
  }
  return [...byRole.values()];
}

/** 1 where nothing was expected of the whole, as then of a module of one role. */
function part(own: number, whole: number): number {
  return whole === 0 ? 1 : own / whole;
}

function sum(before: number | undefined, more: number | undefined): number | undefined {
  return more === undefined ? before : (before ?? 0) + more;
}

/**
 * Σ |estimated − measured| / Σ measured over designs: one where a kind of module takes next to nothing must not decide.
 * 1 if something was expected where there is nothing.
 */
function error(pairs: readonly { readonly estimated: number; readonly measured: number }[]): number {
  const measured = pairs.reduce((total, each) => total + each.measured, 0);
  const off = pairs.reduce((total, each) => total + Math.abs(each.estimated - each.measured), 0);
  return measured === 0 ? Math.min(1, off) : off / measured;
}
