import { describe, expect, it } from "vitest";
import { Fault, toFault } from "./fault";

describe("toFault", () => {
  it("parses what the backend gave, as Wails hands it on", () => {
    const sent = {
      kind: "invalid",
      message: "wrong",
      remedy: "r",
      remedyKey: "correct-input",
      code: "",
      requestId: "",
      fields: { clientId: "no" },
    };
    const fault = toFault(new Error(JSON.stringify(sent)));
    expect(fault).toBeInstanceOf(Fault);
    expect({ ...fault, message: fault.message }).toMatchObject(sent);
  });
  it("takes an unclassified error as it is", () => {
    expect(toFault(new Error("boom"))).toMatchObject({
      kind: "internal",
      message: "boom",
      remedyKey: "report-bug",
    });
    expect(toFault("plain")).toMatchObject({ kind: "internal", message: "plain" });
    expect(toFault(new Error("[1]"))).toMatchObject({ kind: "internal", message: "[1]" });
    expect(toFault(undefined)).toMatchObject({ kind: "internal" });
  });
  it("leaves a Fault alone", () => {
    const fault = new Fault({ kind: "offline", message: "x" });
    expect(toFault(fault)).toBe(fault);
  });
});
