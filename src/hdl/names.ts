import { NetlistError } from "../core/errors.ts";

/** Verilog-2005 keywords that people reach for; any of them as a name is refused. */
const KEYWORDS = new Set(
  (
    "always and assign automatic begin buf case casex casez cell config deassign default defparam design disable edge " +
    "else end endcase endconfig endfunction endgenerate endmodule endprimitive endspecify endtable endtask event for " +
    "force forever fork function generate genvar if ifnone incdir include initial inout input instance integer join " +
    "large liblist library localparam macromodule medium module nand negedge nmos nor not notif0 notif1 or output " +
    "parameter pmos posedge primitive pull0 pull1 pulldown pullup real realtime reg release repeat rnmos rpmos rtran " +
    "scalared showcancelled signed small specify specparam strong0 strong1 supply0 supply1 table task time tran tri " +
    "tri0 tri1 triand trior trireg unsigned use vectored wait wand weak0 weak1 while wire wor xnor xor bit logic int"
  ).split(" "),
);

/** Throws unless `name` is a plain lower-case Verilog identifier that is no keyword and not one of the implicit ports. */
export function checkName(where: string, name: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || KEYWORDS.has(name) || name === "clk" || name === "rst") {
    throw new NetlistError(`${where}: got the name ${JSON.stringify(name)}, expected a lower-case Verilog identifier`);
  }
}

/** Hands out names that are unique within one module, by a numeric suffix. */
export class NameScope {
  readonly #taken = new Set<string>(["clk", "rst"]);

  /** `wanted` itself if free, else `wanted_1`, `wanted_2`, … */
  claim(wanted: string): string {
    let name = wanted;
    for (let suffix = 1; this.#taken.has(name) || KEYWORDS.has(name); suffix++) name = `${wanted}_${suffix}`;
    this.#taken.add(name);
    return name;
  }
}
