/** The part of d3-node 4 (and of the d3 selections it makes) that `svg.ts` uses; the package ships no types. */
declare module "d3-node" {
  /** A d3 selection of one SVG element; our compiler settings leave the DOM's types out. */
  export interface Drawing {
    append(element: string): Drawing;
    attr(name: string, value: string | number): Drawing;
    text(content: string): Drawing;
    remove(): Drawing;
  }

  export class D3Node {
    constructor(options?: { readonly container?: string });
    /** jsdom's window and document, as wide as a test needs them. */
    readonly window: unknown;
    readonly document: unknown;
    createSVG(width?: number, height?: number, attributes?: Readonly<Record<string, string>>): Drawing;
    svgString(): string;
  }
}
