/** Types of `geometry.js`, the functions shared by the renderer and the page's script; their contracts stand there. */

export interface Scale {
  readonly kind: "linear" | "log";
  readonly domain: readonly [number, number];
}

export interface TickedScale extends Scale {
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** Where a chart's plotting area lies inside its SVG [user units]. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function axisPosition(scale: Scale, value: number | null | undefined): number | null;

export function stepVertices(
  points: readonly (readonly [number, number])[],
  betterX: "minimize" | "maximize",
  betterY: "minimize" | "maximize",
): [number, number][];

export function alongSteps(vertices: readonly (readonly [number, number])[]): [number, number][];

export function tickMarks(
  side: "x" | "y",
  scale: TickedScale,
  frame: Frame,
): readonly {
  readonly line: Readonly<Record<string, string | number>>;
  readonly text: Readonly<Record<string, string | number>>;
  readonly label: string;
}[];

export function placeLabels(
  anchors: readonly { readonly x: number; readonly y: number; readonly width: number }[],
  obstacles: readonly (readonly [number, number])[],
  frame: Frame,
): { readonly x: number; readonly y: number; readonly side: 1 | -1 }[];
