import { describe, expect, test } from "vitest";
import { EnvelopeError } from "./envelope-error.ts";
import { buildXml, MAX_XML_BYTES, parseXml } from "./xml.ts";

const refused = (text: string) =>
  expect(() => parseXml(text)).toThrow(EnvelopeError);

describe("WeChat's XML", () => {
  test("texts stay texts: no number is guessed, CDATA is opened, blanks between elements do not matter", () => {
    expect(
      parseXml(
        "<xml>\r\n <A>007</A><B><![CDATA[<b> & c]]></B><C>4561255354251345929</C><D/></xml>",
      ),
    ).toEqual({ A: "007", B: "<b> & c", C: "4561255354251345929", D: "" });
  });

  test("repeated elements become a list", () => {
    expect(parseXml("<xml><L><T>1</T></L><L><T>2</T></L></xml>")).toEqual({
      L: [{ T: "1" }, { T: "2" }],
    });
  });

  test("document types and entities are refused however they are written", () => {
    refused('<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>');
    refused("<!doctype xml><xml><A>1</A></xml>");
    refused('<xml><!ENTITY a SYSTEM "file:///etc/passwd"></xml>');
  });

  test("an entity in a text is not resolved", () => {
    expect(parseXml("<xml><A>&lt;b&gt;</A></xml>")).toEqual({ A: "&lt;b&gt;" });
  });

  test("what is no such document is refused: other roots, several roots, broken, too deep, too large", () => {
    for (const text of [
      "",
      "hello",
      "{}",
      "<html/>",
      "<xml>",
      "<xml></xml>",
      "<xml><A></xml>",
      "<xml><A>1</A></xml><xml><A>1</A></xml>",
    ])
      refused(text);
    refused(`<xml>${"<A>".repeat(12)}x${"</A>".repeat(12)}</xml>`);
    refused(`<xml><A>${"x".repeat(MAX_XML_BYTES)}</A></xml>`);
  });

  test("a name that JavaScript treats specially does no harm", () => {
    try {
      parseXml(
        "<xml><__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor></xml>",
      );
    } catch (error) {
      expect(error).toBeInstanceOf(EnvelopeError);
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("what is written can be read, even the end of a CDATA section", () => {
    expect(parseXml(buildXml({ A: "x]]>y", N: 7 }))).toEqual({
      A: "x]]>y",
      N: "7",
    });
  });
});
