/** The part of d3-node 4 that the test of the page's script uses; the package ships no types. */
declare module "d3-node" {
  export class D3Node {
    constructor(options?: { readonly container?: string });
    /** jsdom's window and document, as wide as a test needs them. */
    readonly window: unknown;
    readonly document: unknown;
  }
}
