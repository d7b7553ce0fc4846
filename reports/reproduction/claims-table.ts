import type { Claim, JudgedClaim, Verdict } from "../../src/core/reproduction.ts";
import { html, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";

const VERDICT_CLASS: Readonly<Record<Verdict, string>> = {
  holds: "holds",
  "holds in part": "in-part",
  "comes out differently": "differs",
};

/** A word with the colour of its verdict. */
export function badge(verdict: Verdict): Markup {
  return html`<span class="verdict ${VERDICT_CLASS[verdict]}">${verdict}</span>`;
}

/** A finding as the table shows it; plain text. */
interface ShownFinding {
  readonly name: string;
  readonly text: string;
  readonly verdict: Verdict;
}

/** Rows of claims: statement, verdict, and the numbers behind it by finding. */
export function claimRows(claims: readonly JudgedClaim<ShownFinding>[]): Markup {
  const rows = claims.map(
    ({ statement, source, rule, verdict, findings }) =>
      html`<tr>
        <td class="claim">${statement} <span class="note">${source}</span></td>
        <td>${badge(verdict)}</td>
        <td class="found">
          <dl>${findings.map((finding) => findingRow(finding, verdict))}</dl>
          <span class="note">Rule: ${rule}.</span>
        </td>
      </tr>`,
  );
  const heads = ["The paper claims", "Verdict", "What comes out here"].map((name) => columnHead(name));
  return table({ class: "claims" }, [heads], rows);
}

/** A finding, with its own verdict where it is not the row's. */
function findingRow({ name, text, verdict }: ShownFinding, common: Verdict): Markup {
  const words = text.replaceAll(" %", "\u00a0%").replaceAll("µ = ", "µ\u00a0=\u00a0");
  const own = verdict !== common && html` <span class="note">(${verdict})</span>`;
  return html`<div>
    <dt>${name}</dt>
    <dd>${words}${own}</dd>
  </div>`;
}

/** Each claim on cores, the verdict, and the numbers behind it by technology. */
export function claimsTable(claims: readonly Claim[]): Markup {
  const isLate = claims.some(({ findings }) => findings.some(({ clock }) => clock === "missed"));
  const shown = claims.map(({ findings, ...claim }) => ({
    ...claim,
    findings: findings.map((finding) => ({
      ...finding,
      name: `${finding.technology}${finding.clock === "missed" ? "*" : ""}`,
    })),
  }));
  return html`${claimRows(shown)}
    <p class="note">
      Verdicts follow from the data by the stated rules, first for each technology; the verdict of the row is the common
      one, or “holds in
      part”.${isLate ? " * In this technology not all of these cores reach the clock; it counts only where no other does." : ""}
    </p>`;
}
