import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { type Consent, Fault } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { never } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import ConsentDialog from "./ConsentDialog.svelte";
import SignInDialog from "./SignInDialog.svelte";

const { tenantId, name } = answers.details.noConsent();
const consent = (over: Partial<Consent> = {}): Consent => ({
  tenantId,
  name,
  link: `https://login.example/${tenantId}/v2.0/adminconsent?client_id=1`,
  to: [],
  subject: "Approval of the app",
  text: "Hello,\n\nplease open the link.",
  mayGrant: true,
  ...over,
});

test("a sign-in at a customer waits, then the customer is read", async () => {
  let settle: { done: () => void; fail: (reason: unknown) => void } = { done: () => {}, fail: () => {} };
  const { app, calls, container } = mount(SignInDialog, {
    session: {
      status: async () => answers.session.signedIn(),
      signInAt: () =>
        new Promise<void>((done, fail) => {
          settle = { done, fail };
        }),
    },
    sync: { refresh: async () => {}, status: never },
  });
  void app.signInAt(tenantId);
  const dialog = await screen.findByRole("dialog", { name: `Sign in at ${tenantId}` });
  expect(await within(dialog).findByText("Finish signing in in your browser")).toBeTruthy();
  settle.fail(
    new Fault({ kind: "conflict", message: "somebody else signed in", remedyKey: "sign-in-at-customer" }),
  );
  expect((await screen.findByRole("alert")).textContent).toContain("somebody else signed in");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(calls).not.toContain(`sync.refresh ${tenantId}`);
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: /^Sign in/ }));
  await within(dialog).findByText("Finish signing in in your browser");
  settle.done();
  await waitFor(() => expect(calls).toContain(`sync.refresh ${tenantId}`));
  expect(app.session.dialog).toBe("");
});

test("the partner approves the app itself where it may, and the customer is read", async () => {
  const { app, calls, copied, container } = mount(ConsentDialog, {
    session: { consent: async () => consent(), grantConsent: async () => {} },
    sync: { refresh: async () => {}, status: never },
  });
  app.session.ask("consent", tenantId);
  expect(await screen.findByText(consent().link)).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Copy the link" }));
  await userEvent.click(screen.getByRole("button", { name: "Copy the letter" }));
  expect(copied).toEqual([consent().link, `${consent().subject}\n\n${consent().text}`]);
  await userEvent.click(screen.getByRole("button", { name: /Approve now/ }));
  await waitFor(() => expect(calls).toContain(`sync.refresh ${tenantId}`));
  expect(calls).toContain(`session.grantConsent ${tenantId}`);
  expect(app.session.dialog).toBe("");
});

test("without the role there is the link and the letter, and no button that would fail", async () => {
  const { app, calls } = mount(ConsentDialog, {
    session: { consent: async () => consent({ mayGrant: false }), mailConsent: async () => {} },
  });
  app.session.ask("consent", tenantId);
  expect(await screen.findByText(/none of your delegations there has a role/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Approve now/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Write a mail" }));
  expect(calls).toContain(`session.mailConsent ${tenantId} en`);
});

test("what Microsoft refuses stays in the dialog, with the link at hand", async () => {
  const { app } = mount(ConsentDialog, {
    session: {
      consent: async () => consent(),
      grantConsent: () =>
        Promise.reject(new Fault({ kind: "denied", message: "no role", remedyKey: "consent-role" })),
    },
  });
  app.session.ask("consent", tenantId);
  await userEvent.click(await screen.findByRole("button", { name: /Approve now/ }));
  expect((await screen.findByRole("alert")).textContent).toContain("no role");
  expect(screen.getByText(consent().link)).toBeTruthy();
});
