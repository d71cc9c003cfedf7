import { expect, test } from "vitest";
import { readHeaders } from "./read-forms.ts";

test("each line of headers is one header, and a line without a name is refused", () => {
  expect(readHeaders("Authorization: Bearer a:b\n\n x-key :1 ")).toEqual({
    Authorization: "Bearer a:b",
    "x-key": "1",
  });
  expect(readHeaders("")).toEqual({});
  for (const broken of ["no colon", ": value"])
    expect(readHeaders(broken)).toBeNull();
});
