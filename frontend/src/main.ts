import { mount } from "svelte";
import App from "./App.svelte";
import type { Bridge } from "./bridge/bridge";
import { AppState } from "./state/app.svelte";
import "./styles/base.css";

/** The Go side where there is one. The fake exists in `vite dev` only: a build leaves it out. */
async function connect(): Promise<Bridge> {
  if (import.meta.env.DEV && !("go" in window)) return (await import("./bridge/fake-dev")).fakeFromAddress();
  return (await import("./bridge/wails")).wailsBridge;
}

const app = new AppState(await connect());
await app.start();
mount(App, { target: document.getElementById("app") as HTMLElement, props: { app } });
