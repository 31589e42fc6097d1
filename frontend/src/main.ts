import { mount } from "svelte";
import App from "./App.svelte";
import { readFirst } from "./bridge/first";
import { wailsBridge } from "./bridge/wails";
import StartScreen from "./features/lock/StartScreen.svelte";
import { AppState } from "./state/app.svelte";
import "./styles/base.css";

const app = new AppState(wailsBridge);
await app.start(readFirst(document));
mount(app.lock.waits ? StartScreen : App, {
  target: document.getElementById("app") as HTMLElement,
  props: { app },
});
