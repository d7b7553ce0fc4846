import { expect, test } from "vitest";
import { SvgElement } from "../../../reports/draw/svg-element.ts";

test("toString() writes attributes in the order in which they were first set, the last value of each", () => {
  expect(String(new SvgElement("g").attr("class", "a").attr("id", 1).attr("class", "b"))).toBe(
    '<g class="b" id="1"></g>',
  );
});

test("toString() closes a shape without content by itself, and no other element", () => {
  expect(String(new SvgElement("rect"))).toBe("<rect/>");
  expect(String(new SvgElement("text"))).toBe("<text></text>");
});

test("append(element) gives the new element, behind what is inside", () => {
  const root = new SvgElement("g");
  root.append("a").append("b");
  root.append("c").text("x");
  expect(String(root)).toBe("<g><a><b></b></a><c>x</c></g>");
});

test("text(content) replaces what is inside", () => {
  const root = new SvgElement("text").text("old");
  expect(String(root.text("new"))).toBe("<text>new</text>");
});

test("what would end a text or an attribute is escaped, as a browser writes it", () => {
  expect(String(new SvgElement("text").attr("id", `<&">\u00a0`).text(`<&">\u00a0`))).toBe(
    '<text id="<&amp;&quot;>&nbsp;">&lt;&amp;"&gt;&nbsp;</text>',
  );
});
