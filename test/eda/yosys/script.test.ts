import { describe, expect, it } from "vitest";
import { abcCommands, bits, file, name, pass, printScript, remark, runYosys } from "../../../src/eda/yosys/index.ts";
import { cellsOfType } from "../../../src/eda/yosys/script.ts";

const HOSTILE = [
  "L_HI /* ; exec -- touch X ; # */",
  "x;touch X",
  '"; exec touch X',
  "a\nexec touch X",
  "a\u2028b",
  "x y",
  "#x",
  "x#",
  "!touch",
  "@x",
  "%x",
  "$(touch X)",
  "`touch X`",
  "x\\",
  "",
] as const;

describe("printScript(script)", () => {
  it("prints one command a line, as Yosys reads it", () => {
    const script = [
      remark("how"),
      pass("read_verilog", file("rtl/a_b.v"), file("c$1.v")),
      pass("hilomap", "-singleton", "-hicell", name("TIEHI"), name("H$1")),
      pass("dfflegalize", "-cell", "$_DFF_P_", "x", cellsOfType("$_*DFF*")),
      pass("sat", "-seq", 8, "-set-at", 1, "act", bits("4'b1010")),
      pass("abc", "-script", abcCommands(["strash"], ["&cone", "-O", 3], ["pdr", "-T", 0.5])),
    ];
    expect(printScript(script)).toBe(`# how
read_verilog rtl/a_b.v c$1.v
hilomap -singleton -hicell TIEHI H$1
dfflegalize -cell $_DFF_P_ x t:$_*DFF*
sat -seq 8 -set-at 1 act 4'b1010
abc -script +strash;&cone,-O,3;pdr,-T,0.5
`);
  });

  describe.each([
    ["a file", file],
    ["a name", name],
    ["a type of cells", cellsOfType],
    ["a constant", bits],
    ["a word", (text: string) => text],
    ["a word of ABC", (text: string) => abcCommands([text])],
  ])("with %s", (_, argument) => {
    it.each(HOSTILE)("refuses %j", (text) => {
      expect(() => printScript([pass("check", argument(text))])).toThrow(/^Yosys script, check: got ".*", expected \w/);
    });
  });

  it.each(["-x", "../x", "/etc/passwd", "a/../b", ".x", "a//b", "~/x", "+/x", "a/"])("refuses the file %s", (text) => {
    expect(() => printScript([pass("read_verilog", file(text))])).toThrow("expected a file in the working folder");
  });

  it.each(["-x", "2x", "a.b", "a/b", "*"])("refuses the name %s", (text) => {
    expect(() => printScript([pass("hierarchy", "-top", name(text))])).toThrow("expected a name");
  });

  it.each([NaN, Infinity, 1e30])("refuses the number %d", (value) => {
    expect(() => printScript([pass("sat", "-seq", value)])).toThrow(`got "${value}", expected a number`);
  });

  it("runYosys(engine, script, files) writes no file outside its folder", async () => {
    const run = runYosys("native", [], { "../x.v": "" });
    await expect(run).rejects.toThrow('Yosys run: got "../x.v", expected a file in the working folder');
  });

  it("keeps a remark on its line", () => {
    expect(printScript([remark("a\nexec touch X\u202e")])).toBe("# a\\nexec touch X\\u{202e}\n");
  });
});
