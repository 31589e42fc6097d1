import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type SessionStatus, type SignInRequest } from "../../bridge/bridge";
import { answers, refusal } from "../../test/answers";
import { expectAccessible, mount } from "../../test/view";
import AccountMenu from "./AccountMenu.svelte";
import FirstRun from "./FirstRun.svelte";
import SignInBanner from "./SignInBanner.svelte";
import SignInDialog from "./SignInDialog.svelte";
import SignOutDialog from "./SignOutDialog.svelte";

const { signedOut, signedIn, signInNeeded, signingIn } = answers.session;
const { clientId } = signedIn();

/** A sign-in that waits until the test settles it, and tells the window as the real one does. */
function signIn(first = signedOut()) {
  let status = first;
  let settle: { done: () => void; fail: (reason: unknown) => void } = { done: () => {}, fail: () => {} };
  const window = mount(
    SignInDialog,
    {},
    {
      session: {
        status: async () => status,
        signIn: () =>
          new Promise<void>((done, fail) => {
            settle = { done, fail };
          }),
        openDevicePage: async () => {},
        cancelSignIn: async () => settle.fail(new Fault({ kind: "internal", message: "context canceled" })),
      },
    },
  );
  window.app.session.refresh();
  window.app.session.dialog = "sign-in";
  return {
    ...window,
    settle: () => settle,
    tell(next: SessionStatus) {
      status = next;
      window.emit("session");
    },
  };
}

async function fill() {
  await userEvent.fill(await screen.findByRole("textbox", { name: "Client ID" }), clientId);
  await userEvent.fill(screen.getByRole("textbox", { name: "Partner tenant" }), "contoso.com");
}
const submit = () => userEvent.click(screen.getByRole("button", { name: /^Sign in/ }));

test("an incomplete form is not sent and names what is missing at the field", async () => {
  const { count, container } = signIn();
  await screen.findByRole("textbox", { name: "Client ID" });
  await submit();
  expect(screen.getByRole("textbox", { name: "Client ID" }).getAttribute("aria-invalid")).toBe("true");
  expect(screen.getAllByText("Needed")).toHaveLength(2);
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Client ID" }));
  expect(count("session.signIn")).toBe(0);
  await expectAccessible(container);
});

test("other addresses are asked for only when they are needed", async () => {
  const { count, container } = signIn();
  await fill();
  expect(screen.queryByRole("textbox", { name: "Sign-in address" })).toBeNull();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Cloud" }), "custom");
  await userEvent.fill(screen.getByRole("textbox", { name: "Sign-in address" }), "http://login.example");
  await submit();
  expect(screen.getByText("An https address, or http on this computer only")).toBeTruthy();
  expect(count("session.signIn")).toBe(0);
  await expectAccessible(container);
});

test("signing in waits without blocking, and the dialog goes when it is done", async () => {
  const { app, settle, container } = signIn();
  await fill();
  await submit();
  expect(await screen.findByText("Finish signing in in your browser")).toBeTruthy();
  await expectAccessible(container);
  settle().done();
  await waitFor(() => expect(app.session.dialog).toBe(""));
});

test("a cancelled sign-in is no failure and keeps what was typed", async () => {
  const { calls } = signIn();
  await fill();
  await submit();
  await userEvent.click(await screen.findByRole("button", { name: "Cancel the sign-in" }));
  expect(calls).toContain("session.cancelSignIn");
  expect(await screen.findByRole("textbox", { name: "Client ID" })).toHaveProperty("value", clientId);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what the backend says of a field stands at the field, any other failure above the form", async () => {
  const { settle } = signIn();
  await fill();
  await submit();
  await screen.findByRole("button", { name: "Cancel the sign-in" });
  const { tenant = "" } = refusal("signInIncomplete").fields;
  settle().fail(refusal("signInIncomplete", { fields: { tenant } }));
  expect(await screen.findByText(tenant)).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
  await submit();
  await screen.findByRole("button", { name: "Cancel the sign-in" });
  settle().fail(
    new Fault({
      kind: "denied",
      message: "as said in English",
      messageKey: "signin_policy_home",
      remedyKey: "ask-own-admin",
      code: "AADSTS53003",
    }),
  );
  const said = (await screen.findByRole("alert")).textContent;
  expect(said).toContain("a policy of your own organisation blocks the sign-in (AADSTS53003)");
  expect(said).toContain("Ask an administrator of your own organisation; only they can change it.");
});

test("a device code is shown to be typed elsewhere, copied, and its page opened", async () => {
  const { calls, copied, tell, container } = signIn();
  await fill();
  await userEvent.click(screen.getByRole("checkbox", { name: /Sign in on another device/ }));
  await submit();
  const told = signingIn();
  tell(told);
  const code = await screen.findByText(told.deviceCode?.userCode ?? "?");
  expect(code).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Copy the code" }));
  expect(copied).toEqual([told.deviceCode?.userCode]);
  await userEvent.click(screen.getByRole("button", { name: "Open the page" }));
  expect(calls).toContain("session.openDevicePage");
  await expectAccessible(container);
});

test("the account that was used last stands in the form", async () => {
  signIn(signedOut({ clientId, tenantId: "t0", cloud: "usgov" }));
  expect(await screen.findByDisplayValue(clientId)).toBeTruthy();
  expect(screen.getByRole("combobox", { name: "Cloud" })).toHaveProperty("value", "usgov");
});

test("signing out asks once, names what is lost, and wipes only when told to", async () => {
  const { app, calls, container } = mount(SignOutDialog, {
    session: { signOut: async () => {}, status: async () => signedIn() },
  });
  app.session.dialog = "sign-out";
  const wipe = await screen.findByRole("checkbox", { name: "Also remove the cache" });
  expect(screen.getByText(/Removes every customer’s data from this computer/)).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(wipe);
  await userEvent.click(screen.getByRole("button", { name: /Sign out and remove/ }));
  expect(calls).toContain("session.signOut true");
  await waitFor(() => expect(app.session.dialog).toBe(""));
  app.session.dialog = "sign-out";
  expect(await screen.findByRole("checkbox", { name: "Also remove the cache" })).toHaveProperty(
    "checked",
    false,
  );
});

async function banner(status: SessionStatus) {
  const window = mount(SignInBanner, {
    session: { status: async () => status },
    customers: { overview: async () => answers.customers.overview() },
  });
  window.app.session.refresh();
  window.app.overview.refresh();
  await waitFor(() => expect(window.app.session.status && window.app.overview.value).toBeTruthy());
  return window;
}

test("a sign-in that is needed is one press away: nothing has to be typed again", async () => {
  let asked: SignInRequest | undefined;
  const { app, expected } = await banner(signInNeeded({ demo: false }));
  expected.session = {
    ...expected.session,
    signIn: async (request) => {
      asked = request;
    },
  };
  expect(await screen.findByText(/Everything read so far stays at hand/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Sign in again" }));
  await waitFor(() => expect(app.session.dialog).toBe(""));
  expect(Object.values(asked ?? { nothing: "was asked" }).some(Boolean)).toBe(false);
});

test("who signed out signs in again with the addresses that were used", async () => {
  const last = signedIn();
  signIn(signedOut({ ...last, signedIn: false }));
  expect(await screen.findByDisplayValue(last.loginUrl)).toBeTruthy();
  expect(screen.getByDisplayValue(last.azureUrl)).toBeTruthy();
});

test("customers that nobody keeps up to date ask for a sign-in", async () => {
  await banner(signedOut({ demo: false, clientId: "" }));
  expect(await screen.findByText(/Sign in to keep the customers up to date/)).toBeTruthy();
});

test("a signed-in session says nothing", async () => {
  const { container } = await banner(signedIn({ demo: false }));
  expect(container.textContent?.trim()).toBe("");
});

test("the first page offers three ways side by side and says what is kept", async () => {
  const { app, calls, container } = mount(FirstRun, {
    session: { startDemo: async () => {} },
    customers: {
      import: () =>
        Promise.reject(
          new Fault({
            kind: "invalid",
            message: "line 3, column 2: no tenant id",
            remedyKey: "correct-input",
          }),
        ),
    },
  });
  expect(screen.getAllByRole("listitem")).toHaveLength(3);
  expect(screen.getByText(/the key lies in the operating system’s keychain/)).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Choose a file…" }));
  expect((await screen.findByRole("alert")).textContent).toContain("line 3, column 2: no tenant id");
  await userEvent.click(screen.getByRole("button", { name: "Start the demo" }));
  expect(calls).toContain("session.startDemo");
  await userEvent.click(screen.getByRole("button", { name: "Sign in…" }));
  expect(app.session.dialog).toBe("sign-in");
});

test("a file with bad lines is shown before anything is imported, and the others are taken by a yes", async () => {
  const report = {
    file: "Customers.csv",
    read: 2,
    joined: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    waiting: true,
  };
  const { calls, container } = mount(FirstRun, {
    customers: {
      import: async () => ({
        ...report,
        bad: [
          {
            line: 3,
            column: "Microsoft ID",
            message: 'not a tenant id: "x"',
            messageKey: "customer_no_tenant_id",
            params: { text: "x" },
          },
          {
            line: 5,
            column: "",
            message: "a quotation mark is opened and never closed",
            messageKey: "import_quote_open",
          },
        ],
      }),
      importGood: async () => ({ ...report, bad: [], added: 2, waiting: false }),
    },
  });
  await userEvent.click(screen.getByRole("button", { name: "Choose a file…" }));
  const dialog = await screen.findByRole("dialog", { name: "Some lines can’t be taken" });
  expect(dialog.textContent).toContain("Line 3, Microsoft ID");
  expect(dialog.textContent).toContain("Line 5");
  expect(dialog.textContent).toContain("a quotation mark is opened and never closed");
  expect(calls).not.toContain("customers.importGood");
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: /^Import the others \(2\)/ }));
  await waitFor(() => expect(calls).toContain("customers.importGood"));
  expect(screen.queryByRole("dialog", { name: "Some lines can’t be taken" })).toBeNull();
});

test("the account menu says who is signed in where and leads to the sign-out dialog", async () => {
  const status = signedIn({ demo: false, cloud: "usgov", profile: "gov" });
  const { app, container } = mount(
    AccountMenu,
    { session: { status: async () => status } },
    { profiles: { list: async () => [] } },
  );
  app.session.refresh();
  await userEvent.click(await screen.findByRole("button", { name: new RegExp(status.name) }));
  expect(screen.getByText("US Government (GCC High) · Profile gov")).toBeTruthy();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("menuitem", { name: /Sign out/ }));
  expect(app.session.dialog).toBe("sign-out");
});
