import type { Claim, JudgedClaim, Verdict } from "../../src/core/reproduction.ts";
import { escapeHtml } from "../html.ts";

const VERDICT_CLASS: Readonly<Record<Verdict, string>> = {
  holds: "holds",
  "holds in part": "in-part",
  "comes out differently": "differs",
};

/** A word with the colour of its verdict. */
export function badge(verdict: Verdict): string {
  return `<span class="verdict ${VERDICT_CLASS[verdict]}">${verdict}</span>`;
}

/** A finding as the table shows it; plain text. */
interface ShownFinding {
  readonly name: string;
  readonly text: string;
  readonly verdict: Verdict;
}

/** Rows of claims: statement, verdict, and the numbers behind it by finding. */
export function claimRows(claims: readonly JudgedClaim<ShownFinding>[]): string {
  const rows = claims.map(
    ({ statement, source, rule, verdict, findings }) => `<tr><td class="claim">${escapeHtml(statement)}
<span class="note">${escapeHtml(source)}</span></td>
<td>${badge(verdict)}</td>
<td class="found"><dl>${findings
      .map(
        (finding) =>
          `<div><dt>${escapeHtml(finding.name)}</dt><dd>${escapeHtml(finding.text).replaceAll(" %", "\u00a0%").replaceAll("µ = ", "µ\u00a0=\u00a0")}${
            finding.verdict === verdict ? "" : ` <span class="note">(${finding.verdict})</span>`
          }</dd></div>`,
      )
      .join("")}</dl><span class="note">Rule: ${escapeHtml(rule)}.</span></td></tr>`,
  );
  return `<div class="scroll"><table class="claims"><thead><tr><th>The paper claims</th><th>Verdict</th><th>What comes out here</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>`;
}

/** Each claim on cores, the verdict, and the numbers behind it by technology. */
export function claimsTable(claims: readonly Claim[]): string {
  const isLate = claims.some(({ findings }) => findings.some(({ clock }) => clock === "missed"));
  const shown = claims.map(({ findings, ...claim }) => ({
    ...claim,
    findings: findings.map((finding) => ({
      ...finding,
      name: `${finding.technology}${finding.clock === "missed" ? "*" : ""}`,
    })),
  }));
  return `${claimRows(shown)}
<p class="note">Verdicts follow from the data by the stated rules, first for each technology; the verdict of the row is the common one, or
“holds in part”.${isLate ? " * In this technology not all of these cores reach the clock; it counts only where no other does." : ""}</p>`;
}
