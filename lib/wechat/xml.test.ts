import { describe, expect, test } from "vitest";
import { EnvelopeError } from "./envelope-error.ts";
import { buildXml, MAX_XML_BYTES, parseXml } from "./xml.ts";

const refused = (text: string) =>
  expect(() => parseXml(text)).toThrow(EnvelopeError);

describe("WeChat's XML", () => {
  test("texts stay texts: no numbers are guessed, CDATA is opened, blanks are ignored", () => {
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

  test("document types and entities are refused in every spelling", () => {
    refused('<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>');
    refused("<!doctype xml><xml><A>1</A></xml>");
    refused('<xml><!ENTITY a SYSTEM "file:///etc/passwd"></xml>');
  });

  test("an entity in a text is not resolved", () => {
    expect(parseXml("<xml><A>&lt;b&gt;</A></xml>")).toEqual({ A: "&lt;b&gt;" });
  });

  test("other roots, several roots, and broken, deep or large documents are refused", () => {
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

  test("names that are special in JavaScript do no harm", () => {
    try {
      parseXml(
        "<xml><__proto__><polluted>1</polluted></__proto__><constructor><prototype>1</prototype></constructor></xml>",
      );
    } catch (error) {
      expect(error).toBeInstanceOf(EnvelopeError);
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("written XML can be read, even with the end of a CDATA section", () => {
    expect(parseXml(buildXml({ A: "x]]>y", N: 7 }))).toEqual({
      A: "x]]>y",
      N: "7",
    });
  });
});
