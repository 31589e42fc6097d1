import { createContext } from "svelte";
import type { Hit, Words } from "./find";

/** Where a setting matches what the page looks for; undefined: it does not, so that it is not shown. */
export const [looked, provideLooked] = createContext<(setting: Words) => Hit | undefined>();
