import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type Webhook, type WebhookMessage } from "../../bridge/bridge";
import { problem } from "../../test/samples";
import { expectAccessible, mount } from "../../test/view";
import WebhookSetting from "./WebhookSetting.svelte";

const none: Webhook = { kind: "", names: false, host: "", ending: "", since: null, waiting: 0, messages: [] };
const slack: Webhook = { ...none, kind: "slack", host: "hooks.slack.com", ending: "XYZ1" };
const message = (over: Partial<WebhookMessage> = {}): WebhookMessage => ({
  id: "TNA-7F3K2M",
  title: "New alert",
  state: "sent",
  createdAt: "2026-03-02T09:00:00Z",
  sentAt: "2026-03-02T09:00:01Z",
  nextTryAt: null,
  attempts: 1,
  problem: null,
  ...over,
});
const stuck = message({
  state: "uncertain",
  sentAt: null,
  problem: problem({ messageKey: "webhook_uncertain", remedyKey: "decide-webhook" }),
});

/** The block over a program that keeps what it is told. */
function open(first: Webhook) {
  let now = first;
  const set: unknown[][] = [];
  const did: string[] = [];
  const window = mount(
    WebhookSetting,
    { webhook: { get: async () => now } },
    {
      webhook: {
        set: async (kind, address, names) => {
          set.push([kind, address, names]);
          if (address.startsWith("http:")) {
            throw new Fault({
              kind: "invalid",
              message: "the address",
              messageKey: "webhook_address_https",
              fields: { address: "the address" },
            });
          }
          now = { ...now, kind, names, host: "hooks.example", ending: "cdef" };
          return now;
        },
        test: async () => message({ title: "A test" }),
        renew: async () => "whsec_AAAA",
        retry: async (id) => {
          did.push(`retry ${id}`);
          return now;
        },
        discard: async (id) => {
          did.push(`discard ${id}`);
          now = { ...now, waiting: 0, messages: [] };
          return now;
        },
        remove: async () => {
          now = none;
          return 1;
        },
      },
    },
  );
  return { ...window, set, did };
}

test("a webhook is set, tried and removed; what is kept of its address is not in the field", async () => {
  const { set, container } = open(none);
  const address = await screen.findByRole<HTMLInputElement>("textbox", { name: "Address" });
  const save = screen.getByRole<HTMLButtonElement>("button", { name: "Save" });
  expect(save.disabled).toBe(true);
  expect(screen.queryByRole("button", { name: "Send a test" })).toBeNull();
  await userEvent.click(screen.getByText("A program"));
  await userEvent.fill(address, "http://hooks.example/abcdef");
  await userEvent.click(save);
  await waitFor(() => expect(address.getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByText(/must begin with https/)).toBeTruthy();

  await userEvent.fill(address, " https://hooks.example/abcdef ");
  await userEvent.click(save);
  expect(await screen.findByText("A program: hooks.example …cdef")).toBeTruthy();
  expect(set.at(-1)).toEqual(["generic", "https://hooks.example/abcdef", false]);
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Address" }).value).toBe("");

  await userEvent.click(screen.getByRole("switch", { name: "Messages may name customers" }));
  await waitFor(() => expect(set.at(-1)).toEqual(["generic", "", true]));

  expect(screen.getByText("No message has arrived yet.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Send a test" }));
  expect(await screen.findByText("The test arrived.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "New signing key" }));
  expect(await screen.findByText("whsec_AAAA")).toBeTruthy();
  await expectAccessible(container);

  await userEvent.click(screen.getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Send a test" })).toBeNull());
  expect(screen.queryByText("whsec_AAAA")).toBeNull();
});

test("what was not delivered says why, and a person decides about it", async () => {
  const { did } = open({ ...slack, waiting: 1, messages: [stuck, message({ id: "TNA-B" })] });
  expect(await screen.findByText("Slack: hooks.slack.com …XYZ1")).toBeTruthy();
  expect(screen.getByText(/^The last message arrived at /)).toBeTruthy();
  expect(screen.getByText(/nobody knows whether this message arrived/i)).toBeTruthy();
  expect(screen.getByText("Not delivered")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "New signing key" })).toBeNull();
  expect(screen.getByRole("button", { name: "Remove, with 1 message that has not arrived" })).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: /^Send “New alert” of .* again$/ }));
  await waitFor(() => expect(did).toEqual(["retry TNA-7F3K2M"]));
  await userEvent.click(screen.getByRole("button", { name: /^Discard “New alert” of / }));
  await waitFor(() => expect(screen.queryByRole("list", { name: "Not delivered" })).toBeNull());
  expect(did.at(-1)).toBe("discard TNA-7F3K2M");
});
