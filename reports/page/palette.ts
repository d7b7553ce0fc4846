import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from "d3";

/**
 * Colours and shapes. Charts name classes (`s0`, `s1`, … for generators; `r0`, … for roles; `e0`, … for
 * kinds of energy) and this file gives the
 * classes their colours, once for light and once for dark, so that a stored drawing does not change with the palette.
 */

/** Okabe & Ito, Color Universal Design (jfly.uni-koeln.de/color, 2008); yellow and black left out as too weak on a page. */
const SERIES_LIGHT = ["#0072b2", "#d55e00", "#009e73", "#a8488a", "#b98300", "#3a93c4", "#8c5a3c", "#6f7378"];
const SERIES_DARK = ["#56b4e9", "#f08a4b", "#2fc79a", "#e29ac6", "#e8b53a", "#9ad4f5", "#cfa283", "#b3b8bd"];

/** Paul Tol, "light" scheme for fills behind dark text (SRON/EPS/TN/09-002, 2021). */
const ROLES = ["#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#99ddff", "#bbcc33", "#dddddd"];

/** Paul Tol, "medium-contrast" (the same note), for the kinds of energy: switching, internal, clock, leakage. */
const ENERGIES = ["#6699cc", "#ee99aa", "#eecc66", "#bbbbbb"];

/** Sequential colours for an ordered parameter, after viridis, its dark end lightened so that it shows on black. */
const RAMP = ["#6a5fc1", "#3f7fb0", "#21908d", "#35b779", "#8fd744", "#d9c51a"];

const SHAPES = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond2, symbolCross, symbolStar, symbolWye];

/** Number of distinct generator colours; a ninth generator repeats the first colour with another shape. */
const SERIES_COLOURS = SERIES_LIGHT.length;

/** Number of distinct role colours. */
export const ROLE_COLOURS = ROLES.length;

/** Class of the generator at a position of `generators()`. */
export function seriesClass(series: number): string {
  return `s${series % SERIES_COLOURS}`;
}

/** Class of the role at a position of a chart's list of roles. */
export function roleClass(role: number): string {
  return `r${role % ROLE_COLOURS}`;
}

/** Class of the kind of energy at a position of a chart's list of kinds. */
export function energyClass(kind: number): string {
  return `e${kind % ENERGIES.length}`;
}

/** Colour of `seriesClass` on white paper, for drawings that stand alone. */
export function seriesColour(series: number): string {
  return SERIES_LIGHT[series % SERIES_COLOURS] ?? "currentColor";
}

/** Path of a generator's marker around 0, 0; `area` in square user units. */
export function markerPath(series: number, area: number): string {
  const shape = SHAPES[series % SHAPES.length] ?? symbolCircle;
  const path = symbol().type(shape).size(area).digits(2)();
  return path ?? "";
}

/** The custom properties and classes behind the names above, for the page's style sheet. */
export function paletteCss(): string {
  const properties = (colours: readonly string[]) => colours.map((colour, i) => `--s${i}:${colour};`).join("");
  const classes = SERIES_LIGHT.map((_, i) => `.s${i}{--c:var(--s${i})}`).join("");
  const roles = ROLES.map((colour, i) => `.r${i}{--c:${colour}}`).join("");
  const energies = ENERGIES.map((colour, i) => `.e${i}{--c:${colour}}`).join("");
  return [
    `:root{${properties(SERIES_LIGHT)}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${properties(SERIES_DARK)}}}`,
    classes,
    roles,
    energies,
  ].join("\n");
}

/** Colours for the values of a parameter, in their order: ramp if ordered, generator colours if not. */
export function valueColours(values: number, order: "ordered" | "unordered"): readonly string[] {
  return Array.from({ length: values }, (_, i) => {
    if (order === "unordered") return `var(--s${i % SERIES_COLOURS})`;
    const at = values === 1 ? 0 : (i / (values - 1)) * (RAMP.length - 1);
    const low = RAMP[Math.floor(at)] ?? "currentColor";
    const high = RAMP[Math.ceil(at)] ?? low;
    return low === high ? low : `color-mix(in oklab, ${high} ${Math.round((at % 1) * 100)}%, ${low})`;
  });
}
