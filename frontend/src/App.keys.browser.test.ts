import { screen, waitFor, within } from "@testing-library/svelte";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { userEvent as user } from "vitest/browser";
import { holdTime } from "./lib/held";
import { settle } from "./test/clock";
import { all, found, grid, open, shown } from "./test/window";
import { features, late } from "./views";

// What the window fetches later is fetched before: a test does not wait for the transformer.
beforeAll(() => Promise.all([late(), ...features.map((f) => f.load())]));

describe("the window's keys and places", () => {
  it("goes back and on again by keys and by the mouse's side buttons, and the focus is where it was", async () => {
    const { app } = await open();
    await user.click(within(await grid()).getByTitle(all[2]?.name ?? ""));
    const cell = () => document.activeElement?.getAttribute("data-cell");
    const left = cell();
    expect(left).toMatch(/^2:/);
    await user.keyboard("s");
    await waitFor(() => expect(app.navigation.view).toBe("subscriptions"));
    await user.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    await waitFor(() => expect([app.navigation.view, cell()]).toEqual(["customers", left]));
    await user.keyboard("{Alt>}{ArrowRight}{/Alt}");
    await waitFor(() => expect(app.navigation.view).toBe("subscriptions"));
    const side = (button: number) =>
      document.activeElement?.dispatchEvent(
        new MouseEvent("mouseup", { button, bubbles: true, cancelable: true }),
      );
    side(3);
    await waitFor(() => expect([app.navigation.view, cell()]).toEqual(["customers", left]));
    side(4);
    await waitFor(() => expect(app.navigation.view).toBe("subscriptions"));
  });

  it("the pane is the chosen customer's: `i` shuts and opens it, and over all customers it is asked for", async () => {
    const { app } = await open();
    const pane = () => screen.queryByRole("complementary", { name: "Details" });
    await user.click(within(await grid()).getByTitle(all[2]?.name ?? ""));
    await waitFor(() => expect(pane()).not.toBeNull());
    await user.keyboard("i");
    await waitFor(() => expect(pane()).toBeNull());
    expect(app.preferences.value.place.paneClosed).toBe(true);
    await user.keyboard("i");
    await waitFor(() => expect(pane()).not.toBeNull());
    await user.keyboard("gi");
    await waitFor(() => expect(app.navigation.view).toBe("incidents"));
    expect(pane()).toBeNull();
    await user.keyboard("i");
    await waitFor(() => expect(pane()).not.toBeNull());
    await user.keyboard("gcgi");
    await waitFor(() => expect([app.navigation.view, pane()]).toEqual(["incidents", null]));
  });

  it("keys stand beside the navigation only while a modifier is held", async () => {
    await open();
    await grid();
    const entry = screen.getByRole("button", { name: /^Incidents/ });
    const said = () => entry.textContent?.replace(/\s+/g, " ").trim();
    const before = said();
    expect(before).toMatch(/^Incidents \d+$/);
    await user.keyboard("{Control>}");
    await vi.advanceTimersByTimeAsync(holdTime);
    expect(said()).toBe("Incidents g i");
    await user.keyboard("{/Control}");
    await settle();
    expect(said()).toBe(before);
  });

  it("what was searched does not stand over another customer", async () => {
    const { app } = await open();
    await user.fill(screen.getByRole("searchbox"), "co");
    await shown(found);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(app.navigation.view).toBe("overview"));
    const box = screen.getByRole<HTMLInputElement>("searchbox");
    expect(box.value).toBe("");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(box.value).toBe("co")); // the list is as it was left
    app.navigation.go("incidents");
    app.navigation.go("health", all[3]?.tenantId);
    await user.keyboard("gc");
    await waitFor(() => expect(app.navigation.view).toBe("customers"));
    expect(box.value).toBe("");
  });

  it("Esc leaves whatever is open, and the focus is never on nothing", async () => {
    const { app } = await open();
    await user.click(within(await grid()).getByTitle(all[2]?.name ?? ""));
    await screen.findByRole("complementary", { name: "Details" });
    const at = () => document.activeElement as HTMLElement;
    const press = (keys: string) => () => user.keyboard(keys);
    const ways: Record<string, () => unknown> = {
      "the keys": press("?"),
      "the palette": press("{Control>}{Shift>}P{/Shift}{/Control}"),
      "the outbox": press("go"),
      "the tag field": press("t"),
      "a tag that is half typed": press("tha"),
      "the search": press("/"),
      help: press("{F1}"),
      "the account's menu": () => user.click(screen.getByTitle("Avery Morgan")),
      "sign in": () => app.session.ask("sign-in"),
      "sign out": () => app.session.ask("sign-out"),
      passphrase: () => {
        app.lock.setting = true;
      },
    };
    for (const [what, opens] of Object.entries(ways)) {
      app.focusRows();
      await settle();
      const before = at();
      expect(before.dataset.cell, what).toMatch(/^2:/);
      await opens();
      await settle();
      expect(at(), `${what}: it takes the focus`).not.toBe(before);
      expect(at(), `${what}: something has the focus`).not.toBe(document.body);
      for (let i = 0; i < 2 && !before.matches(":focus"); i++) {
        await user.keyboard("{Escape}");
        await settle();
        expect(at(), `${what}: left with Esc`).not.toBe(document.body);
      }
      expect(at().closest("dialog, [popover]"), what).toBeNull();
      if (what === "the search") continue; // it leads into the rows, or back
      expect(app.navigation.view, what).toBe("customers");
    }
  });
});
