import { percent, significant, times } from "../../../src/core/number-text.js";
import { html, noteList, type HtmlValue } from "../../page/html.ts";
import type { TrioValues } from "./trio.ts";

type Bar = TrioValues["groups"][number]["bars"][number];

/** Area per weight that the paper's sign-flip core takes, and what a multiplier adds to it [µm²]; from its Table IV. */
const PUBLISHED_SIGN_FLIP_UM2 = 192;
const PUBLISHED_MULTIPLIER_UM2 = 70;

/** Roles in which a table core spends area that sign-flip does not. */
const TABLE_ROLES = ["table", "build", "fetch"];
const ADDING_ROLES = ["reduce", "accumulate"];

/** What the bars say, in sentences: where tables save, what they pay for it, and what a multiplier is made of. */
export function whyNotes(values: TrioValues): HtmlValue {
  const groups = values.groups.filter(({ title }) => title === "fp16" || title === "int8");
  const notes = groups.flatMap(({ title, bars }) => {
    const own = preferred(bars);
    const lut = own.find(({ label }) => label.startsWith("tables"));
    const signFlip = own.find(({ label }) => label.startsWith("sign-flip"));
    const multiplier = own.find(({ label }) => label.startsWith("multiplier"));
    if (lut === undefined || signFlip === undefined) return [];
    const saved = areaOf(values, signFlip, ADDING_ROLES) - areaOf(values, lut, ADDING_ROLES);
    const paid = areaOf(values, lut, TABLE_ROLES) - areaOf(values, signFlip, ["activations", ...TABLE_ROLES]);
    const tables = html`<b>${title}.</b> Tables save ${significant(saved, 3)} µm² of adders per weight and pay
      ${paid > 0 ? `${significant(paid, 3)} more` : "nothing more"} for building, holding and reading entries: adders
      are ${percentOf(areaOf(values, signFlip, ADDING_ROLES), signFlip)} of the sign-flip core (${signFlip.source}).`;
    if (title !== "fp16" || multiplier === undefined) return [tables];
    const added = multiplier.areaUm2 - signFlip.areaUm2;
    return [
      tables,
      html`<b>Multipliers.</b> Here a floating-point multiplier adds ${times(added / signFlip.areaUm2)} the area of the
        whole sign-flip core; in the paper some ${PUBLISHED_MULTIPLIER_UM2} to ${PUBLISHED_SIGN_FLIP_UM2} µm², or
        ${times(PUBLISHED_MULTIPLIER_UM2 / PUBLISHED_SIGN_FLIP_UM2)} (from its Table IV, at second hand). The ratio to
        multipliers depends on how small the adders are and on whether synthesis may look into the multiplier, more than
        on tables.`,
    ];
  });
  return notes.length === 0 ? undefined : noteList(notes);
}

/** The synthesised bars, if tables and sign-flip were both synthesised. */
function preferred(bars: readonly Bar[]): readonly Bar[] {
  const synthesised = bars.filter(({ source }) => source === "synthesis");
  return synthesised.length >= 2 ? synthesised : bars.filter(({ source }) => source === "model");
}

function areaOf({ roles }: TrioValues, { parts }: Bar, wanted: readonly string[]): number {
  return parts.reduce((sum, area, i) => sum + (wanted.includes(roles[i] ?? "") ? area : 0), 0);
}

function percentOf(area: number, { areaUm2 }: Bar): string {
  return percent(area / areaUm2, 2);
}
