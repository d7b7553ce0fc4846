/** Families of libraries that have the process node in their name, and how it stands there. */
const FAMILIES: readonly { readonly name: RegExp; readonly nodeNm: (digits: string) => number }[] = [
  { name: /(?<![a-z\d])(\d{1,3})_?nm(?![a-z])/, nodeNm: Number }, // any that says it: slow_45nm
  { name: /(?<![a-z])gscl(\d{2,3})nm/, nodeNm: Number },
  // Oklahoma State University, of which qflow has osu018, osu035 and osu050: hundredths of a µm
  { name: /(?<![a-z])osu(0\d{2})/, nodeNm: (digits) => 10 * Number(digits) },
  { name: /(?<![a-z])sky(130|90)/, nodeNm: Number }, // SkyWater
  { name: /(?<![a-z])gf(180)mcu/, nodeNm: Number }, // GlobalFoundries
  { name: /(?<![a-z])asap(7|5)(?!\d)/, nodeNm: Number }, // Arizona State University
  { name: /(?<![a-z])sg(13)(?!\d)/, nodeNm: () => 130 }, // IHP: 0.13 µm
  { name: /(?<![a-z])freepdk(45|15|3)(?!\d)/, nodeNm: Number }, // North Carolina State University
  { name: /(?<![a-z])saed(90|32|14)(?!\d)/, nodeNm: Number }, // Synopsys, for teaching
  { name: /(?<![a-z])(nangate)_?opencelllibrary/, nodeNm: () => 45 }, // made for FreePDK45
];

/** The process node that a library's name tells [nm]; undefined where it tells none: nothing is guessed of cells or voltages. */
export function nodeOfLibrary(name: string): number | undefined {
  const lower = name.toLowerCase();
  for (const { name: pattern, nodeNm } of FAMILIES) {
    const digits = pattern.exec(lower)?.[1];
    if (digits !== undefined) return nodeNm(digits);
  }
  return undefined;
}
