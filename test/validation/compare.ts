import type { CoreGenerator } from "../../generators/contract/index.ts";
import { findCore } from "../../generators/registry.ts";
import type { Technology } from "../../models/technology/index.ts";
import type { Design, Fidelity } from "../../src/core/result.ts";
import { CHECKS, FIDELITIES, type Check } from "./checks.ts";
import type { EstimatedDesign } from "./estimated.ts";
import type { MeasuredDesign } from "./measured.ts";
import { regretsOf, type Regret, type SizedDesign } from "./objectives.ts";
import { roleErrors, type RoleError } from "./role-errors.ts";
import { summariseErrors, type ErrorSummary } from "./statistics.ts";

/** Estimate and measurement of one hold-out design. */
export interface HoldOutDesign extends Design, SizedDesign {}

/** One check over all designs. */
export interface CheckSummary extends Omit<Check, "values"> {
  /** Designs with both values. */
  readonly designs: number;
  /** Undefined if there is no such design. */
  readonly errors?: ErrorSummary;
}

/** All that validation says about one technology. */
export interface TechnologyValidation {
  readonly technology: string;
  readonly librarySha256: string;
  /** Whether delays and energies are held against OpenSTA (else against our own engines). */
  readonly hasOpenSta: boolean;
  readonly checks: readonly CheckSummary[];
  readonly regrets: readonly Regret[];
  /** Only fidelities that could be evaluated. */
  readonly roles: Partial<Readonly<Record<Fidelity, readonly RoleError[]>>>;
  readonly designs: readonly HoldOutDesign[];
}

/** Estimates of all designs by one fidelity, in their order. */
export type Estimates = Partial<Readonly<Record<Fidelity, readonly EstimatedDesign[]>>>;

/** Holds estimates against what was measured of the same designs, all in the same order. */
export function compareDesigns(
  designs: readonly Design[],
  measured: readonly MeasuredDesign[],
  estimates: Estimates,
  { name, sourceSha256 }: Pick<Technology, "name" | "sourceSha256">,
): TechnologyValidation {
  const known = FIDELITIES.filter((fidelity) => estimates[fidelity] !== undefined);
  const compared = designs.map((design, i): HoldOutDesign => {
    const own = known.map((fidelity) => [fidelity, itemAt(estimates[fidelity] ?? [], i)] as const);
    return {
      ...design,
      macsPerStep: macsOf(design),
      measured: itemAt(measured, i),
      estimates: Object.fromEntries(own),
    };
  });
  return {
    technology: name,
    librarySha256: sourceSha256,
    hasOpenSta: measured.every(({ criticalPathPs }) => criticalPathPs?.openSta !== undefined),
    checks: CHECKS.map((check) => summarise(check, compared)),
    regrets: FIDELITIES.flatMap((fidelity) => regretsOf(compared, fidelity)),
    roles: Object.fromEntries(known.map((fidelity) => [fidelity, roleErrors(compared, fidelity)])),
    designs: compared,
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing is known of design ${index}`);
  return item;
}

function summarise({ values, ...check }: Check, designs: readonly HoldOutDesign[]): CheckSummary {
  const pairs = designs.map(values).filter((pair) => pair !== undefined);
  if (pairs.length === 0) return { ...check, designs: 0 };
  const [estimated, measured] = [pairs.map((pair) => pair.estimated), pairs.map((pair) => pair.measured)];
  return { ...check, designs: pairs.length, errors: summariseErrors(estimated, measured) };
}

function macsOf(design: Design): number {
  const { inputsPerStep, outputsPerStep } = coreOf(design).tile(design.parameters);
  return inputsPerStep * outputsPerStep;
}

/** @throws Error if no core is called so */
export function coreOf({ generator: name }: Design): CoreGenerator {
  const generator = findCore(name);
  if (generator === undefined) throw new Error(`no generator is called ${name}`);
  return generator;
}
