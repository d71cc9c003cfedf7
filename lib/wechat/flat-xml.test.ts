import { XMLParser } from "fast-xml-parser";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFlatXml } from "./flat-xml.ts";

const parser = new XMLParser({
  processEntities: false,
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  trimValues: true,
});

/** What may stand in or between elements, the confusing things above all. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."<A> </A> <B> </B> <A/> <![CDATA[ ]]> <!-- --> <?a?> & &lt; > ]] ] \n \t 007 营业 __proto__ <xml> </xml> <a>".split(
      " ",
    ),
    " ",
    "\u00a0",
    "\ufeff",
    "\r\n",
    '<A b="c">',
  ),
  fc.string({ maxLength: 4 }),
);
const element = fc
  .tuple(
    fc.constantFrom("A", "B", "C1", "D_e", "constructor"),
    fc.array(piece, { maxLength: 3 }),
    fc.boolean(),
    fc.constantFrom("", "", " ", "\n", "\u00a0", "\ufeff"),
  )
  .map(
    ([name, text, cdata, space]) =>
      `<${name}>${cdata ? `<![CDATA[${text.join("")}]]>` : text.join("")}</${name}>${space}`,
  );

test("the fast parser gives the same result as the general one", () => {
  let quickly = 0;
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 5, arbitrary: element }, piece), {
        maxLength: 5,
      }),
      (parts) => {
        const text = `<xml>${parts.join("")}</xml>`;
        const fields = parseFlatXml(text);
        if (fields === null) return;
        quickly += 1;
        expect(parser.parse(text, true)).toEqual({ xml: fields });
      },
    ),
    { numRuns: 3_000 },
  );
  expect(quickly).toBeGreaterThan(300);
});

test("the fast parser reads WeChat's own XML", () => {
  expect(
    parseFlatXml(
      "<xml>\n<A><![CDATA[<b> & c]]></A>\n  <B> 007 </B><C></C>\n</xml>\n",
    ),
  ).toEqual({ A: "<b> & c", B: "007", C: "" });
});
