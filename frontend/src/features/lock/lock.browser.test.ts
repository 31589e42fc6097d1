import { render, screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type Language, type LockWait, type SessionStatus } from "../../bridge/bridge";
import { AppState } from "../../state/app.svelte";
import { answers } from "../../test/answers";
import { settle } from "../../test/clock";
import { type Answers, stubBridge } from "../../test/stub";
import { expectAccessible, mount } from "../../test/view";
import PassphraseDialog from "./PassphraseDialog.svelte";
import StartScreen from "./StartScreen.svelte";

const phrase = "sieben Äpfel im Fass";
const wrong = () =>
  new Fault({
    kind: "denied",
    message: "the passphrase is wrong",
    messageKey: "secret_passphrase_wrong",
    code: "passphrase-wrong",
  });
const short = () =>
  new Fault({
    kind: "invalid",
    message: "short",
    messageKey: "secret_passphrase_short",
    params: { least: "10" },
  });

/** A locked window: what it waits for, and what an unlock answers. What it asks besides fails the test. */
async function locked(
  waits: LockWait,
  unlock?: (words: string) => Promise<void>,
  over: Partial<SessionStatus> = {},
  language: Language = "en",
) {
  const expected: Answers = {
    settings: { load: async () => answers.preferences({ language }) },
    session: { status: async () => answers.session.signedOut({ profile: "default", ...over }) },
    profiles: { list: async () => [] },
    lock: { waits: async () => waits, ...(unlock && { open: unlock }) },
  };
  const stub = stubBridge(expected);
  const app = new AppState(stub.bridge);
  await app.start();
  const { container } = render(StartScreen, { app });
  await settle();
  return { ...stub, app, expected, container };
}
const field = () => screen.getByLabelText<HTMLInputElement>("Passphrase");

test("without a passphrase a press unlocks, and nothing is asked of any customer", async () => {
  const { container, calls, titles } = await locked("press", async () => {}, { profile: "north" });
  expect(screen.queryByLabelText("Passphrase")).toBeNull();
  expect(container.textContent).toContain("Profile north");
  expect(titles).toEqual(["Tenantry"]);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Unlock" }));
  await expectAccessible(container);
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(calls).toContain("lock.open "));
});

test("the passphrase is typed and sent with Enter; a wrong one is said beside the field", async () => {
  const tries: string[] = [];
  const { container } = await locked("passphrase", async (words) => {
    tries.push(words);
    if (words !== phrase) throw wrong();
  });
  expect(document.activeElement).toBe(field());
  expect(field().type).toBe("password");
  await userEvent.keyboard("acht{Enter}");
  await waitFor(() => expect(field().getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getAllByText("The passphrase is wrong.").length).toBeGreaterThan(0);
  expect(document.activeElement).toBe(field());
  await expectAccessible(container);
  await userEvent.keyboard(`${phrase}{Enter}`); // the wrong one is selected: typing takes its place
  await waitFor(() => expect(tries).toEqual(["acht", phrase]));
  expect(field().getAttribute("aria-invalid")).toBeNull();
});

test("what else keeps it locked is said, and it can be tried again", async () => {
  const { count } = await locked("press", () =>
    Promise.reject(new Fault({ kind: "conflict", message: "another process is using the profile" })),
  );
  await userEvent.keyboard("{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("another process is using the profile");
  await userEvent.click(screen.getByRole("button", { name: "Unlock" }));
  await waitFor(() => expect(count("lock.open")).toBe(2));
});

test("an unlock says that it waits for the keychain, and no longer than it does", async () => {
  let fail = (_: unknown) => {};
  const { app, emit } = await locked("passphrase", () => new Promise((_, reject) => (fail = reject)));
  emit("keychain"); // of something else
  expect(screen.queryByText(/keychain/)).toBeNull();
  await userEvent.keyboard(`${phrase}{Enter}`);
  await waitFor(() => expect(app.lock.opening).toBe(true));
  emit("keychain");
  expect(await screen.findByText(/keychain holds the key/)).toBeTruthy();
  fail(wrong());
  await waitFor(() => expect(screen.queryByText(/keychain holds the key/)).toBeNull());
});

test("while another process waits for the keychain that is said, and nothing but the end is offered", async () => {
  const { calls, container, expected } = await locked("keychain");
  expect(screen.getByRole("heading").textContent).toBe("Waiting for the keychain");
  expect(screen.getAllByRole("button").map((b) => b.textContent?.trim())).toEqual(["End Tenantry"]);
  await expectAccessible(container);
  await userEvent.keyboard("{Enter} "); // meant for the keychain's own window
  expect(calls).not.toContain("lock.leave ");
  expected.lock = { ...expected.lock, leave: async () => {} };
  await userEvent.click(screen.getByRole("button"));
  await waitFor(() => expect(calls.some((c) => c.startsWith("lock.leave"))).toBe(true));
});

test("what could not be opened is told with its remedy, in the language that was handed over, and tried again", async () => {
  const silent: Partial<SessionStatus> = {
    problem: {
      kind: "invalid",
      message: "silent",
      messageKey: "secret_keychain_silent",
      params: { seconds: "10" },
      remedyKey: "use-file-secrets",
      remedy: "unlock it",
      code: "",
      requestId: "",
      at: null,
    },
  };
  const { container, count } = await locked("retry", async () => {}, silent, "fr");
  expect(screen.getByRole("alert").textContent).toContain("n’a pas répondu");
  expect(screen.getByRole("alert").textContent).toContain("trousseau");
  expect(document.documentElement.lang).toBe("fr");
  await expectAccessible(container);
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Réessayer" }));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(count("lock.open")).toBe(1));
});

/** The dialog over a profile that has a passphrase or none. */
async function dialog(has: boolean, setPassphrase?: (words: string) => Promise<void>) {
  const opened = mount(PassphraseDialog, {
    lock: { hasPassphrase: async () => has, ...(setPassphrase && { setPassphrase }) },
  });
  opened.app.lock.setting = true;
  await settle();
  return opened;
}
const fill = async (words: string, again: string) => {
  await userEvent.fill(screen.getByLabelText("New passphrase"), words);
  await userEvent.fill(screen.getByLabelText("The same once more"), again);
};

test("a passphrase is set only when both times are the same", async () => {
  const { app, calls, container } = await dialog(false, async () => {});
  expect(screen.queryByRole("button", { name: "Remove it" })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /^Set/ }).disabled).toBe(true);
  await fill(phrase, "acht Birnen im Fass");
  await userEvent.keyboard("{Enter}");
  expect(screen.getByText("The two are not the same")).toBeTruthy();
  expect(calls.some((c) => c.startsWith("lock.setPassphrase"))).toBe(false);
  await expectAccessible(container);
  await fill(phrase, phrase);
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(app.lock.setting).toBe(false));
  expect(calls).toContain(`lock.setPassphrase ${phrase}`);
  expect(app.notices.toasts[0]?.text).toBe("The passphrase is set.");
});

test("the rule is said beside the field, and the dialog stays", async () => {
  const { app } = await dialog(false, () => Promise.reject(short()));
  await fill("short", "short");
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("A passphrase needs at least 10 characters.")).toBeTruthy();
  expect(app.lock.setting).toBe(true);
});

test("the one there is can be removed", async () => {
  const { app, calls } = await dialog(true, async () => {});
  await userEvent.click(screen.getByRole("button", { name: "Remove it" }));
  await waitFor(() => expect(app.lock.setting).toBe(false));
  expect(calls).toContain("lock.setPassphrase ");
  expect(app.notices.toasts[0]?.text).toBe("The passphrase is removed.");
});
