/** One element of a drawing, as charts use it; every call gives an element to go on with. */
export interface Drawing {
  /** Adds an empty element behind what is inside. @returns the new one */
  append(element: string): Drawing;
  /** Sets an attribute. @returns this element */
  attr(name: string, value: string | number): Drawing;
  /** Replaces what is inside by a text. @returns this element */
  text(content: string): Drawing;
}

/** Elements that close themselves where nothing is inside. */
const SHAPES = new Set(["path", "line", "rect", "circle", "use"]);

/**
 * The element that charts draw with: a tree that is only ever added to and written out, the three calls of a d3 selection that we
 * use. A browser's DOM (jsdom) would do the same and takes most of a second to load.
 */
export class SvgElement implements Drawing {
  readonly #name: string;
  readonly #attributes = new Map<string, string>();
  #inside: (SvgElement | string)[] = [];

  /** @param name e.g. `path`; not checked */
  constructor(name: string) {
    this.#name = name;
  }

  append(element: string): SvgElement {
    const made = new SvgElement(element);
    this.#inside.push(made);
    return made;
  }

  attr(name: string, value: string | number): this {
    this.#attributes.set(name, String(value));
    return this;
  }

  text(content: string): this {
    this.#inside = [escaped(content)];
    return this;
  }

  /** The markup: attributes in the order in which they were first set. */
  toString(): string {
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${escapedAttribute(value)}"`).join("");
    const inside = this.#inside.join("");
    const start = `<${this.#name}${attributes}`;
    return inside === "" && SHAPES.has(this.#name) ? `${start}/>` : `${start}>${inside}</${this.#name}>`;
  }
}

/** A text as markup, escaped as a browser writes it. */
function escaped(text: string): string {
  return withEntities(text).replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function escapedAttribute(text: string): string {
  return withEntities(text).replaceAll('"', "&quot;");
}

function withEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("\u00a0", "&nbsp;");
}
