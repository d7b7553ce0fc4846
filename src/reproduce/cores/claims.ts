import type { Claim, Finding, ReproductionPoint, SynthesisedCore, Verdict } from "../../core/reproduction.ts";
import type { Evidence } from "./findings/evidence.ts";
import { findAspect } from "./findings/aspect.ts";
import { findFloatGroups, findIntegerGroups } from "./findings/groups.ts";
import { findTypeGap } from "./findings/type-gap.ts";
import { findLargerCores } from "./findings/larger-cores.ts";
import { findRatio } from "./findings/ratio.ts";

/** A claim with the way to judge it; `find` answers undefined if the cores that it needs are missing. */
interface ClaimRule extends Pick<Claim, "id" | "statement" | "source" | "rule"> {
  readonly find: (evidence: Evidence) => Omit<Finding, "technology"> | undefined;
}

const ABSTRACT = "abstract of arXiv 2604.25183";
/** The full text could not be obtained; this is a reader who cites its tables. */
const READER = "at second hand: a reader of v1 who cites its sections";

const RULES: readonly ClaimRule[] = [
  {
    id: "activation-type",
    statement:
      "The best architecture is governed by the activation type: tables gain much where arithmetic is costly (FP16), " +
      "little for small integers",
    source: ABSTRACT,
    rule: "holds if tables save at least 20 % against sign-flip for FP16 and at most half of that part for INT8; in part if they save more for FP16 than for INT8",
    find: findTypeGap,
  },
  {
    id: "larger-cores",
    statement: "Larger cores are consistently denser than small ones",
    source: ABSTRACT,
    rule: "holds if area per weight falls at each step of the tile (8, 32, 64, 96) for INT8 and FP16, best µ each; in part if 96 is denser than 8 for both",
    find: findLargerCores,
  },
  {
    id: "multiplier",
    statement: "2.23× less area than full multipliers: FP16, 32×32 (“2.2×” in the abstract)",
    source: `abstract; the ratio of its Table IV ${READER}`,
    rule: "holds within 15 % of 2.23; in part if tables are smaller by another factor above 1.1; on synthesised areas where there are some",
    find: (evidence) => findRatio(evidence, "multiplier", 2.23),
  },
  {
    id: "sign-flip",
    statement: "1.64× less area than sign-flip (add/sub): FP16, 32×32",
    source: `ratio of its Table IV ${READER}`,
    rule: "holds within 15 % of 1.64; in part if tables are smaller by another factor above 1.1; on synthesised areas where there are some",
    find: (evidence) => findRatio(evidence, "sign-flip", 1.64),
  },
  {
    id: "int8-groups",
    statement: "For INT8 larger groups gain little, and the best group collapses to µ = 1",
    source: READER,
    rule: "holds if no µ > 1 saves more than 5 % against µ = 1 at any tile; in part if at most 20 %",
    find: findIntegerGroups,
  },
  {
    id: "fp16-groups",
    statement: "For FP16 groups of more than one activation pay: µ > 1",
    source: READER,
    rule: "holds if the best µ is above 1 at all tiles and saves more than 5 % at 32 and above; in part if it does at some tile",
    find: findFloatGroups,
  },
  {
    id: "aspect",
    statement: "The best tile is wide for FP16 (K > L·µ) and tall for INT8 (L·µ > K)",
    source: `its Fig. 8 ${READER}`,
    rule: "holds if both are so at both sizes (sides 32 and 64); in part if any of the four is",
    find: findAspect,
  },
];

/** The claims of the paper with what each technology says; claims that nothing is known about are left out. */
export function claimsOf(
  technologies: readonly string[],
  points: readonly ReproductionPoint[],
  cores: readonly SynthesisedCore[],
): readonly Claim[] {
  return RULES.flatMap(({ find, ...claim }) => {
    const findings = technologies.flatMap((technology) => {
      const isHere = (each: { readonly technology: string }): boolean => each.technology === technology;
      const finding = find({ technology, points: points.filter(isHere), cores: cores.filter(isHere) });
      return finding === undefined ? [] : [{ technology, ...finding }];
    });
    return findings.length === 0 ? [] : [{ ...claim, findings, verdict: commonVerdict(findings) }];
  });
}

/** Technologies that miss the clock count only if none meets it. */
export function commonVerdict(findings: readonly Pick<Finding, "verdict" | "clock">[]): Verdict {
  const inTime = findings.filter(({ clock }) => clock === "met");
  const [first, ...others] = inTime.length > 0 ? inTime : findings;
  if (first === undefined) throw new Error("internal: a verdict on nothing");
  return others.every(({ verdict }) => verdict === first.verdict) ? first.verdict : "holds in part";
}
