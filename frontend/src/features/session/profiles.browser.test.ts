import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { userEvent } from "vitest/browser";
import { Fault, type Profile } from "../../bridge/bridge";
import { answers } from "../../test/answers";
import { expectAccessible, mount } from "../../test/view";
import AccountMenu from "./AccountMenu.svelte";
import NewProfileDialog from "./NewProfileDialog.svelte";
import ProfilesDialog from "./ProfilesDialog.svelte";

const one: Profile = { name: "default", label: "", colour: "blue", current: true };
const other: Profile = { name: "contoso-nord", label: "Contoso Nord", colour: "teal", current: false };

/** The account's menu over these profiles, open. */
async function menu(list: Profile[], change: { switch?: (name: string) => Promise<boolean> } = {}) {
  const status = answers.session.signedIn({ demo: false });
  const window = mount(
    AccountMenu,
    {},
    {
      session: { status: async () => status },
      profiles: { list: async () => list, ...change },
    },
  );
  window.app.session.refresh();
  window.app.profiles.list = list;
  await userEvent.click(await screen.findByRole("button", { name: new RegExp(status.name) }));
  return window;
}

test("one profile alone is told from no other", async () => {
  await menu([one]);
  expect(screen.queryByRole("menuitemradio")).toBeNull();
  expect(screen.getByRole("menuitem", { name: /^New profile/ })).toBeTruthy();
});

test("another profile is two clicks away, and this one is told by its name, never by its colour alone", async () => {
  const { calls, container } = await menu([other, one], { switch: async () => false });
  const [there, here] = screen.getAllByRole("menuitemradio");
  expect(here?.textContent).toContain("First profile");
  expect(here?.getAttribute("aria-checked")).toBe("true");
  expect(screen.getByRole("button", { name: /· First profile$/ }).textContent).toContain("First profile");
  await expectAccessible(container);
  await userEvent.click(there as HTMLElement);
  expect(calls).toContain("profiles.switch contoso-nord");
});

test("a window of its own that a profile has already is said to be in front", async () => {
  const { app } = await menu([other, one], { switch: async () => true });
  await userEvent.click(screen.getByRole("menuitemradio", { name: /Contoso Nord/ }));
  await waitFor(() =>
    expect(app.notices.toasts.map((t) => t.text)).toEqual([expect.stringContaining("Contoso Nord")]),
  );
});

test("a new profile has the first colour that is free, is refused by name, and opens", async () => {
  const taken = new Fault({
    kind: "invalid",
    message: "x",
    fieldMessages: { label: { key: "field_profile_taken" } },
  });
  let refused = true;
  const { app, calls, container } = mount(NewProfileDialog, {
    profiles: {
      list: async () => [one],
      add: async (label, colour) => {
        if (refused) throw taken;
        return { ...other, label, colour: colour as Profile["colour"] };
      },
      switch: async () => false,
    },
  });
  app.profiles.list = [one];
  app.profiles.ask("new");
  const field = await screen.findByRole("textbox", { name: "Name" });
  expect(document.activeElement).toBe(field);
  expect(screen.getByRole("radio", { name: "Orange" })).toHaveProperty("checked", true);
  await userEvent.fill(field, "Contoso Nord");
  await userEvent.click(screen.getByTitle("Teal"));
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByText(/another profile has this name/i)).toBeTruthy();
  expect(calls.filter((c) => c.startsWith("profiles.switch"))).toEqual([]);
  await expectAccessible(container);
  refused = false;
  await userEvent.click(screen.getByRole("button", { name: /^Make and open/ }));
  await waitFor(() => expect(calls).toContain("profiles.switch contoso-nord"));
  expect(calls).toContain("profiles.add Contoso Nord teal");
  expect(app.profiles.dialog).toBe("");
});

test("a removal is asked once and names what is lost; the open one can't be", async () => {
  let list = [other, one];
  const { app, calls, container } = mount(ProfilesDialog, {
    profiles: {
      list: async () => list,
      remove: async () => {
        list = [one];
      },
    },
  });
  app.profiles.list = list;
  app.profiles.ask("manage");
  expect(await screen.findByRole("button", { name: "Edit First profile" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Remove First profile" })).toBeNull();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole("button", { name: "Remove Contoso Nord" }));
  expect(screen.getByRole("alert").textContent).toContain("requests that were not sent");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Keep" }));
  await userEvent.click(screen.getByRole("button", { name: "Keep" }));
  expect(calls.filter((c) => c.startsWith("profiles.remove"))).toEqual([]);
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit Contoso Nord" })),
  );
  await userEvent.click(screen.getByRole("button", { name: "Remove Contoso Nord" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove for good" }));
  await waitFor(() => expect(screen.queryByText("Contoso Nord")).toBeNull());
  expect(calls).toContain("profiles.remove contoso-nord");
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit First profile" })),
  );
});

test("a name and a colour are changed together, and the field says what is wrong", async () => {
  const { app, calls } = mount(ProfilesDialog, {
    profiles: { list: async () => [other, one], change: async (_, label) => ({ ...one, label }) },
  });
  app.profiles.list = [other, one];
  app.profiles.ask("manage");
  await userEvent.click(await screen.findByRole("button", { name: "Edit First profile" }));
  const field = screen.getByRole("textbox", { name: "Name" });
  expect(document.activeElement).toBe(field);
  await userEvent.fill(field, "Contoso Süd");
  await userEvent.click(screen.getByTitle("Grey"));
  await userEvent.click(screen.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
  expect(calls).toContain("profiles.change default Contoso Süd grey");
  await userEvent.click(screen.getByRole("button", { name: "Edit First profile" }));
  await userEvent.click(screen.getByTitle("Pink"));
  await userEvent.click(screen.getByRole("button", { name: /^Save/ }));
  await waitFor(() => expect(calls).toContain("profiles.change default  pink")); // a name that nobody typed is none
});
