import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { definitionList, html, joined, trustedMarkup } from "../../../reports/page/html.ts";

const NASTY = `<img src=x onerror="a&b">`;

describe("html`…`", () => {
  it("escapes what stands between tags and in attributes", () => {
    expect(String(html`<p title="${NASTY}">${NASTY}</p>`)).toBe(
      `<p title="&lt;img src=x onerror=&quot;a&amp;b&quot;&gt;">&lt;img src=x onerror=&quot;a&amp;b&quot;&gt;</p>`,
    );
  });
  it("leaves markup as it is, joins lists, prints numbers, and drops undefined and false", () => {
    expect(String(html`<p>${[html`<b>${1.5}</b>`, "&", undefined, false]}</p>`)).toBe("<p><b>1.5</b>&amp;</p>");
  });
  it("drops an attribute whose whole value is undefined or false, and keeps an empty one", () => {
    const none: string | false = false;
    expect(String(html`<p id="x" class="${none}">a</p>`)).toBe('<p id="x">a</p>');
    expect(String(html`<p class="a ${none}">a</p>`)).toBe('<p class="a ">a</p>');
    expect(String(html`<p class="${""}">a</p>`)).toBe('<p class="">a</p>');
  });
  it("writes a line break of the source with its indentation as one blank", () => {
    // prettier-ignore
    const lines = html`<p>
      ${"a"}
      b</p>`;
    expect(String(lines)).toBe("<p> a b</p>");
  });
  it("takes no markup in an attribute", () => {
    expect(() => html`<p title="${html`<b>x</b>`}"></p>`).toThrow("markup in the attribute title");
  });
  // prettier-ignore
  it.each([
    ["an attribute without quotes", () => html`<p title=${"x"}></p>`],
    ["an attribute in single quotes", () => html`<p title='${"x"}'></p>`],
    ["a value where a name stands", () => html`<p ${"title"}="x"></p>`],
    ["an event attribute", () => html`<p onclick="${"x"}"></p>`],
    ["a style attribute", () => html`<p style="${"x"}"></p>`],
    ["a link elsewhere", () => html`<a href="${"javascript:x"}">x</a>`],
    ["a script", () => html`<script>${"x"}</script>`],
    ["a style", () => html`<style>${"x"}</style>`],
    ["half a tag", () => html`<p title="x`],
    ["a comment", () => html`<!-- ${"x"} -->`],
  ])("refuses a template with %s", (_, make) => {
    expect(make).toThrow(/^internal: got /);
  });
});

describe("joined(values, between)", () => {
  it("escapes both", () => {
    expect(String(joined(["<", html`<b>x</b>`, ">"], "&"))).toBe("&lt;&amp;<b>x</b>&amp;&gt;");
    expect(String(joined([], ", "))).toBe("");
  });
});

describe("definitionList(rows)", () => {
  it("escapes terms and values", () => {
    expect(String(definitionList([["<t>", "<v>"]]))).toMatch(/<dt>&lt;t&gt;<\/dt> ?<dd>&lt;v&gt;<\/dd>/);
  });
});

describe("trustedMarkup(text)", () => {
  it("escapes nothing, so only the SVG serialiser and the page's own style and script take it", () => {
    expect(String(trustedMarkup("<b>"))).toBe("<b>");
    const reports = new URL("../../../reports/", import.meta.url);
    const users = readdirSync(reports, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && readFileSync(new URL(file, reports), "utf8").includes("trustedMarkup"),
    );
    expect(users.toSorted()).toEqual(["draw/svg.ts", "page/document.ts", "page/html.ts"]);
  });
  it("is not helped by the script of the page, which sets no markup", () => {
    const client = new URL("../../../reports/client/", import.meta.url);
    for (const file of readdirSync(client).filter((name) => name.endsWith(".js")))
      expect(readFileSync(new URL(file, client), "utf8"), file).not.toMatch(
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|"style"|\beval\(|new Function/,
      );
  });
});
