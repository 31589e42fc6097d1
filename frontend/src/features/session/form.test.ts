import { expect, test } from "vitest";
import { check, emptyForm, isAllowedUrl, isAtFields, toRequest } from "./form";

const good = { ...emptyForm, clientId: "3f2b6f0e-0000-4000-8000-0123456789ab", tenant: "contoso.com" };
const custom = {
  ...good,
  cloud: "custom" as const,
  loginUrl: "https://login.example",
  graphUrl: "https://graph.example",
  partnerCenterUrl: "http://127.0.0.1:8080",
  azureUrl: "https://azure.example",
};

test.each([
  ["https://login.microsoftonline.com", true],
  ["http://127.0.0.1:4711", true],
  ["http://localhost:4711/x", true],
  ["http://[::1]:4711", true],
  ["http://login.microsoftonline.com", false],
  ["http://127.0.0.1.example.com", false],
  ["http://localhost.example.com", false],
  ["ftp://localhost", false],
  ["login.microsoftonline.com", false],
  ["", false],
])("the address %j is allowed: %s", (url, allowed) => {
  expect(isAllowedUrl(url)).toBe(allowed);
});

test("a complete form has nothing wrong", () => {
  expect(check(good)).toEqual({});
  expect(check(custom)).toEqual({});
});

test("what is missing is named field by field", () => {
  expect(check(emptyForm)).toEqual({ clientId: "required", tenant: "required" });
  expect(check({ ...good, clientId: "my app" })).toEqual({ clientId: "clientId" });
});

test("the addresses are asked of other clouds only", () => {
  const empty = { ...good, cloud: "custom" as const };
  expect(check(empty)).toEqual({
    loginUrl: "required",
    graphUrl: "required",
    partnerCenterUrl: "required",
    azureUrl: "required",
  });
  expect(check({ ...custom, azureUrl: "http://management.azure.com" })).toEqual({ azureUrl: "url" });
  expect(check({ ...good, loginUrl: "nonsense" })).toEqual({});
});

test("addresses and an authority typed before another cloud was chosen are not sent; a proxy is", () => {
  const sent = toRequest({
    ...custom,
    cloud: "usgov",
    caFile: "/etc/ca.pem",
    tenant: " contoso.com ",
    proxy: " direct ",
  });
  expect(sent).toMatchObject({
    cloud: "usgov",
    loginUrl: "",
    graphUrl: "",
    partnerCenterUrl: "",
    caFile: "",
    proxy: "direct",
    tenant: "contoso.com",
  });
  expect(toRequest({ ...custom, caFile: " /etc/ca.pem " }).caFile).toBe("/etc/ca.pem");
  expect(toRequest(custom).loginUrl).toBe("https://login.example");
});

test("what the backend found wrong stands at its field only where that field is shown", () => {
  expect(isAtFields({ tenant: "x", cloud: "x" }, good)).toBe(true);
  expect(isAtFields({ loginUrl: "x" }, custom)).toBe(true);
  expect(isAtFields({ loginUrl: "x" }, good)).toBe(false);
  expect(isAtFields({ moon: "x" }, custom)).toBe(false);
  expect(isAtFields({}, good)).toBe(false);
});
