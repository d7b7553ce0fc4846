import { html, joined, type HtmlValue, type Markup } from "./html.ts";

/** How a table is told apart from the others, and whether it scrolls by itself. */
export interface TableName {
  readonly class?: string;
  readonly id?: string;
  readonly isTall?: boolean;
}

/** A table that scrolls sideways where the page is narrow. @param heads the cells of each row of the head */
export function table(name: TableName, heads: readonly HtmlValue[], rows: readonly HtmlValue[]): Markup {
  return html`<div class="${name.isTall === true ? "scroll tall" : "scroll"}">
    <table class="${name.class}" id="${name.id}">
      <thead>
        ${joined(heads.map(row), " ")}
      </thead>
      <tbody>
        ${joined(rows, "\n")}
      </tbody>
    </table>
  </div>`;
}

function row(cells: HtmlValue): Markup {
  return html`<tr>
    ${cells}
  </tr>`;
}

/** The head of a column. */
export function columnHead(name: HtmlValue, kind: "text" | "number" = "text"): Markup {
  return html`<th scope="col" class="${kind === "number" && "n"}">${name}</th>`;
}
